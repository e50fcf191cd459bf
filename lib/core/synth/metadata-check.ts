import type { Finding } from '../check';
import { PlatformError } from '../errors';
import { checkAnnotations, checkLabels } from '../labels';
import type { ObjectIndex, RenderedObject } from '../rendered-object';

/** Labels and annotations of every object are what the API server takes, those of a Chart among them. */
export function checkMetadata(objects: ObjectIndex): readonly Finding[] {
  return objects.all.flatMap((object) => {
    const { labels = {}, annotations = {} } = object.manifest.metadata;
    return [
      ...finding(object, 'metadata.labels', () => checkLabels(labels)),
      ...finding(object, 'metadata.annotations', () => checkAnnotations(annotations)),
    ];
  });
}

function finding({ path }: RenderedObject, prop: string, check: () => unknown): readonly Finding[] {
  try {
    check();
    return [];
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    return [{ path, prop, ...error.problem }];
  }
}
