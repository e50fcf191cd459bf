import { PodSecurityLevel } from '../../../core/pod-security';
import { itemsAt } from '../pod';
import type { SecurityCheck } from '../security-check';

/** What container runtimes give anyhow, without NET_RAW. */
const ALLOWED: ReadonlySet<unknown> = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

/** No capabilities are added beyond those that containers have by default. */
export const capabilitiesBaseline: SecurityCheck = {
  id: 'capabilities_baseline',
  level: PodSecurityLevel.BASELINE,
  since: [
    [
      0,
      (pod) =>
        pod.containerContexts
          .flatMap((context) => itemsAt(context, 'capabilities', 'add'))
          .filter(({ value }) => !ALLOWED.has(value))
          .map(({ field, value: given }) => ({ field, given, allowed: [...ALLOWED].join(', ') })),
    ],
  ],
};
