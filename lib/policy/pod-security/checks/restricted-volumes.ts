import { PodSecurityLevel } from '../../../core/pod-security';
import { itemsAt, type Part } from '../pod';
import type { Breach, Judge, SecurityCheck } from '../security-check';
import { hostPathVolumes } from './host-path-volumes';

const ALLOWED = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
];
/** The first version of Kubernetes that allows volumes of an image, whatever version of the standards is pinned. */
const IMAGES_SINCE = 33;

const judge: Judge = (pod, kubernetes) => {
  const allowed = kubernetes < IMAGES_SINCE ? ALLOWED : [...ALLOWED, 'image'];
  return itemsAt(pod.part(), 'volumes').flatMap((volume) => judgeVolume(volume, allowed));
};

/** Where a volume says nothing of what it is, the API server has made it an emptyDir before it is judged. */
function judgeVolume({ field, value }: Part, allowed: readonly string[]): readonly Breach[] {
  const sources = Object.entries(value ?? {}).filter(([name, source]) => name !== 'name' && source != null);
  if (sources.some(([name]) => allowed.includes(name))) return [];
  return sources.map(([name, given]) => ({
    field: `${field}.${name}`,
    given,
    allowed: allowed.join(', '),
  }));
}

/** Volumes are of what the cluster gives, not of a storage system that the pod names. */
export const restrictedVolumes: SecurityCheck = {
  id: 'restrictedVolumes',
  level: PodSecurityLevel.RESTRICTED,
  overrides: hostPathVolumes.id,
  since: [[0, judge]],
};
