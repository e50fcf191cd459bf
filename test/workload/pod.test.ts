import { PodSecurityLevel } from '../../lib/core';
import { EnvSource, type Mount, Probe, Volume, WebService, type WebServiceProps } from '../../lib/workload';
import { messageOf } from '../core/support';
import { containerOf, containersOf, homeAt, podOf, shop, templateOf } from './support';

const HELPERS = {
  initContainers: [
    { name: 'migrate', image: 'migrate:1' },
    { name: 'check', image: 'check:1' },
  ],
  sidecars: [
    { name: 'proxy', image: 'proxy:1' },
    { name: 'logs', image: 'logs:1' },
  ],
};

const RESTRICTED = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
};

/** A web service in a namespace with a pod security level. */
function shopIn(podSecurity: PodSecurityLevel, props: Partial<WebServiceProps>): WebService {
  return new WebService(homeAt(podSecurity), 'shop', { image: 'shop:1', port: 8080, ...props });
}

describe('the security of a pod', () => {
  it.each(['1.28', '1.34'])('is restricted in every container, in Kubernetes %s', (kubernetes) => {
    const pod = podOf(shop(HELPERS, { kubernetes }));
    expect(pod.securityContext).toEqual({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    expect(containersOf(pod)).toHaveLength(5);
    for (const { securityContext } of containersOf(pod)) expect(securityContext).toEqual(RESTRICTED);
    for (const shared of ['hostNetwork', 'hostPID', 'hostIPC']) expect(pod).not.toHaveProperty(shared);
  });

  it('may name the user', () => {
    expect(containerOf(podOf(shop({ runAsUser: 1000 })), 'shop').securityContext).toEqual({
      ...RESTRICTED,
      runAsNonRoot: true,
      runAsUser: 1000,
    });
  });

  it.each([PodSecurityLevel.PRIVILEGED, PodSecurityLevel.BASELINE])(
    'may be root in a namespace that is %s',
    (level) => {
      expect(containerOf(podOf(shopIn(level, { runAsUser: 0 })), 'shop').securityContext).toEqual({
        ...RESTRICTED,
        runAsNonRoot: false,
        runAsUser: 0,
      });
    },
  );

  it('may not be root in a restricted namespace, whichever container asks for it', () => {
    const sidecars = [{ name: 'proxy', image: 'proxy:1', runAsUser: 0 }];
    expect(messageOf(() => shopIn(PodSecurityLevel.RESTRICTED, { sidecars }))).toMatch(
      /^\[chart\/home\/shop\] runAsUser runs container proxy as root, which namespace home does not admit; .+; fix: /,
    );
  });

  it('is not weakened for the others by a container that is root', () => {
    const sidecars = [{ name: 'proxy', image: 'proxy:1', runAsUser: 0 }];
    const pod = podOf(shopIn(PodSecurityLevel.BASELINE, { sidecars }));
    const own = containerOf(pod, 'shop').securityContext?.runAsNonRoot;
    expect(own ?? pod.securityContext?.runAsNonRoot).toBe(true);
  });
});

describe('the sidecars of a pod', () => {
  it('start before the main container and stop after it where the cluster can do that', () => {
    const pod = podOf(shop(HELPERS, { kubernetes: '1.29' }));
    expect(pod.containers.map(({ name }) => name)).toEqual(['shop']);
    expect(pod.initContainers?.map(({ name, restartPolicy }) => [name, restartPolicy])).toEqual([
      ['proxy', 'Always'],
      ['logs', 'Always'],
      ['migrate', undefined],
      ['check', undefined],
    ]);
  });

  it('run beside it where the cluster cannot', () => {
    const pod = podOf(shop(HELPERS, { kubernetes: '1.28' }));
    expect(pod.containers.map(({ name }) => name)).toEqual(['shop', 'proxy', 'logs']);
    expect(pod.initContainers?.map(({ name }) => name)).toEqual(['migrate', 'check']);
    for (const container of containersOf(pod)) expect(container).not.toHaveProperty('restartPolicy');
  });

  it('are none, and so are init containers, where nobody asked', () => {
    expect(podOf(shop())).not.toHaveProperty('initContainers');
    expect(containersOf(podOf(shop()))).toHaveLength(1);
  });
});

describe('the containers of a pod', () => {
  it.each<[string, Partial<WebServiceProps>]>([
    ['the main one', { sidecars: [{ name: 'shop', image: 'a:1' }] }],
    ['each other', { ...HELPERS, sidecars: [{ name: 'migrate', image: 'a:1' }] }],
  ])('may not be called like %s', (_, props) => {
    expect(messageOf(() => shop(props))).toMatch(
      /^\[chart\/shop\] has two containers with one name; given: .+; fix: /,
    );
  });

  it('say where what is wrong with them is', () => {
    const sidecars = [HELPERS.sidecars[0], { name: 'logs', image: 'logs' }] as typeof HELPERS.sidecars;
    expect(messageOf(() => shop({ sidecars }))).toContain('[chart/shop] sidecars[1].image has neither a tag');
    const initContainers = [{ name: 'No_Name', image: 'a:1' }];
    expect(messageOf(() => shop({ initContainers }))).toContain(
      '[chart/shop] initContainers[0].name is not a valid',
    );
  });

  it('have the command, the arguments and the ports that they are given', () => {
    const proxy = { name: 'proxy', image: 'proxy:1', ports: [{ name: 'tls', port: 8443 }] };
    const pod = podOf(shop({ command: ['shop'], args: ['--fast'], sidecars: [proxy] }));
    expect(containerOf(pod, 'shop')).toMatchObject({ command: ['shop'], args: ['--fast'] });
    expect(containerOf(pod, 'proxy').ports).toEqual([{ name: 'tls', containerPort: 8443, protocol: 'TCP' }]);
  });

  it('may not have two ports of one name', () => {
    const port = { name: 'tls', port: 8443 };
    const sidecars = [{ name: 'proxy', image: 'proxy:1', ports: [port, { ...port, port: 8444 }] }];
    expect(messageOf(() => shop({ sidecars }))).toContain(
      '[chart/shop] sidecars[0].ports names two ports alike',
    );
  });

  it('are asked what they are told to be asked', () => {
    const liveness = Probe.http('/live', 8080);
    const startup = Probe.exec(['true']);
    expect(containerOf(podOf(shop({ liveness, startup })), 'shop')).toMatchObject({
      livenessProbe: liveness.spec,
      startupProbe: startup.spec,
    });
  });
});

describe('the environment of a container', () => {
  const envOf = (env: WebServiceProps['env']): unknown => containerOf(podOf(shop({ env })), 'shop').env;

  it('is sorted by name, of values and of sources', () => {
    const env = {
      PASSWORD: EnvSource.secret('db', 'password'),
      MODE: 'fast',
      IP: EnvSource.field('status.podIP'),
      LEVEL: EnvSource.configMap('shop', 'level'),
    };
    expect(envOf(env)).toEqual([
      { name: 'IP', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'status.podIP' } } },
      { name: 'LEVEL', valueFrom: { configMapKeyRef: { name: 'shop', key: 'level' } } },
      { name: 'MODE', value: 'fast' },
      { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } },
    ]);
  });

  it('may be empty text, which the API server tells by no value', () => {
    expect(envOf({ EMPTY: '' })).toEqual([{ name: 'EMPTY' }]);
  });

  it.each(['1ST', 'A B', 'A=B', ''])('has no variable called %j', (name) => {
    expect(messageOf(() => shop({ env: { [name]: 'x' } }))).toMatch(
      /^\[chart\/shop\] env is not the name of an environment variable; given: /,
    );
  });

  it.each<[unknown, string]>([
    [
      8080,
      '8080; allowed: a string, EnvSource.secret, EnvSource.configMap or EnvSource.field; fix: write "8080"',
    ],
    [
      true,
      'true; allowed: a string, EnvSource.secret, EnvSource.configMap or EnvSource.field; fix: write "true"',
    ],
    [undefined, 'nothing; allowed: a string'],
    [{ secretKeyRef: { name: 'db' } }, '{"secretKeyRef":{"name":"db"}}; allowed: a string'],
  ])('has no value that is %j, which is neither text nor a source', (value, shown) => {
    const env = { MODE: 'fast', PORT: value } as Record<string, string>;
    expect(messageOf(() => shop({ env }))).toContain(
      `[chart/shop] env.PORT is not the value of an environment variable; given: ${shown}`,
    );
    expect(messageOf(() => shop({ sidecars: [{ name: 'proxy', image: 'proxy:1', env }] }))).toContain(
      '[chart/shop] sidecars[0].env.PORT',
    );
  });

  it('comes from sources of another copy of this package as well', () => {
    jest.isolateModules(() => {
      const other = (require('../../lib/workload/env') as { EnvSource: typeof EnvSource }).EnvSource;
      expect(other).not.toBe(EnvSource);
      expect(envOf({ KEY: other.secret('db', 'key') })).toEqual([
        { name: 'KEY', valueFrom: { secretKeyRef: { name: 'db', key: 'key' } } },
      ]);
    });
  });

  it('comes from objects with valid names', () => {
    expect(messageOf(() => EnvSource.secret('No_Name', 'key'))).toContain(
      'is not a valid name; given: "No_Name"',
    );
    expect(messageOf(() => EnvSource.configMap('', 'key'))).toContain('is not a valid name; given: ""');
  });
});

describe('the volumes of a pod', () => {
  const cache = Volume.emptyDir('cache', '1Gi');

  it('are those that its containers mount, each once, sorted by name', () => {
    const sidecars = [
      { name: 'warm', image: 'warm:1', mounts: [{ volume: cache, path: '/c', readOnly: true }] },
    ];
    const mounts = [
      { volume: cache, path: '/cache' },
      { volume: Volume.secret('auth', 'shop-auth'), path: '/auth', readOnly: true },
    ];
    const pod = podOf(shop({ mounts, sidecars }));
    expect(pod.volumes).toEqual([
      { name: 'auth', secret: { secretName: 'shop-auth' } },
      { name: 'cache', emptyDir: { sizeLimit: '1Gi' } },
    ]);
    expect(containerOf(pod, 'shop').volumeMounts).toEqual([
      { name: 'cache', mountPath: '/cache' },
      { name: 'auth', mountPath: '/auth', readOnly: true },
    ]);
    expect(containerOf(pod, 'warm').volumeMounts).toEqual([
      { name: 'cache', mountPath: '/c', readOnly: true },
    ]);
  });

  it('are a small one for each path that is to be writable', () => {
    const pod = podOf(shop({ writablePaths: ['/tmp', '/var/run/shop/'] }));
    expect(pod.volumes).toEqual([
      { name: 'shop-tmp', emptyDir: { sizeLimit: '64Mi' } },
      { name: 'shop-var-run-shop', emptyDir: { sizeLimit: '64Mi' } },
    ]);
    expect(containerOf(pod, 'shop').volumeMounts).toEqual([
      { name: 'shop-tmp', mountPath: '/tmp' },
      { name: 'shop-var-run-shop', mountPath: '/var/run/shop/' },
    ]);
  });

  it.each<[string, Partial<WebServiceProps>]>([
    ['are alike', { writablePaths: ['/var/run', '/var-run'] }],
    ['are long', { writablePaths: [`/${'a'.repeat(60)}/b`, `/${'a'.repeat(60)}/c`] }],
    ['are long, as is that of the container', { name: 'a'.repeat(63), writablePaths: ['/b', '/c'] }],
  ])('are one for each writable path where names %s', (_, props) => {
    const pod = podOf(shop(props));
    expect(new Set(pod.volumes?.map(({ name }) => name)).size).toBe(2);
  });

  it('are never one for two containers whose names are alike', () => {
    const sidecars = [{ name: 'shop-log', image: 'a:1', writablePaths: ['/tmp'] }];
    expect(messageOf(() => shop({ writablePaths: ['/log/tmp'], sidecars }))).toBe(
      '[chart/shop] mounts names two different volumes alike; given: "shop-log-tmp"; fix: rename one of them; a volume for a writable path is named after its container',
    );
  });

  it('are read-only where they are directories of the node, unless a mount says that it writes', () => {
    const volume = Volume.hostPath('logs', '/var/log');
    const mountsOf = (mount: Partial<Mount>): unknown =>
      containerOf(podOf(shop({ mounts: [{ volume, path: '/logs', ...mount }] })), 'shop').volumeMounts;
    expect(mountsOf({})).toEqual([{ name: 'logs', mountPath: '/logs', readOnly: true }]);
    expect(mountsOf({ readOnly: undefined })).toEqual([{ name: 'logs', mountPath: '/logs', readOnly: true }]);
    expect(mountsOf({ readOnly: false })).toEqual([{ name: 'logs', mountPath: '/logs' }]);
  });

  it('are none where nothing is mounted', () => {
    expect(podOf(shop())).not.toHaveProperty('volumes');
  });

  it.each<[string, Partial<WebServiceProps>, string]>([
    [
      'two under one name',
      {
        mounts: [cache, Volume.emptyDir('cache', '2Gi')].map((volume, index) => ({
          volume,
          path: `/${index}`,
        })),
      },
      '[chart/shop] mounts names two different volumes alike; given: "cache"',
    ],
    [
      'two at one path',
      { mounts: [cache, Volume.emptyDir('other', '2Gi')].map((volume) => ({ volume, path: '/data' })) },
      'has two volumes at one path; given: "/data"',
    ],
    [
      'two at one path in two spellings',
      {
        mounts: ['/data', '/data/'].map((path, index) => ({
          volume: Volume.emptyDir(`v${index}`, '2Gi'),
          path,
        })),
      },
      'has two volumes at one path; given: "/data/"',
    ],
    [
      'one at a relative path',
      { mounts: [{ volume: cache, path: 'data' }] },
      'is not an absolute path; given: "data"',
    ],
    ['a relative path to write to', { writablePaths: ['tmp'] }, 'is not an absolute path; given: "tmp"'],
    [
      'one path to write to in two spellings',
      { writablePaths: ['/tmp', '/tmp/'] },
      'writablePaths names one directory twice; given: "/tmp/"; allowed: each directory once',
    ],
    [
      'the root to write to',
      { writablePaths: ['/./'] },
      'writablePaths is the whole root filesystem; given: "/./"',
    ],
  ])('are refused with %s', (_, props, message) => {
    const found = messageOf(() => shop(props));
    expect(found).toMatch(/^\[chart\/shop\] (mounts|writablePaths) /);
    expect(found).toContain(message);
  });
});

describe('a pod', () => {
  it('runs where and how it is told', () => {
    const told = {
      nodeSelector: { disk: 'fast' },
      tolerations: [{ key: 'gpu', operator: 'Exists' }],
      priorityClassName: 'high',
      terminationGracePeriodSeconds: 90,
    };
    expect(podOf(shop(told))).toMatchObject(told);
    expect(templateOf(shop({ podAnnotations: { 'example.com/note': 'x' } })).metadata?.annotations).toEqual({
      'example.com/note': 'x',
    });
  });

  it('leaves out what is empty of a toleration, which the API server would drop', () => {
    expect(
      podOf(shop({ tolerations: [{ key: '', operator: 'Exists', value: '', effect: '' }] })).tolerations,
    ).toEqual([{ operator: 'Exists' }]);
  });

  it('has half a minute to stop, and no addresses of other Services in its environment', () => {
    expect(podOf(shop())).toMatchObject({ terminationGracePeriodSeconds: 30, enableServiceLinks: false });
  });
});
