import { PodSecurityLevel } from '../../../core/pod-security';
import type { SecurityCheck } from '../security-check';

/** Pods do not share the network, the processes or the memory of their node. */
export const hostNamespaces: SecurityCheck = {
  id: 'hostNamespaces',
  level: PodSecurityLevel.BASELINE,
  since: [
    [
      0,
      (pod) =>
        ['hostNetwork', 'hostPID', 'hostIPC']
          .map((name) => pod.part(name))
          .filter(({ value }) => value === true)
          .map(({ field, value: given }) => ({ field, given, allowed: 'false' })),
    ],
  ],
};
