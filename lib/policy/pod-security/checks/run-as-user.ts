import { PodSecurityLevel } from '../../../core/pod-security';
import { breachesAt, exceptUserNamespaces, type Judge, type SecurityCheck } from '../security-check';

const judge: Judge = (pod) =>
  breachesAt(pod.contexts, ['runAsUser'], (user) => user !== 0, 'a user id from 1 on');

/** No container is told to run as root. */
export const runAsUser: SecurityCheck = {
  id: 'runAsUser',
  level: PodSecurityLevel.RESTRICTED,
  since: [
    [23, judge],
    [35, exceptUserNamespaces(judge)],
  ],
};
