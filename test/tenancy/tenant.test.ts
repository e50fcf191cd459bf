import * as kplus from 'cdk8s-plus-28';
import {
  Allowance,
  Peer,
  POSTGRES_KINDS,
  PodSecurityLevel,
  Subject,
  Tenant,
  type TenantProps,
  WebService,
} from '../../lib';
import type { Manifest } from '../../lib/core';
import { only, rendered } from '../support/world';

const tenant = (props: Partial<TenantProps> = {}): readonly Manifest[] =>
  rendered(
    (chart) => void new Tenant(chart, 'alpha', { budget: { cpu: 4, memory: '8Gi', pods: 20 }, ...props }),
  );

interface PolicySpec {
  readonly podSelector: object;
  readonly policyTypes: readonly string[];
  readonly ingress?: readonly { readonly from?: readonly unknown[] }[];
  readonly egress?: readonly { readonly to?: readonly unknown[] }[];
}

const policies = (manifests: readonly Manifest[]): ReadonlyMap<string, PolicySpec> =>
  new Map(
    manifests
      .filter(({ kind }) => kind === 'NetworkPolicy')
      .map(({ metadata, spec }) => [`${metadata.namespace}/${metadata.name}`, spec as PolicySpec]),
  );

test('golden tenant of one namespace', () => {
  expect(
    tenant({
      viewers: [Subject.group('support')],
      budget: { cpu: 10, memory: '20Gi', pods: 50, services: 10, persistentVolumeClaims: 20, storage: '1Ti' },
    }),
  ).toMatchSnapshot();
});

test('its namespaces enforce, audit and warn of the restricted level, pinned to the version of the cluster', () => {
  const labels = only(tenant(), 'Namespace').metadata.labels;
  for (const mode of ['enforce', 'audit', 'warn']) {
    expect(labels).toMatchObject({
      [`pod-security.kubernetes.io/${mode}`]: 'restricted',
      [`pod-security.kubernetes.io/${mode}-version`]: 'v1.36',
    });
  }
});

test('a level below restricted is that of all its namespaces, with the reason, and pods are judged by it', () => {
  const manifests = rendered((chart) => {
    const legacy = new Tenant(chart, 'alpha', {
      namespaces: ['alpha', 'alpha-staging'],
      budget: { cpu: 4, memory: '8Gi', pods: 20 },
      podSecurity: PodSecurityLevel.BASELINE,
      podSecurityReason: 'the shop runs as root until it is rebuilt',
      podSecurityVersion: '1.30',
    });
    // Refused at the restricted level: capabilities and system calls are left to the node.
    new kplus.Deployment(legacy.namespace('alpha'), 'shop', {
      metadata: { name: 'shop', namespace: 'alpha' },
      containers: [{ image: 'shop:1.0.0', portNumber: 80, resources: {} }],
    });
  });
  const namespaces = manifests.filter(({ kind }) => kind === 'Namespace');
  expect(namespaces.map(({ metadata }) => metadata.name)).toEqual(['alpha', 'alpha-staging']);
  for (const { metadata } of namespaces) {
    expect(metadata.labels).toMatchObject({
      'pod-security.kubernetes.io/enforce': 'baseline',
      'pod-security.kubernetes.io/enforce-version': 'v1.30',
    });
    expect(metadata.annotations).toMatchObject({
      'cdk8s-platform/pod-security-reason': 'the shop runs as root until it is rebuilt',
    });
  }
});

test('each namespace has a quota, limits that fill in what a container leaves open, and a default deny', () => {
  const manifests = tenant({ namespaces: ['alpha', 'alpha-staging'] });
  for (const namespace of ['alpha', 'alpha-staging']) {
    const kinds = manifests
      .filter(({ metadata }) => metadata.namespace === namespace)
      .map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['ResourceQuota', 'LimitRange', 'NetworkPolicy']));
    expect(policies(manifests).get(`${namespace}/default-deny`)).toEqual({
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
    });
  }
});

test('load balancers and node ports are none unless the budget has some', () => {
  expect(only<{ hard: object }>(tenant(), 'ResourceQuota').spec.hard).toMatchObject({
    'services.loadbalancers': '0',
    'services.nodeports': '0',
  });
  const budget = { cpu: 4, memory: '8Gi', pods: 20, loadBalancers: 2 };
  expect(only<{ hard: object }>(tenant({ budget }), 'ResourceQuota').spec.hard).toMatchObject({
    'services.loadbalancers': '2',
    'services.nodeports': '0',
  });
  const opened = { ...budget, nodePorts: 4 };
  expect(only<{ hard: object }>(tenant({ budget: opened }), 'ResourceQuota').spec.hard).toMatchObject({
    'services.nodeports': '4',
  });
});

test('quantities of the quota are in canonical form, so that a second apply changes nothing', () => {
  const budget = { cpu: '4000m', memory: '8192Mi', pods: 1000, services: 1500, cpuLimit: '4000100u' };
  const containerDefaults = { requests: { cpu: 1, memory: 1 }, limits: { cpu: 1 } };
  expect(
    only<{ hard: object }>(tenant({ budget, containerDefaults }), 'ResourceQuota').spec.hard,
  ).toMatchObject({
    pods: '1k',
    services: '1500',
    'limits.cpu': '4001m',
    'requests.cpu': '4',
    'requests.memory': '8Gi',
  });
});

test('pods of one tenant reach each other across its namespaces, told by names that no tenant can forge', () => {
  const peer = {
    namespaceSelector: {
      matchExpressions: [
        { key: 'kubernetes.io/metadata.name', operator: 'In', values: ['alpha', 'alpha-staging'] },
      ],
    },
  };
  const { ingress, egress } = policies(tenant({ namespaces: ['alpha-staging', 'alpha'] })).get(
    'alpha/allow-tenant',
  ) as PolicySpec;
  expect(ingress).toEqual([{ from: [peer] }]);
  expect(egress).toEqual([{ to: [peer] }]);
});

test('where pods of a tenant are not connected, no policy lets them reach each other', () => {
  const found = policies(tenant({ connected: false }));
  expect([...found.keys()].sort()).toEqual(['alpha/allow-dns', 'alpha/default-deny']);
  for (const { ingress } of found.values()) expect(ingress).toBeUndefined();
});

test('declared allowances hold for every pod of the tenant, in their direction alone', () => {
  const { ingress, egress } = policies(
    tenant({
      allowIngress: [Allowance.of(Peer.namespaces('ci'), [8080])],
      allowEgress: [Allowance.of(Peer.cidr('203.0.113.0/24'), [443])],
    }),
  ).get('alpha/allow-declared') as PolicySpec;
  expect(JSON.stringify(ingress)).toContain('"ci"');
  expect(JSON.stringify(ingress)).not.toContain('203.0.113.0');
  expect(JSON.stringify(egress)).toContain('203.0.113.0/24');
});

test('no policy of a tenant names a peer by a label that somebody else may set', () => {
  const manifests = tenant({
    namespaces: ['a', 'b'],
    allowIngress: [Allowance.of(Peer.namespaces('ci'), [80])],
  });
  for (const { ingress = [], egress = [] } of policies(manifests).values()) {
    const peers = [...ingress.flatMap(({ from = [] }) => from), ...egress.flatMap(({ to = [] }) => to)];
    for (const peer of peers as { ipBlock?: object; namespaceSelector?: object }[]) {
      if (!peer.ipBlock)
        expect(JSON.stringify(peer.namespaceSelector)).toContain('kubernetes.io/metadata.name');
    }
  }
});

test('members are bound to the role of their namespace, and nobody is where nobody is named', () => {
  const manifests = tenant({
    owners: [Subject.group('admins'), Subject.user('ann')],
    editors: [Subject.serviceAccount({ name: 'deployer', namespace: 'ci' })],
  });
  expect(only(manifests, 'RoleBinding', 'tenant-owner')).toMatchObject({
    metadata: { namespace: 'alpha' },
    roleRef: { kind: 'Role', name: 'tenant-owner' },
    subjects: [
      { kind: 'Group', name: 'admins' },
      { kind: 'User', name: 'ann' },
    ],
  });
  expect(only(manifests, 'RoleBinding', 'tenant-editor')).toMatchObject({
    subjects: [{ kind: 'ServiceAccount', name: 'deployer', namespace: 'ci' }],
  });
  expect(manifests.filter(({ kind }) => kind.endsWith('Binding'))).toHaveLength(2);
});

test('a member who is named twice is bound once', () => {
  const manifests = tenant({
    owners: [Subject.user('ann'), Subject.group('admins'), Subject.user('ann')],
    editors: [
      Subject.serviceAccount({ name: 'deployer', namespace: 'ci' }),
      Subject.serviceAccount({ name: 'deployer', namespace: 'cd' }),
      Subject.serviceAccount({ namespace: 'ci', name: 'deployer' }),
    ],
  });
  expect(only(manifests, 'RoleBinding', 'tenant-owner').subjects).toHaveLength(2);
  expect(only(manifests, 'RoleBinding', 'tenant-editor').subjects).toHaveLength(2);
});

test.each(['', '  ', '\t'])('nobody is called %j', (name) => {
  for (const make of [Subject.user, Subject.group]) {
    expect(() => make(name)).toThrow(`is no name of a user or group; given: ${JSON.stringify(name)}`);
  }
});

test('a ServiceAccount of cdk8s-plus can be a member', () => {
  const manifests = rendered((chart) => {
    const account = new kplus.ServiceAccount(chart, 'deployer', {
      metadata: { name: 'deployer', namespace: 'ci' },
    });
    new Tenant(chart, 'alpha', {
      budget: { cpu: 4, memory: '8Gi', pods: 20 },
      editors: [Subject.serviceAccount(account)],
    });
  });
  expect(only(manifests, 'RoleBinding')).toMatchObject({
    subjects: [{ kind: 'ServiceAccount', name: 'deployer', namespace: 'ci' }],
  });
});

test('an object of cdk8s-plus that states the namespace may live in a tenant', () => {
  const manifests = rendered((chart) => {
    const home = new Tenant(chart, 'alpha', { budget: { cpu: 4, memory: '8Gi', pods: 20 } }).namespace();
    new kplus.ConfigMap(home, 'config', { metadata: { namespace: home.name }, data: { a: 'b' } });
  });
  expect(only(manifests, 'ConfigMap').metadata.namespace).toBe('alpha');
});

test('the order of members, namespaces and kinds does not show', () => {
  const props = (turn: <T>(list: T[]) => T[]): Partial<TenantProps> => ({
    namespaces: turn(['a', 'b']),
    owners: turn([Subject.user('ann'), Subject.user('bob')]),
    kinds: turn([...POSTGRES_KINDS]),
  });
  expect(tenant(props((list) => list.reverse()))).toEqual(tenant(props((list) => list)));
});

const labelsOf = (manifests: readonly Manifest[], namespace = 'alpha') =>
  only(manifests, 'Namespace', namespace).metadata.labels;

test('what a tenant puts into its namespaces is locked, so that guard rails know it from what members made', () => {
  const manifests = tenant({
    owners: [Subject.user('ann')],
    allowIngress: [Allowance.of(Peer.namespaces('ci'), [80])],
    sharedConfig: { proxy: { url: 'http://proxy.example.com' } },
  });
  const own = manifests.filter(({ metadata }) => metadata.namespace === 'alpha');
  expect(own.length).toBeGreaterThan(8);
  for (const { metadata } of own) expect(metadata.labels).toMatchObject({ 'cdk8s-platform/locked': 'true' });
});

test('the account that pods run as which name none mounts no token, and pulls images by the Secrets that are named', () => {
  expect(only(tenant({ imagePullSecrets: ['b', 'a'] }), 'ServiceAccount', 'default')).toMatchObject({
    automountServiceAccountToken: false,
    imagePullSecrets: [{ name: 'a' }, { name: 'b' }],
  });
  expect(only(tenant(), 'ServiceAccount', 'default')).not.toHaveProperty('imagePullSecrets');
});

test('each namespace has the shared ConfigMaps', () => {
  const manifests = tenant({ namespaces: ['a', 'b'], sharedConfig: { proxy: { url: 'x' } } });
  const maps = manifests.filter(({ kind }) => kind === 'ConfigMap');
  expect(maps.map(({ metadata, data }) => [metadata.namespace, metadata.name, data])).toEqual([
    ['a', 'proxy', { url: 'x' }],
    ['b', 'proxy', { url: 'x' }],
  ]);
});

test('a platform adds labels and annotations to the namespaces', () => {
  const { metadata } = only(
    tenant({ labels: { 'example.com/cost-centre': '4711' }, annotations: { 'example.com/owner': 'Ann' } }),
    'Namespace',
  );
  expect(metadata.labels).toMatchObject({
    'example.com/cost-centre': '4711',
    'cdk8s-platform/tenant': 'alpha',
  });
  expect(metadata.annotations).toMatchObject({
    'example.com/owner': 'Ann',
    'helm.sh/resource-policy': 'keep',
  });
});

test('a namespace may have members of its own', () => {
  const manifests = tenant({
    namespaces: ['shop', 'shop-staging'],
    owners: [Subject.group('admins')],
    namespaceMembers: { 'shop-staging': { owners: [Subject.group('developers')] } },
  });
  const subjectsIn = (namespace: string) =>
    manifests
      .filter(({ kind, metadata }) => kind === 'RoleBinding' && metadata.namespace === namespace)
      .flatMap(({ subjects }) => (subjects as { name: string }[]).map(({ name }) => name));
  expect(subjectsIn('shop')).toEqual(['admins']);
  expect(subjectsIn('shop-staging')).toEqual(['admins', 'developers']);
});

describe('a tenant that is cordoned', () => {
  const members = { owners: [Subject.user('ann')], editors: [Subject.user('ed')] };
  const free = tenant(members);
  const cordoned = tenant({ ...members, cordoned: true });

  test('is told by a label of its namespaces', () => {
    expect(labelsOf(cordoned)).toMatchObject({ 'cdk8s-platform/cordoned': 'true' });
    expect(labelsOf(free)).not.toHaveProperty(['cdk8s-platform/cordoned']);
  });

  test('starts no pod, no Job and no claim, and keeps its other bounds', () => {
    const hard = only<{ hard: object }>(free, 'ResourceQuota').spec.hard;
    expect(only<{ hard: object }>(cordoned, 'ResourceQuota').spec.hard).toEqual({
      ...hard,
      pods: '0',
      persistentvolumeclaims: '0',
      'count/jobs.batch': '0',
    });
  });

  test('has members that may only look, in roles of the same names, so that nothing has to be pruned', () => {
    const names = (manifests: readonly Manifest[]) =>
      manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(names(cordoned)).toEqual(names(free));
    for (const name of ['tenant-owner', 'tenant-editor']) {
      const { rules } = only(cordoned, 'Role', name) as unknown as { rules: { verbs: string[] }[] };
      expect(new Set(rules.flatMap(({ verbs }) => verbs))).toEqual(new Set(['get', 'list', 'watch']));
    }
  });

  test('keeps what is declared for it: that its workloads no longer fit is no mistake', () => {
    const declare = (props: Partial<TenantProps>) => () =>
      rendered((chart) => {
        const budget = { cpu: 4, memory: '8Gi', pods: 20 };
        const home = new Tenant(chart, 'alpha', { budget, ...props }).namespace();
        new WebService(home, 'shop', { image: 'a/b:1', port: 80 });
      });
    expect(declare({ cordoned: true })).not.toThrow();
    const budget = { cpu: '1m', memory: '8Gi', pods: 20 };
    expect(declare({ cordoned: true, budget })).toThrow('requests.cpu 1m, needed 300m');
  });
});

test('namespaces are protected from deletion, unless that is not wanted', () => {
  const label = { 'cdk8s-platform/deletion-protection': 'true' };
  expect(labelsOf(tenant())).toMatchObject(label);
  const open = tenant({ deletionProtection: false });
  expect(labelsOf(open)).not.toMatchObject(label);
  expect(JSON.stringify(only(open, 'Namespace').metadata.annotations)).not.toMatch(/keep|Prune=false/);
});
