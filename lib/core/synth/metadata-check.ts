import type { Finding } from '../check';
import { PlatformError } from '../errors';
import { checkAnnotations, checkLabels, type StringMap } from '../labels';
import type { ObjectIndex, RenderedObject } from '../rendered-object';

/** What the API server takes of annotations, keys and values together. */
const ANNOTATIONS_LIMIT = 256 * 1024;

/** Labels and annotations of every object are what the API server takes, those of a Chart among them. */
export function checkMetadata(objects: ObjectIndex): readonly Finding[] {
  return objects.all.flatMap((object) => {
    const { labels = {}, annotations = {} } = object.manifest.metadata;
    return [
      ...finding(object, 'metadata.labels', () => checkLabels(labels)),
      ...finding(object, 'metadata.annotations', () => checkAnnotations(annotations)),
      ...finding(object, 'metadata.annotations', () => checkSize(annotations)),
    ];
  });
}

function checkSize(annotations: StringMap): void {
  const size = Object.entries(annotations).reduce(
    (sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(String(value)),
    0,
  );
  if (size <= ANNOTATIONS_LIMIT) return;
  throw new PlatformError({
    problem: 'are too large',
    given: `${size} bytes`,
    allowed: `${ANNOTATIONS_LIMIT} bytes`,
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
