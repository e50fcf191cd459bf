import { PodSecurityLevel } from '../../../core/pod-security';
import { breachesAt, type Judge, type SecurityCheck } from '../security-check';

const TYPES = ['container_t', 'container_init_t', 'container_kvm_t'];

function judging(types: readonly string[]): Judge {
  const allowed: ReadonlySet<unknown> = new Set(['', ...types]);
  return (pod) => [
    ...breachesAt(pod.contexts, ['seLinuxOptions', 'type'], (type) => allowed.has(type), types.join(', ')),
    ...['user', 'role'].flatMap((name) =>
      breachesAt(pod.contexts, ['seLinuxOptions', name], (value) => value === '', 'none'),
    ),
  ];
}

/** SELinux labels containers as containers. */
export const seLinuxOptions: SecurityCheck = {
  id: 'seLinuxOptions',
  level: PodSecurityLevel.BASELINE,
  since: [
    [0, judging(TYPES)],
    [31, judging([...TYPES, 'container_engine_t'])],
  ],
};
