import * as fc from 'fast-check';
import type { Manifest } from '../../../../lib';
import { SEED } from '../../property/engine/settings';
import { type Fields, partial } from '../../property/values/records';

type Values = Readonly<Record<string, unknown>>;

/** A value that is mostly allowed, so that there are pods in which nothing else is wrong. */
function either<T>(good: readonly T[], bad: readonly T[]): fc.Arbitrary<T> {
  const allowed = { weight: 12, arbitrary: fc.constantFrom(...good) };
  return fc.oneof(allowed, { weight: 1, arbitrary: fc.constantFrom(...bad) });
}

/** Fields that are mostly there. */
function mostOf(fields: Fields<Values>): fc.Arbitrary<Values> {
  const required = fc.record(fields as Record<string, fc.Arbitrary<unknown>>, { noNullPrototype: true });
  return fc.oneof({ weight: 3, arbitrary: required }, { weight: 1, arbitrary: partial<Values>(fields) });
}

const profile = either(
  [{ type: 'RuntimeDefault' }],
  [{ type: 'Unconfined' }, { type: 'Localhost', localhostProfile: 'a' }],
);
const seLinux = either<object>(
  [{ level: 's0' }, { type: 'container_t' }, { type: 'container_init_t', user: '' }],
  [{ type: 'container_engine_t' }, { type: 'spc_t' }, { user: 'system_u' }, { role: 'system_r', type: '' }],
);
const user = either([1000, 1], [0]);
const sysctl = fc.constantFrom(
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_notsent_lowat',
  'kernel.msgmax',
);

/** What the security contexts of pods and of containers have in common. */
const common: Fields<Values> = {
  runAsNonRoot: either([true], [false]),
  seccompProfile: profile,
};
const rare: Fields<Values> = { runAsUser: user, seLinuxOptions: seLinux };

/** Some of the fields, now and then. */
function someOf(fields: Fields<Values>): fc.Arbitrary<Values> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: partial<Values>(fields) },
  );
}

function merged(...parts: readonly fc.Arbitrary<Values>[]): fc.Arbitrary<Values> {
  return fc.tuple(...parts).map((values) => Object.assign({}, ...values));
}

const capabilities = mostOf({
  drop: either([['ALL']], [['NET_RAW'], ['all'], []]),
  add: either([[], ['NET_BIND_SERVICE']], [['CHOWN'], ['NET_RAW'], ['SYS_TIME', 'KILL']]),
});

const handler = fc.constantFrom(
  { httpGet: { path: '/', port: 80 } },
  { httpGet: { path: '/', port: 80, host: '' } },
  { httpGet: { path: '/', port: 80, host: '192.0.2.1' } },
  { tcpSocket: { port: 80, host: '192.0.2.1' } },
);

const linuxContainer = merged(
  fc
    .record({
      common: mostOf(common),
      hard: mostOf({ allowPrivilegeEscalation: either([false], [true]), capabilities }),
      rare: someOf({ ...rare, privileged: either([false], [true]) }),
    })
    .map(({ common, hard, rare }) => ({ securityContext: { ...common, ...hard, ...rare } })),
  someOf({
    ports: fc.constantFrom([{ containerPort: 80 }], [{ containerPort: 80, hostPort: 80 }]),
    livenessProbe: handler,
    readinessProbe: handler,
    lifecycle: handler.map((preStop) => ({ preStop })),
  }),
);

const volume = either<object>(
  [
    { emptyDir: {} },
    {},
    { configMap: { name: 'a' } },
    { secret: { secretName: 'a' } },
    { projected: { sources: [] } },
  ],
  [
    { hostPath: { path: '/' } },
    { nfs: { server: 'a', path: '/' } },
    { iscsi: { targetPortal: 'a', iqn: 'iqn.2001-04.a:b', lun: 0 } },
  ],
);

const annotations = someOf({
  'container.apparmor.security.beta.kubernetes.io/c0': either(
    ['runtime/default', 'localhost/a'],
    ['unconfined'],
  ),
  'seccomp.security.alpha.kubernetes.io/pod': either(['runtime/default', 'localhost/a'], ['unconfined']),
  'container.seccomp.security.alpha.kubernetes.io/c0': either(['docker/default'], ['unconfined']),
  'container.seccomp.security.alpha.kubernetes.io/nobody': fc.constant('unconfined'),
});

const linux = fc
  .record({
    annotations,
    security: merged(
      mostOf(common),
      someOf({ ...rare, sysctls: sysctl.map((name) => [{ name, value: '1' }]) }),
    ),
    containers: fc.array(linuxContainer, { minLength: 1, maxLength: 2 }),
    initContainers: fc.array(linuxContainer, { maxLength: 1 }),
    volumes: fc.array(volume, { maxLength: 2 }),
    // What listens on the node listens on its ports, which the server fills in.
    host: someOf({ hostPID: fc.boolean(), hostIPC: fc.boolean() }),
    hostUsers: fc.constantFrom(undefined, undefined, true, false),
    os: fc.constantFrom(undefined, { name: 'linux' }),
  })
  .map(({ annotations, security, containers, initContainers, volumes, host, ...rest }) => ({
    annotations,
    spec: {
      ...rest,
      ...host,
      securityContext: security,
      containers: named('c', containers),
      initContainers: named('i', initContainers),
      volumes: named('v', volumes),
    },
  }));

/** On Windows, there is nothing of what Linux has. */
const windows = fc
  .record({ hostProcess: fc.boolean(), nonRoot: fc.boolean() })
  .map(({ hostProcess, nonRoot }) => ({
    annotations: {},
    spec: {
      os: { name: 'windows' },
      hostNetwork: hostProcess,
      securityContext: { windowsOptions: { hostProcess }, ...(nonRoot && { runAsNonRoot: true }) },
      containers: named('c', [{}]),
    },
  }));

function named(prefix: string, items: readonly object[]): readonly object[] {
  return items.map((item, index) => ({
    name: `${prefix}${index}`,
    ...(prefix !== 'v' && { image: 'a:1' }),
    ...item,
  }));
}

/** Pods of every sort, always the same. */
export function samplePods(count: number): readonly Manifest[] {
  const pod = fc.oneof({ weight: 10, arbitrary: linux }, { weight: 1, arbitrary: windows });
  return fc.sample(pod, { numRuns: count, seed: SEED }).map(({ annotations, spec }) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'judged', annotations: annotations as Readonly<Record<string, string>> },
    spec: JSON.parse(JSON.stringify(spec)),
  }));
}
