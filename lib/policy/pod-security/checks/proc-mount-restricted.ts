import { PodSecurityLevel } from '../../../core/pod-security';
import type { SecurityCheck } from '../security-check';
import { judgeProcMount, procMount } from './proc-mount';

/** What of /proc is masked stays masked, in a user namespace as well. */
export const procMountRestricted: SecurityCheck = {
  id: 'procMount_restricted',
  level: PodSecurityLevel.RESTRICTED,
  overrides: procMount.id,
  since: [[35, judgeProcMount]],
};
