import { ApiObject, Chart } from 'cdk8s';
import fc from 'fast-check';
import {
  Allowance,
  Cluster,
  Namespace,
  NetworkPolicy,
  networkMatrix,
  ObjectIndex,
  Peer,
  PlatformApp,
  Tenant,
} from '../../../lib';
import { networkReport } from '../../../lib/tenancy/reports/network';

type Row = Readonly<Record<string, unknown>>;
type Tenants = Readonly<Record<string, Tenant>>;

const CLUSTER = { kubernetes: '1.36', podCidrs: ['10.244.0.0/16'], serviceCidrs: ['10.96.0.0/12'] };
const BUDGET = { cpu: 4, memory: '8Gi', pods: 20 };

function platform(
  names: readonly string[],
  declare?: (tenants: Tenants, app: PlatformApp) => void,
): PlatformApp {
  const app = new PlatformApp({ cluster: new Cluster(CLUSTER) });
  const tenants = names.map((name) => {
    const namespaces = name === 'shop' ? ['shop-test', 'shop'] : [name];
    return [name, new Tenant(new Chart(app, name), name, { namespaces, budget: BUDGET })] as const;
  });
  declare?.(Object.fromEntries(tenants), app);
  return app;
}

function rowsOf(app: PlatformApp, section: string): readonly Row[] {
  const report = app.reports().find(({ name }) => name === 'network');
  return report?.sections.find(({ name }) => name === section)?.rows ?? [];
}

/** Lets pods of a tenant connect to those of another. */
function connect(from: Tenant, to: Tenant, app = 'orders'): void {
  const [source, target] = [from, to].map((tenant) => tenant.namespace(tenant.name));
  new NetworkPolicy(source as Namespace, `to-${to.name}`, {
    pods: 'all',
    egress: [Allowance.of(Peer.pods(to.name, { app }), [5432])],
  });
  new NetworkPolicy(target as Namespace, `from-${from.name}`, {
    pods: { app },
    ingress: [Allowance.of(Peer.namespaces(from.name), [5432])],
  });
  from.permitConnectionsTo(to);
}

test('counts the pairs of tenants that are isolated', () => {
  expect(rowsOf(platform(['shop', 'data', 'lab']), 'isolation')).toEqual([
    { tenants: 3, pairs: 3, isolated: 3, open: 0, unproved: 0 },
  ]);
  expect(rowsOf(platform(['shop', 'data', 'lab']), 'crossing')).toEqual([]);
});

test('tells what is open between two tenants, by which policies, and that it is permitted', () => {
  const app = platform(['shop', 'data', 'lab'], ({ shop, data }) => connect(shop as Tenant, data as Tenant));
  expect(rowsOf(app, 'crossing')).toEqual([
    {
      fromTenant: 'shop',
      toTenant: 'data',
      permitted: 'any port',
      from: ['shop'],
      fromPods: 'any',
      to: ['data'],
      toPods: 'app=orders',
      connections: 'TCP 5432',
      letOut: ['to-data'],
      letIn: ['from-shop'],
    },
  ]);
  expect(rowsOf(app, 'isolation')).toEqual([{ tenants: 3, pairs: 3, isolated: 2, open: 1, unproved: 0 }]);
});

test('tells what is permitted though nothing opens it', () => {
  const app = platform(['shop', 'data'], ({ shop, data }) => shop?.permitConnectionsTo(data as Tenant));
  expect(rowsOf(app, 'crossing')).toEqual([
    { fromTenant: 'shop', toTenant: 'data', permitted: 'any port', connections: 'nothing' },
  ]);
  const bounded = platform(['shop', 'data'], ({ shop, data }) => {
    shop?.permitConnectionsTo(data as Tenant, [5432]);
    shop?.permitConnectionsTo(data as Tenant, [{ port: 53, protocol: 'UDP' }]);
  });
  expect(rowsOf(bounded, 'crossing')).toEqual([
    { fromTenant: 'shop', toTenant: 'data', permitted: 'TCP 5432, UDP 53', connections: 'nothing' },
  ]);
});

test('tells what is open and nobody permits, of objects that synth refuses', () => {
  const app = platform(['shop', 'data'], ({ shop, data }) => connect(shop as Tenant, data as Tenant));
  const objects = new ObjectIndex(app.units().flatMap((unit) => unit.objects));
  const report = networkReport(objects, platform(['shop', 'data']));
  expect(report?.sections.find(({ name }) => name === 'crossing')?.rows).toEqual([
    expect.objectContaining({ fromTenant: 'shop', toTenant: 'data', permitted: false }),
  ]);
});

test('namespaces that are open alike stand together', () => {
  const app = platform(['shop', 'data']);
  expect(rowsOf(app, 'within')).toEqual([
    expect.objectContaining({ tenant: 'data', from: ['data'], to: ['data'], connections: 'any port' }),
    expect.objectContaining({
      tenant: 'shop',
      from: ['shop', 'shop-test'],
      to: ['shop', 'shop-test'],
      letOut: ['allow-tenant'],
    }),
  ]);
  expect(rowsOf(app, 'out')).toContainEqual({
    from: ['data', 'shop', 'shop-test'],
    fromPods: 'any',
    to: ['kube-system'],
    toPods: 'k8s-app=kube-dns',
    connections: 'TCP 53, UDP 53',
    letOut: ['allow-dns'],
    letIn: ['no policy isolates them'],
  });
});

test('what any pod may do is not told again of some', () => {
  const app = platform(
    ['data'],
    ({ data }) =>
      new NetworkPolicy(data?.namespace() as Namespace, 'web', {
        pods: { app: 'web' },
        egress: [Allowance.of(Peer.namespaces('data'), [80]), Allowance.of(Peer.namespaces('logs'), [3100])],
      }),
  );
  expect(rowsOf(app, 'within')).toHaveLength(1);
  expect(rowsOf(app, 'out').filter(({ fromPods }) => fromPods === 'app=web')).toEqual([
    expect.objectContaining({ to: ['logs'], connections: 'TCP 3100', letOut: ['web'] }),
  ]);
});

test('what some pods may do is told of each of them', () => {
  const app = platform(['data'], ({ data }) => {
    for (const name of ['web', 'worker'])
      new NetworkPolicy(data?.namespace() as Namespace, name, {
        pods: { app: name },
        egress: [Allowance.of(Peer.namespaces('logs'), [3100])],
      });
  });
  const pods = rowsOf(app, 'out').flatMap(({ to, fromPods }) => (`${to}` === 'logs' ? [fromPods] : []));
  expect(pods).toEqual(['app=web', 'app=worker']);
});

test('tells who comes in, and what the platform has beside', () => {
  const app = platform(['data'], ({ data }, root) => {
    new NetworkPolicy(data?.namespace() as Namespace, 'metrics', {
      pods: { app: 'db' },
      ingress: [Allowance.of(Peer.namespaces('monitoring'), [9187])],
    });
    const logs = new Namespace(new Chart(root, 'logs'), 'logs');
    new NetworkPolicy(logs, 'default-deny', { pods: 'all' });
  });
  expect(rowsOf(app, 'into')).toEqual([
    expect.objectContaining({
      from: ['monitoring'],
      to: ['data'],
      toPods: 'app=db',
      letOut: ['no policy isolates them'],
      letIn: ['metrics'],
    }),
  ]);
  const beside = rowsOf(app, 'beside').flatMap(({ from, to }) => [from, to].flat());
  expect(beside).toEqual(expect.arrayContaining(['*', 'monitoring', 'any address']));
  expect(beside).not.toContain('logs');
});

test('tells what anyone may come in by', () => {
  const app = platform(['data'], ({ data }) => {
    data?.permitConnectionsFromAnyone();
    new NetworkPolicy(data?.namespace() as Namespace, 'public', {
      pods: { app: 'web' },
      ingress: [Allowance.of(Peer.cidr('0.0.0.0/0'), [8080])],
    });
  });
  const rows = rowsOf(app, 'into');
  expect(rows.flatMap(({ from }) => from)).toEqual(expect.arrayContaining(['*', '0.0.0.0/0']));
  for (const row of rows) expect(row).toMatchObject({ toPods: 'app=web', letIn: ['public'] });
});

test('a pair of which a policy is not read is neither isolated nor open', () => {
  const calico = (name: string, namespace?: string) => (_: Tenants, root: PlatformApp) =>
    new ApiObject(new Chart(root, name), name, {
      apiVersion: 'crd.projectcalico.org/v1',
      kind: namespace ? 'NetworkPolicy' : 'GlobalNetworkPolicy',
      metadata: { name, namespace },
      spec: {},
    });
  const one = platform(['shop', 'data', 'lab'], calico('open', 'lab'));
  expect(rowsOf(one, 'isolation')).toEqual([
    expect.objectContaining({ pairs: 3, isolated: 1, open: 0, unproved: 2 }),
  ]);
  expect(rowsOf(one, 'unproved')).toEqual([
    { tenant: 'lab', namespace: 'lab', object: 'NetworkPolicy open' },
  ]);
  const all = platform(['shop', 'data', 'lab'], calico('open'));
  expect(rowsOf(all, 'isolation')).toEqual([expect.objectContaining({ isolated: 0, unproved: 3 })]);
});

test('counts as the matrix answers, pair by pair, in whatever order tenants are declared', () => {
  const names = ['data', 'lab', 'shop', 'wiki'];
  const pairs = names.flatMap((from) => names.filter((to) => to !== from).map((to) => [from, to] as const));
  fc.assert(
    fc.property(
      fc.shuffledSubarray(names, { minLength: 4 }),
      fc.shuffledSubarray(pairs),
      (order, connected) => {
        const declare = (tenants: Tenants): void => {
          for (const [from, to] of connected) connect(tenants[from] as Tenant, tenants[to] as Tenant);
        };
        const app = platform(order, declare);
        const matrix = networkMatrix(app);
        const placesOf = (name: string) => (name === 'shop' ? ['shop', 'shop-test'] : [name]);
        const isolated = pairs.filter(
          ([from, to]) => from < to && matrix.isolated(placesOf(from), placesOf(to)),
        );
        expect(rowsOf(app, 'isolation')).toEqual([
          { tenants: 4, pairs: 6, isolated: isolated.length, open: 6 - isolated.length, unproved: 0 },
        ]);
        expect(app.reports()).toEqual(platform(names, declare).reports());
      },
    ),
    { numRuns: 20 },
  );
});

test('stays short with many tenants that are alike', () => {
  const names = Array.from({ length: 60 }, (_, index) => `team-${index}`);
  const app = platform(names);
  expect(rowsOf(app, 'isolation')).toEqual([expect.objectContaining({ pairs: 1770, isolated: 1770 })]);
  expect(rowsOf(app, 'within')).toHaveLength(60);
  expect(rowsOf(app, 'out')).toEqual([
    expect.objectContaining({ from: ['all 60 namespaces of tenants'], to: ['169.254.20.10/32'] }),
    expect.objectContaining({ from: ['all 60 namespaces of tenants'], to: ['kube-system'] }),
  ]);
});
