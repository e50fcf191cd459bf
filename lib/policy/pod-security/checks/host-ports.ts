import { PodSecurityLevel } from '../../../core/pod-security';
import { itemsAt } from '../pod';
import { breachesAt, type SecurityCheck } from '../security-check';

/** Containers do not listen on ports of their node. */
export const hostPorts: SecurityCheck = {
  id: 'hostPorts',
  level: PodSecurityLevel.BASELINE,
  since: [
    [
      0,
      (pod) =>
        breachesAt(
          pod.containers.flatMap((container) => itemsAt(container, 'ports')),
          ['hostPort'],
          (port) => port === 0,
          'none: a Service reaches the container port',
        ),
    ],
  ],
};
