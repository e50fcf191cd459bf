import { type Finding, findingsOf } from '../check';
import { checkAnnotations, checkLabels } from '../labels';
import type { ObjectIndex } from '../rendered-object';

/** Labels and annotations of every object are what the API server takes, those of a Chart among them. */
export function checkMetadata(objects: ObjectIndex): readonly Finding[] {
  return objects.all.flatMap(({ path, manifest }) => {
    const { labels = {}, annotations = {} } = manifest.metadata;
    return [
      ...findingsOf({ path, prop: 'metadata.labels' }, () => checkLabels(labels)),
      ...findingsOf({ path, prop: 'metadata.annotations' }, () => checkAnnotations(annotations)),
    ];
  });
}
