import { PodSecurityLevel } from '../../../core/pod-security';
import { itemsAt } from '../pod';
import { breachesAt, type Judge, type SecurityCheck } from '../security-check';

/** Kernel parameters that concern the pod alone, by the version that added them. */
const ADDED: readonly (readonly [minor: number, names: readonly string[]])[] = [
  [
    0,
    [
      'kernel.shm_rmid_forced',
      'net.ipv4.ip_local_port_range',
      'net.ipv4.ip_unprivileged_port_start',
      'net.ipv4.ping_group_range',
      'net.ipv4.tcp_syncookies',
    ],
  ],
  [27, ['net.ipv4.ip_local_reserved_ports']],
  [
    29,
    [
      'net.ipv4.tcp_fin_timeout',
      'net.ipv4.tcp_keepalive_intvl',
      'net.ipv4.tcp_keepalive_probes',
      'net.ipv4.tcp_keepalive_time',
    ],
  ],
  [32, ['net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem']],
  [37, ['net.ipv4.tcp_notsent_lowat', 'net.ipv4.tcp_slow_start_after_idle']],
];

function judging(minor: number): Judge {
  const names = ADDED.filter(([since]) => since <= minor).flatMap(([, added]) => added);
  const allowed: ReadonlySet<unknown> = new Set(names);
  return (pod) =>
    breachesAt(
      itemsAt(pod.part('securityContext'), 'sysctls'),
      ['name'],
      (name) => allowed.has(name),
      names.join(', '),
    );
}

/** Kernel parameters are set only where they concern the pod alone. */
export const sysctls: SecurityCheck = {
  id: 'sysctls',
  level: PodSecurityLevel.BASELINE,
  since: ADDED.map(([minor]) => [minor, judging(minor)]),
};
