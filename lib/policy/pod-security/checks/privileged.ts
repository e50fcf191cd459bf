import { PodSecurityLevel } from '../../../core/pod-security';
import { breachesAt, type SecurityCheck } from '../security-check';

/** Containers are not privileged, which would take off nearly all that bounds them. */
export const privileged: SecurityCheck = {
  id: 'privileged',
  level: PodSecurityLevel.BASELINE,
  since: [
    [0, (pod) => breachesAt(pod.containerContexts, ['privileged'], (value) => value !== true, 'false')],
  ],
};
