import { PodSecurityLevel } from '../../../core/pod-security';
import { breachesAt, type SecurityCheck } from '../security-check';

const PLACES = [
  ...['livenessProbe', 'readinessProbe', 'startupProbe'].map((probe) => [probe]),
  ...['postStart', 'preStop'].map((hook) => ['lifecycle', hook]),
].flatMap((place) => ['httpGet', 'tcpSocket'].map((handler) => [...place, handler, 'host']));

/** The kubelet is sent nowhere but to the pod itself: from the node, it reaches what no pod may. */
export const hostProbesAndHostLifecycle: SecurityCheck = {
  id: 'hostProbesAndHostLifecycle',
  level: PodSecurityLevel.BASELINE,
  since: [
    [
      34,
      (pod) =>
        PLACES.flatMap((place) =>
          breachesAt(pod.containers, place, (host) => host === '', 'none: it is the pod itself then'),
        ),
    ],
  ],
};
