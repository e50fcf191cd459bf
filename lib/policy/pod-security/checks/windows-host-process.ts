import { PodSecurityLevel } from '../../../core/pod-security';
import { breachesAt, type SecurityCheck } from '../security-check';

/** Containers on Windows are not processes of their node. */
export const windowsHostProcess: SecurityCheck = {
  id: 'windowsHostProcess',
  level: PodSecurityLevel.BASELINE,
  since: [
    [
      0,
      (pod) =>
        breachesAt(pod.contexts, ['windowsOptions', 'hostProcess'], (value) => value !== true, 'false'),
    ],
  ],
};
