import { fieldOf, itemsOf } from '../core/manifest-fields';
import type { RenderedObject } from '../core/rendered-object';

/** A claim, or the template of claims, in a manifest. */
export interface Claim {
  /** Where it states its size: `spec.resources.requests.storage`. */
  readonly field: string;
  /** Its size, of whatever shape. */
  readonly storage: unknown;
}

const STORAGE = ['spec', 'resources', 'requests', 'storage'];

/** The claims that an object is, or makes for each of its pods. */
export function claimsOf({ group, kind, manifest }: RenderedObject): readonly Claim[] {
  switch (`${group}/${kind}`) {
    case '/PersistentVolumeClaim':
      return [{ field: STORAGE.join('.'), storage: fieldOf(manifest, ...STORAGE) }];
    case 'apps/StatefulSet':
      return itemsOf(fieldOf(manifest, 'spec', 'volumeClaimTemplates')).map((template, index) => ({
        field: `spec.volumeClaimTemplates[${index}].${STORAGE.join('.')}`,
        storage: fieldOf(template, ...STORAGE),
      }));
    default:
      return [];
  }
}
