import { PodSecurityLevel } from '../../../core/pod-security';
import { at } from '../pod';
import { exceptWindows, type Judge, type SecurityCheck } from '../security-check';

const judge: Judge = (pod) =>
  pod.containerContexts
    .map((context) => at(context, 'allowPrivilegeEscalation'))
    .filter(({ value }) => value !== false)
    .map(({ field, value: given }) => ({ field, given, allowed: 'false' }));

/** No program gains privileges by the file that it is in. */
export const allowPrivilegeEscalation: SecurityCheck = {
  id: 'allowPrivilegeEscalation',
  level: PodSecurityLevel.RESTRICTED,
  since: [
    [8, judge],
    [25, exceptWindows(judge)],
  ],
};
