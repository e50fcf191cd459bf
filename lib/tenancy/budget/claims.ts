import { fieldOf, itemsOf } from '../../core/manifest-fields';
import type { RenderedObject } from '../../core/rendered-object';

/** A claim, or the template of claims, in a manifest. */
export interface Claim {
  /** Where it states its size: `spec.resources.requests.storage`. */
  readonly field: string;
  /** Its size, of whatever shape. */
  readonly storage: unknown;
  /** Its storage class; `undefined` where it leaves that to the cluster. */
  readonly storageClass: string | undefined;
}

const STORAGE = ['spec', 'resources', 'requests', 'storage'];
/** How claims named their class before there was a field, which is read still. */
const CLASS_ANNOTATION = 'volume.beta.kubernetes.io/storage-class';

/** The claims that an object is, or makes for each of its pods. */
export function claimsOf({ group, kind, manifest }: RenderedObject): readonly Claim[] {
  switch (`${group}/${kind}`) {
    case '/PersistentVolumeClaim':
      return [claimOf('', manifest)];
    case 'apps/StatefulSet':
      return itemsOf(fieldOf(manifest, 'spec', 'volumeClaimTemplates')).map((template, index) =>
        claimOf(`spec.volumeClaimTemplates[${index}].`, template),
      );
    default:
      return [];
  }
}

function claimOf(prefix: string, claim: unknown): Claim {
  const named =
    fieldOf(claim, 'metadata', 'annotations', CLASS_ANNOTATION) ?? fieldOf(claim, 'spec', 'storageClassName');
  return {
    field: `${prefix}${STORAGE.join('.')}`,
    storage: fieldOf(claim, ...STORAGE),
    storageClass: typeof named === 'string' && named !== '' ? named : undefined,
  };
}
