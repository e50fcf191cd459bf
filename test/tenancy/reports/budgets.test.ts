import { ApiObject, Chart } from 'cdk8s';
import { Cluster, type ClusterProps, type Manifest, PlatformApp, Tenant, WebService } from '../../../lib';
import { fieldOf } from '../../../lib/core/manifest-fields';

type Row = Readonly<Record<string, unknown>>;

function platform(capacity?: ClusterProps['capacity'], declare?: (app: PlatformApp) => void): PlatformApp {
  const app = new PlatformApp({ cluster: new Cluster({ kubernetes: '1.36', capacity }) });
  // Declared the other way round than they are reported.
  for (const name of ['beta', 'alpha']) {
    const tenant = new Tenant(new Chart(app, name), name, {
      namespaces: [name, `${name}-test`],
      budget: { cpu: 4, memory: '8Gi', pods: 20, ...(name === 'beta' && { storage: '1Ti' }) },
    });
    new WebService(tenant.namespace(name), 'shop', {
      image: 'ghcr.io/acme/shop:1.0.0',
      port: 8080,
      autoscale: { minReplicas: 2, maxReplicas: 4 },
      resources: { requests: { cpu: '500m', memory: '256Mi' } },
    });
  }
  declare?.(app);
  return app;
}

function rowsOf(app: PlatformApp, section: string): readonly Row[] {
  const report = app.reports().find(({ name }) => name === 'budgets');
  return report?.sections.find(({ name }) => name === section)?.rows ?? [];
}

function row(app: PlatformApp, section: string, of: Row): Row | undefined {
  return rowsOf(app, section).find((found) =>
    Object.entries(of).every(([key, value]) => found[key] === value),
  );
}

test('tells of each namespace what it may use and what it uses at its largest', () => {
  const app = platform();
  // Four pods at the most, and one more while a rollout surges.
  expect(row(app, 'namespaces', { namespace: 'alpha', resource: 'requests.cpu' })).toEqual({
    tenant: 'alpha',
    namespace: 'alpha',
    resource: 'requests.cpu',
    hard: '4',
    used: '2500m',
    percent: 63,
  });
  expect(row(app, 'namespaces', { namespace: 'beta-test', resource: 'pods' })).toMatchObject({
    hard: '20',
    used: '0',
  });
});

test('says of storage that it is not limited wherever it is not, used or unused', () => {
  const app = platform();
  expect(row(app, 'namespaces', { namespace: 'alpha', resource: 'requests.storage' })).toMatchObject({
    hard: 'not limited',
    used: '0',
  });
  expect(row(app, 'namespaces', { namespace: 'beta', resource: 'requests.storage' })?.hard).toBe('1Ti');
});

test('tells of what a quota counts by a name of its own under that name', () => {
  const app = platform();
  expect(row(app, 'namespaces', { namespace: 'alpha', resource: 'services' })).toMatchObject({ used: '1' });
  expect(row(app, 'namespaces', { namespace: 'alpha', resource: 'count/services' })).toBeUndefined();
});

test('is the quota that is rendered, whatever made it: of several, the least holds', () => {
  const app = platform(
    undefined,
    (root) =>
      new ApiObject(new Chart(root, 'more'), 'quota', {
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'more', namespace: 'alpha' },
        spec: { hard: { 'requests.cpu': '3', pods: '1k' } },
      }),
  );
  expect(row(app, 'namespaces', { namespace: 'alpha', resource: 'requests.cpu' })?.hard).toBe('3');
  expect(row(app, 'namespaces', { namespace: 'alpha', resource: 'pods' })?.hard).toBe('20');
});

test('a quota of some pods alone is no bound of the namespace', () => {
  const app = platform(
    undefined,
    (root) =>
      new ApiObject(new Chart(root, 'more'), 'quota', {
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'more', namespace: 'alpha' },
        spec: { hard: { 'requests.cpu': '1' }, scopes: ['BestEffort'] },
      }),
  );
  expect(row(app, 'namespaces', { namespace: 'alpha', resource: 'requests.cpu' })?.hard).toBe('4');
});

test('sums budgets, and says who has none', () => {
  const app = platform();
  expect(row(app, 'cluster', { resource: 'requests.cpu' })).toMatchObject({
    budgets: '16',
    used: '5',
    unbounded: [],
  });
  expect(row(app, 'cluster', { resource: 'requests.storage' })).toMatchObject({
    budgets: '2Ti',
    unbounded: ['alpha', 'alpha-test'],
  });
});

test('holds budgets against the capacity of the cluster where that is known', () => {
  const app = platform({ cpu: 12, memory: '64Gi' });
  expect(row(app, 'cluster', { resource: 'requests.cpu' })).toMatchObject({
    capacity: '12',
    percent: 133,
    overcommitted: true,
  });
  expect(row(app, 'cluster', { resource: 'requests.memory' })).toMatchObject({
    percent: 50,
    overcommitted: false,
  });
  expect(row(app, 'cluster', { resource: 'pods' })).toMatchObject({
    capacity: undefined,
    overcommitted: undefined,
  });
});

test('counts what runs outside of tenants', () => {
  const app = platform(
    undefined,
    (root) =>
      new ApiObject(new Chart(root, 'system'), 'pod', {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'p', namespace: 'system' },
        spec: { containers: [{ name: 'c', image: 'a:1', resources: { requests: { cpu: '2' } } }] },
      }),
  );
  expect(row(app, 'cluster', { resource: 'requests.cpu' })).toMatchObject({ used: '5', others: '2' });
});

test('is in an order of its own', () => {
  const tenants = rowsOf(platform(), 'namespaces').map(({ namespace }) => namespace);
  expect([...new Set(tenants)]).toEqual(['alpha', 'alpha-test', 'beta', 'beta-test']);
});

test('agrees with the objects that are written', () => {
  const app = platform();
  const quotas = app
    .units()
    .flatMap(({ objects }) => objects.map(({ manifest }) => manifest))
    .filter(({ kind }: Manifest) => kind === 'ResourceQuota');
  expect(quotas).toHaveLength(4);
  for (const { metadata, spec } of quotas) {
    const hard = Object.entries(Object(fieldOf(spec, 'hard')));
    expect(hard.length).toBeGreaterThan(3);
    for (const [resource, amount] of hard)
      expect(row(app, 'namespaces', { namespace: metadata.namespace, resource })?.hard).toBe(amount);
  }
});

test('an app without tenants has no budgets to report', () => {
  expect(new PlatformApp({ cluster: new Cluster({ kubernetes: '1.36' }) }).reports()).toEqual([]);
});
