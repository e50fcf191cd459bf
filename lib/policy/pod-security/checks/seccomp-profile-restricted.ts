import { PodSecurityLevel } from '../../../core/pod-security';
import { at } from '../pod';
import { exceptWindows, type Judge, type SecurityCheck } from '../security-check';
import { judgeProfiles, PROFILES, seccompProfileBaseline } from './seccomp-profile-baseline';

const judge: Judge = (pod, kubernetes) => {
  const wrong = judgeProfiles(pod, kubernetes);
  const own = pod.part('securityContext', 'seccompProfile', 'type');
  if (wrong.length > 0 || own.value !== undefined) return wrong;
  const isMissing = pod.containerContexts.some(
    (context) => at(context, 'seccompProfile').value === undefined,
  );
  return isMissing ? [{ field: own.field, given: undefined, allowed: PROFILES }] : [];
};

/** System calls are filtered in every container. */
export const seccompProfileRestricted: SecurityCheck = {
  id: 'seccompProfile_restricted',
  level: PodSecurityLevel.RESTRICTED,
  overrides: seccompProfileBaseline.id,
  since: [
    [19, judge],
    [25, exceptWindows(judge)],
  ],
};
