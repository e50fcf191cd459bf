import { ApiObject, Chart } from 'cdk8s';
import {
  Allowance,
  type Enforcement,
  GuardRails,
  type Manifest,
  Operator,
  OperatorScope,
  Peer,
  PlatformApp,
  PostgreSQL,
  Subject,
  Tenant,
  toApiServer,
  toOutside,
  WebService,
} from '../../../lib';
import { only } from '../../support/world';
import { claim } from './objects';
import { guardedApp, guardedCluster } from './tenants';

const KUBERNETES = '1.34';

const manifestsOf = (app: PlatformApp): readonly Manifest[] =>
  app.units().flatMap(({ objects }) => objects.map(({ manifest }) => manifest));
const guarded = manifestsOf(guardedApp(KUBERNETES).app);

test('golden policy and binding of a rule', () => {
  const ofRule = guarded.filter(({ metadata }) => metadata.name === 'tenant-endpoints');
  expect(ofRule).toMatchSnapshot();
});

test('golden bounds of a tenant, on each of its namespaces', () => {
  const [first, second] = ['guarded', 'guarded-staging'].map(
    (name) => only(guarded, 'Namespace', name).metadata,
  );
  const bounds = Object.entries(first?.annotations ?? {}).filter(([key]) =>
    key.startsWith('cdk8s-platform/'),
  );
  expect(Object.fromEntries(bounds)).toMatchSnapshot();
  expect(second?.annotations).toEqual(first?.annotations);
});

test('a tenant that states none gets bounds that leave images, annotations, storage and nodes open, and nothing else', () => {
  const { annotations = {} } = only(guarded, 'Namespace', 'guarded-other').metadata;
  const bounds = Object.entries(annotations).filter(([key]) => key.startsWith('cdk8s-platform/'));
  expect(Object.fromEntries(bounds)).toEqual({
    'cdk8s-platform/annotations': '*',
    'cdk8s-platform/ingress-classes': 'nginx',
    'cdk8s-platform/members': 'Group:guarded-strangers',
    'cdk8s-platform/namespaces': 'guarded-other',
    'cdk8s-platform/node-labels': '*',
    'cdk8s-platform/pull-policies': 'Always,IfNotPresent',
    'cdk8s-platform/registries': '*',
    'cdk8s-platform/service-types': 'ClusterIP',
    'cdk8s-platform/storage-classes': '*',
  });
});

test('who may connect to whom stands on both sides', () => {
  const bound = (name: string, key: string) =>
    only(guarded, 'Namespace', name).metadata.annotations?.[`cdk8s-platform/${key}`];
  expect(bound('guarded', 'connects-to')).toBe('guarded-peer');
  expect(bound('guarded-peer', 'connected-from')).toBe('guarded,guarded-staging');
  expect([bound('guarded', 'connected-from'), bound('guarded-peer', 'connects-to')]).toEqual([
    undefined,
    undefined,
  ]);
});

test('whatever the platform puts into the namespaces of a tenant is locked', () => {
  const inside = guarded.filter(({ metadata }) => metadata.namespace?.startsWith('guarded'));
  expect(inside.length).toBeGreaterThan(20);
  expect(inside.filter(({ metadata }) => metadata.labels?.['cdk8s-platform/locked'] !== 'true')).toEqual([]);
});

test('components of the cluster may be free, and the accounts of a namespace: the controllers of Flux', () => {
  const app = new PlatformApp({ cluster: guardedCluster(KUBERNETES) });
  new GuardRails(new Chart(app, 'chart'), 'guard-rails', {
    administrators: [
      Subject.group('system:serviceaccounts:flux-system'),
      Subject.user('system:cloud-controller-manager'),
    ],
    operators: [Subject.user('system:node-problem-detector')],
  });
  const policies = manifestsOf(app).filter(({ kind }) => kind === 'ValidatingAdmissionPolicy');
  const free = (name: string): string =>
    JSON.stringify(policies.find(({ metadata }) => metadata.name === `tenant-${name}`)?.spec);
  for (const name of ['images', 'endpoints']) {
    expect(free(name)).toContain('system:serviceaccounts:flux-system');
    expect(free(name)).toContain('system:cloud-controller-manager');
  }
  expect(free('endpoints')).toContain('system:node-problem-detector');
  expect(free('images')).not.toContain('system:node-problem-detector');
});

test.each<[Enforcement | 'installed' | undefined, boolean]>([
  ['Deny', true],
  ['installed', true],
  ['Warn', false],
  ['Audit', false],
  [undefined, false],
])('with guard rails that are %s, members write what these bound: %s', (how, mayWrite) => {
  const app = new PlatformApp({ cluster: guardedCluster(KUBERNETES) });
  const chart = new Chart(app, 'chart');
  const isOwn = how !== undefined && how !== 'installed';
  const own = () =>
    new GuardRails(chart, 'guard-rails', {
      administrators: [Subject.group('p')],
      enforcement: how as Enforcement,
    });
  new Tenant(chart, 'alpha', {
    budget: { cpu: 1, memory: '1Gi', pods: 1 },
    owners: [Subject.group('o')],
    editors: [Subject.group('e')],
    guardRails: isOwn ? own() : (how as 'installed' | undefined),
  });
  const writable = (role: string): readonly string[] => {
    const { rules } = only(manifestsOf(app), 'Role', role) as unknown as {
      rules: readonly { resources: readonly string[]; verbs: readonly string[] }[];
    };
    return rules
      .filter(({ verbs }) => verbs.includes('create'))
      .flatMap(({ resources }) => resources)
      .filter((resource) => ['networkpolicies', 'rolebindings', 'roles'].includes(resource))
      .sort();
  };
  expect(writable('tenant-owner')).toEqual(mayWrite ? ['networkpolicies', 'rolebindings', 'roles'] : []);
  expect(writable('tenant-editor')).toEqual(mayWrite ? ['networkpolicies'] : []);
});

test('what this library renders for a tenant keeps the rules when the tenant applies it itself', () => {
  const { app, tenant } = guardedApp(KUBERNETES);
  const shop = new WebService(tenant.namespace('guarded'), 'shop', {
    image: 'ghcr.io/acme/shop:1.0',
    imagePullPolicy: 'Always',
    port: 8080,
    ingress: { host: 'shop.guarded.example.com' },
    nodeSelector: { pool: 'guarded', 'example.com/zone': 'a' },
  });
  const store = new WebService(tenant.namespace('guarded-staging'), 'store', {
    image: `ghcr.io/acme/store:1.0@sha256:${'a'.repeat(64)}`,
    port: 8080,
    nodeSelector: { pool: 'guarded', 'example.com/zone': 'a' },
  });
  shop.connectTo(store);
  expect(() => app.units()).not.toThrow();
});

test('a second one in an app is one error, at its place, and not that of each of its policies', () => {
  const app = new PlatformApp({ cluster: guardedCluster(KUBERNETES) });
  const add = (id: string) =>
    new GuardRails(new Chart(app, id), 'guard-rails', { administrators: [Subject.group('p')] });
  add('first');
  expect(() => add('second')).toThrow(
    '[second/guard-rails] is the second of the app, after [first/guard-rails]: the policies of both would have the same names; fix: let all tenants have the first one',
  );
});

test('an operator in the namespace of a tenant reaches the API server by a policy of the platform', () => {
  const { app, tenant } = guardedApp(KUBERNETES);
  const own = new Operator(tenant.namespace('guarded'), 'own', {
    image: `ghcr.io/acme/own:1.0@sha256:${'a'.repeat(64)}`,
    scope: OperatorScope.namespaces('guarded'),
    controllers: [{ for: PostgreSQL }],
    nodeSelector: { pool: 'guarded', 'example.com/zone': 'a' },
  });
  const policies = manifestsOf(app).filter(
    ({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name?.startsWith('own'),
  );
  const addresses = policies.map((policy) => [
    policy.metadata.name,
    policy.metadata.labels?.['cdk8s-platform/locked'],
    JSON.stringify(policy.spec).includes('192.0.2.10/32'),
  ]);
  expect(addresses).toEqual([
    ['own', undefined, false],
    ['own-api-server', 'true', true],
  ]);
  own.allowTo(Allowance.of(Peer.namespaces('elsewhere'), [443]));
  expect(() => app.units()).toThrow(
    /guarded\/own\/.*NetworkPolicy\] is refused by policy tenant-network-policies/,
  );
});

test('a workload that is declared leads where the bounds of its tenant say, and not to the API server', () => {
  const declared = (allowances: (shop: WebService) => readonly Allowance[]) => () => {
    const { app, tenant } = guardedApp(KUBERNETES);
    const shop = new WebService(tenant.namespace('guarded'), 'shop', {
      image: 'ghcr.io/acme/shop:1.0',
      imagePullPolicy: 'Always',
      port: 8080,
      nodeSelector: { pool: 'guarded', 'example.com/zone': 'a' },
    });
    shop.allowTo(...allowances(shop));
    return app.units();
  };
  const outside = (family: string) => (shop: WebService) =>
    toOutside(shop, [443]).filter(({ peers }) => JSON.stringify(peers).includes(`"${family}"`));
  expect(declared(outside('::/0'))).not.toThrow();
  const refused = /is refused by policy tenant-network-policies: egress may be to these address ranges/;
  expect(declared(outside('0.0.0.0/0'))).toThrow(refused);
  expect(declared((shop) => [toApiServer(shop)])).toThrow(refused);
});

// Not of the table: servers drop the reference, as long as cross-namespace data sources are not switched on.
test('a claim begins with the data of its own namespace alone', () => {
  const declared = (namespace?: string) => () => {
    const { app, chart } = guardedApp(KUBERNETES);
    const dataSourceRef = { kind: 'PersistentVolumeClaim', name: 'data', namespace };
    const { metadata, ...rest } = claim({ dataSourceRef });
    new ApiObject(chart, 'claim', { ...rest, metadata: { ...metadata, name: 'claim' } });
    return app.units();
  };
  expect(declared()).not.toThrow();
  expect(declared('guarded')).not.toThrow();
  expect(declared('guarded-other')).toThrow('a claim begins with the data of another namespace');
});

test('the bounds of a tenant in an app without guard rails are stated, and left to those that are installed', () => {
  const app = new PlatformApp({ cluster: guardedCluster(KUBERNETES) });
  const alpha = new Tenant(new Chart(app, 'chart'), 'alpha', {
    budget: { cpu: 4, memory: '8Gi', pods: 10 },
    guardRails: 'installed',
    allowed: { registries: ['ghcr.io/acme'] },
  });
  new WebService(alpha.namespace(), 'shop', { image: 'nginx:1.0', port: 80 + 8000 });
  const { annotations } = only(manifestsOf(app), 'Namespace').metadata;
  expect(annotations?.['cdk8s-platform/registries']).toBe('ghcr.io/acme');
});
