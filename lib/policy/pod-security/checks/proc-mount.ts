import { PodSecurityLevel } from '../../../core/pod-security';
import { breachesAt, exceptUserNamespaces, type Judge, type SecurityCheck } from '../security-check';

/** What of /proc is masked stays masked. */
export const judgeProcMount: Judge = (pod) =>
  breachesAt(pod.containerContexts, ['procMount'], (value) => value === 'Default', 'Default');

/** What of /proc is masked stays masked, unless the pod is in a user namespace. */
export const procMount: SecurityCheck = {
  id: 'procMount',
  level: PodSecurityLevel.BASELINE,
  since: [
    [0, judgeProcMount],
    [35, exceptUserNamespaces(judgeProcMount)],
  ],
};
