import { PodSecurityLevel } from '../../../core/pod-security';
import { at } from '../pod';
import { breachesAt, exceptUserNamespaces, type Judge, type SecurityCheck } from '../security-check';

const judge: Judge = (pod) => {
  const wrong = breachesAt(pod.contexts, ['runAsNonRoot'], (value) => value === true, 'true');
  const own = pod.part('securityContext', 'runAsNonRoot');
  if (wrong.length > 0 || own.value !== undefined) return wrong;
  const isMissing = pod.containerContexts.some((context) => at(context, 'runAsNonRoot').value === undefined);
  return isMissing ? [{ field: own.field, given: undefined, allowed: 'true' }] : [];
};

/** No container runs as root. */
export const runAsNonRoot: SecurityCheck = {
  id: 'runAsNonRoot',
  level: PodSecurityLevel.RESTRICTED,
  since: [
    [0, judge],
    [35, exceptUserNamespaces(judge)],
  ],
};
