import { PodSecurityLevel } from '../../../core/pod-security';
import { itemsAt } from '../pod';
import { breachesAt, type SecurityCheck } from '../security-check';

/** Pods do not mount directories of their node. */
export const hostPathVolumes: SecurityCheck = {
  id: 'hostPathVolumes',
  level: PodSecurityLevel.BASELINE,
  since: [
    [0, (pod) => breachesAt(itemsAt(pod.part(), 'volumes'), ['hostPath'], () => false, 'any other volume')],
  ],
};
