import type { PodSpec } from '../../../lib/core';

type Json = Readonly<Record<string, unknown>>;

/** When a check finds something: its id, the first minor version, and that from which on it does not any more. */
export type Span = readonly [check: string, since: number, until?: number];

/** A change of a pod that the restricted level admits, and what checks find in it at each level. */
export interface SecurityCase {
  /** What the pod has. */
  readonly what: string;
  /** Fields of its spec. */
  readonly spec?: Json;
  /** Fields of its security context. */
  readonly pod?: Json;
  /** Fields of the security context of its container. */
  readonly container?: Json;
  /** Further fields of its container. */
  readonly fields?: Json;
  /** Its annotations. */
  readonly annotations?: Json;
  /** What is found at the baseline. */
  readonly baseline?: readonly Span[];
  /** What is found at the restricted level. */
  readonly restricted?: readonly Span[];
  /** Minor version of the API server, where that is not the newest. */
  readonly kubernetes?: number;
}

/** A case that both levels judge alike. */
function both(what: string, change: Omit<SecurityCase, 'what'>, ...found: readonly Span[]): SecurityCase {
  return { what, ...change, baseline: found, restricted: found };
}

function restricted(
  what: string,
  change: Omit<SecurityCase, 'what'>,
  ...found: readonly Span[]
): SecurityCase {
  return { what, ...change, restricted: found };
}

const HTTP = { path: '/', port: 80 };

/** Every check with pods in which it finds something, and pods near to them in which it finds nothing. */
export const SECURITY_CASES: readonly SecurityCase[] = [
  both('nothing more', {}),

  restricted(
    'privilege escalation that is not ruled out',
    { container: { allowPrivilegeEscalation: undefined } },
    ['allowPrivilegeEscalation', 8],
  ),
  restricted('privilege escalation', { container: { allowPrivilegeEscalation: true } }, [
    'allowPrivilegeEscalation',
    8,
  ]),

  both('an AppArmor profile', { pod: { appArmorProfile: { type: 'Localhost', localhostProfile: 'a' } } }),
  both('no AppArmor for the pod', { pod: { appArmorProfile: { type: 'Unconfined' } } }, [
    'appArmorProfile',
    0,
  ]),
  both('no AppArmor for a container', { container: { appArmorProfile: { type: 'Unconfined' } } }, [
    'appArmorProfile',
    0,
  ]),
  both('an AppArmor profile that an older API server does not know', {
    pod: { appArmorProfile: { type: 'Unconfined' } },
    kubernetes: 29,
  }),
  both('an AppArmor annotation', {
    annotations: { 'container.apparmor.security.beta.kubernetes.io/c': 'localhost/a' },
  }),
  both(
    'an AppArmor annotation that takes it off',
    { annotations: { 'container.apparmor.security.beta.kubernetes.io/c': 'unconfined' } },
    ['appArmorProfile', 0],
  ),

  restricted(
    'a capability that containers have by default',
    { container: { capabilities: { drop: ['ALL'], add: ['CHOWN'] } } },
    ['capabilities_restricted', 22],
  ),
  {
    what: 'a capability beyond the defaults',
    container: { capabilities: { drop: ['ALL'], add: ['NET_RAW'] } },
    baseline: [['capabilities_baseline', 0]],
    restricted: [
      ['capabilities_baseline', 0, 22],
      ['capabilities_restricted', 22],
    ],
  },
  both('low ports', { container: { capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } } }),
  restricted('capabilities that are not dropped', { container: { capabilities: { drop: ['NET_RAW'] } } }, [
    'capabilities_restricted',
    22,
  ]),
  restricted('nothing said of capabilities', { container: { capabilities: undefined } }, [
    'capabilities_restricted',
    22,
  ]),

  both('the network of its node', { spec: { hostNetwork: true } }, ['hostNamespaces', 0]),
  both('the processes of its node', { spec: { hostPID: true } }, ['hostNamespaces', 0]),
  both('the memory of its node', { spec: { hostIPC: true } }, ['hostNamespaces', 0]),
  both('nothing of its node', { spec: { hostNetwork: false, hostPID: false, hostIPC: null } }),

  {
    what: 'a directory of its node',
    spec: { volumes: [{ name: 'v', hostPath: { path: '/' } }] },
    baseline: [['hostPathVolumes', 0]],
    restricted: [['restrictedVolumes', 0]],
  },

  both('a port of its node', { fields: { ports: [{ containerPort: 80, hostPort: 80 }] } }, ['hostPorts', 0]),
  both('ports of its own', {
    fields: { ports: [{ containerPort: 80 }, { containerPort: 81, hostPort: 0 }] },
  }),

  ...['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((probe) => [
    both(`a ${probe} elsewhere`, { fields: { [probe]: { httpGet: { ...HTTP, host: '192.0.2.1' } } } }, [
      'hostProbesAndHostLifecycle',
      34,
    ]),
    both(`a ${probe} by TCP elsewhere`, { fields: { [probe]: { tcpSocket: { port: 80, host: 'a' } } } }, [
      'hostProbesAndHostLifecycle',
      34,
    ]),
    both(`a ${probe} of itself`, { fields: { [probe]: { httpGet: { ...HTTP, host: '' } } } }),
  ]),
  ...['postStart', 'preStop'].map((hook) =>
    both(
      `a ${hook} hook elsewhere`,
      { fields: { lifecycle: { [hook]: { httpGet: { ...HTTP, host: 'a' } } } } },
      ['hostProbesAndHostLifecycle', 34],
    ),
  ),

  both('a privileged container', { container: { privileged: true } }, ['privileged', 0]),
  both('a container that is not privileged', { container: { privileged: false } }),

  {
    what: 'an unmasked /proc',
    container: { procMount: 'Unmasked' },
    baseline: [['procMount', 0]],
    restricted: [
      ['procMount', 0, 35],
      ['procMount_restricted', 35],
    ],
  },
  {
    what: 'an unmasked /proc in a user namespace',
    container: { procMount: 'Unmasked' },
    spec: { hostUsers: false },
    baseline: [['procMount', 0, 35]],
    restricted: [
      ['procMount', 0, 35],
      ['procMount_restricted', 35],
    ],
  },
  both('a masked /proc', { container: { procMount: 'Default' } }),

  both('volumes of what the cluster gives', {
    spec: {
      volumes: [
        { name: 'a', emptyDir: {} },
        { name: 'b', persistentVolumeClaim: { claimName: 'b' } },
        { name: 'c', csi: { driver: 'c' }, hostPath: null },
        { name: 'd', image: { reference: 'd:1' } },
        { name: 'e' },
      ],
    },
  }),
  restricted(
    'a volume of an image where the API server does not allow it yet',
    { spec: { volumes: [{ name: 'v', image: { reference: 'd:1' } }] }, kubernetes: 32 },
    ['restrictedVolumes', 0],
  ),
  restricted('a volume of NFS', { spec: { volumes: [{ name: 'v', nfs: { server: 'a', path: '/' } }] } }, [
    'restrictedVolumes',
    0,
  ]),

  restricted('root not ruled out', { pod: { runAsNonRoot: undefined } }, ['runAsNonRoot', 0]),
  restricted('root not ruled out for the pod, but for each container', {
    pod: { runAsNonRoot: undefined },
    container: { runAsNonRoot: true },
  }),
  restricted('root allowed in a container', { container: { runAsNonRoot: false } }, ['runAsNonRoot', 0]),
  restricted(
    'root allowed for the pod, and ruled out for each container',
    { pod: { runAsNonRoot: false }, container: { runAsNonRoot: true } },
    ['runAsNonRoot', 0],
  ),
  restricted(
    'root not ruled out in a user namespace',
    { pod: { runAsNonRoot: undefined }, spec: { hostUsers: false } },
    ['runAsNonRoot', 0, 35],
  ),

  restricted('root as the user of the pod', { pod: { runAsUser: 0 } }, ['runAsUser', 23]),
  restricted('root as the user of a container', { container: { runAsUser: 0 } }, ['runAsUser', 23]),
  restricted('root as the user in a user namespace', { pod: { runAsUser: 0 }, spec: { hostUsers: false } }, [
    'runAsUser',
    23,
    35,
  ]),
  both('another user', { pod: { runAsUser: 1 } }),

  {
    what: 'unfiltered system calls',
    container: { seccompProfile: { type: 'Unconfined' } },
    baseline: [['seccompProfile_baseline', 19]],
    restricted: [['seccompProfile_restricted', 19]],
  },
  restricted('nothing said of system calls', { pod: { seccompProfile: undefined } }, [
    'seccompProfile_restricted',
    19,
  ]),
  restricted('nothing said of system calls but for each container', {
    pod: { seccompProfile: undefined },
    container: { seccompProfile: { type: 'Localhost', localhostProfile: 'a' } },
  }),
  both(
    'unfiltered system calls by annotation',
    { annotations: { 'container.seccomp.security.alpha.kubernetes.io/c': 'unconfined' } },
    ['seccompProfile_baseline', 0, 19],
  ),
  both(
    'unfiltered system calls of the pod by annotation',
    { annotations: { 'seccomp.security.alpha.kubernetes.io/pod': 'unconfined' } },
    ['seccompProfile_baseline', 0, 19],
  ),
  both('annotations of a container that is not there', {
    annotations: {
      'container.seccomp.security.alpha.kubernetes.io/other': 'unconfined',
      'container.seccomp.security.alpha.kubernetes.io/c': 'docker/default',
    },
  }),

  both('the SELinux type of containers', { pod: { seLinuxOptions: { type: 'container_t', level: 's0' } } }),
  both(
    'the SELinux type of nested containers',
    { container: { seLinuxOptions: { type: 'container_engine_t' } } },
    ['seLinuxOptions', 0, 31],
  ),
  both('another SELinux type', { container: { seLinuxOptions: { type: 'spc_t' } } }, ['seLinuxOptions', 0]),
  both('an SELinux user', { pod: { seLinuxOptions: { user: 'system_u' } } }, ['seLinuxOptions', 0]),
  both('an SELinux role', { container: { seLinuxOptions: { role: 'system_r' } } }, ['seLinuxOptions', 0]),

  ...(
    [
      ['kernel.shm_rmid_forced', 0],
      ['net.ipv4.ip_local_reserved_ports', 27],
      ['net.ipv4.tcp_keepalive_time', 29],
      ['net.ipv4.tcp_fin_timeout', 29],
      ['net.ipv4.tcp_keepalive_intvl', 29],
      ['net.ipv4.tcp_keepalive_probes', 29],
      ['net.ipv4.tcp_rmem', 32],
      ['net.ipv4.tcp_wmem', 32],
      ['net.ipv4.tcp_slow_start_after_idle', 37],
      ['net.ipv4.tcp_notsent_lowat', 37],
    ] as const
  ).map(([name, allowed]) =>
    both(`the parameter ${name}`, { pod: { sysctls: [{ name, value: '1' }] } }, ['sysctls', 0, allowed]),
  ),
  both('a parameter of the node', { pod: { sysctls: [{ name: 'kernel.msgmax', value: '1' }] } }, [
    'sysctls',
    0,
  ]),

  both('a process of its node on Windows', { container: { windowsOptions: { hostProcess: true } } }, [
    'windowsHostProcess',
    0,
  ]),
  both('a process of its node on Windows, for the pod', { pod: { windowsOptions: { hostProcess: true } } }, [
    'windowsHostProcess',
    0,
  ]),
  restricted(
    'Windows, and nothing of what Linux has',
    {
      spec: { os: { name: 'windows' } },
      pod: { seccompProfile: undefined },
      container: { allowPrivilegeEscalation: undefined, capabilities: undefined },
    },
    ['allowPrivilegeEscalation', 8, 25],
    ['capabilities_restricted', 22, 25],
    ['seccompProfile_restricted', 19, 25],
  ),
];

const CONTAINER_SECURITY = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
const POD_SECURITY = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };

/** The spec of the pod of a case, which the restricted level admits but for what the case says. */
export function specOf(
  { spec, pod, container, fields }: Omit<SecurityCase, 'what'>,
  list: 'containers' | 'initContainers' | 'ephemeralContainers' = 'containers',
): PodSpec {
  const sound = { name: 'sound', image: 'a:1', securityContext: CONTAINER_SECURITY };
  // Fields that are there in a list beside a container that has none do not count for it.
  const sounder = { ...sound, securityContext: { ...CONTAINER_SECURITY, ...POD_SECURITY } };
  const changed = {
    name: 'c',
    image: 'a:1',
    securityContext: { ...CONTAINER_SECURITY, ...container },
    ...fields,
  };
  const containers =
    list === 'containers' ? { containers: [sounder, changed] } : { containers: [sounder], [list]: [changed] };
  return { securityContext: { ...POD_SECURITY, ...pod }, ...containers, ...spec } as unknown as PodSpec;
}
