import { Chart } from 'cdk8s';
import {
  Cluster,
  type KindRef,
  Namespace,
  Operator,
  OperatorScope,
  PlatformApp,
  PostgreSQL,
  PostgreSQLBackup,
  Shards,
} from '../../lib';
import { CLUSTER } from '../support/world';

const { cluster, namespaces } = OperatorScope;
const shards = Shards.byLabel('example.com/shard', ['a', 'b', 'c']);
const [a, b, c] = shards.all.map((shard) => (scope: OperatorScope) => scope.withShard(shard)) as [
  Cut,
  Cut,
  Cut,
];
type Cut = (scope: OperatorScope) => OperatorScope;

/** What synth says of operators with these scopes, each in a chart of its own. */
function said(scopes: readonly OperatorScope[], kind: (index: number) => KindRef = () => PostgreSQL) {
  const app = new PlatformApp({ cluster: new Cluster(CLUSTER) });
  scopes.forEach((scope, index) => {
    new Operator(new Chart(app, `chart-${index}`), `op-${index}`, {
      image: 'ghcr.io/acme/op:1.0.0',
      controllers: [{ for: kind(index) }],
      scope,
    });
  });
  try {
    app.units();
    return [];
  } catch (error) {
    return (error as { readonly problems: readonly string[] }).problems;
  }
}

test.each([
  ['in the whole cluster', [cluster(), cluster()], 'the whole cluster'],
  ['where one has the whole cluster', [cluster(), namespaces('x')], 'x'],
  ['in namespaces that both have', [namespaces('x', 'y', 'z'), namespaces('w', 'y', 'z')], 'y, z'],
])('two operators that reconcile one kind %s are refused', (_, scopes, places) => {
  expect(said(scopes)).toEqual([
    `[chart-1/op-1] scope has objects that [chart-0/op-0] has as well, so that they would undo each other's work; given: "database.example.com/PostgreSQL in ${places}"; allowed: one operator for each object; fix: give them namespaces apart, or share the objects by \`Shards\``,
  ]);
});

test('operators with namespaces apart, or with kinds apart, are let be', () => {
  expect(said([namespaces('x'), namespaces('y')])).toEqual([]);
  expect(said([cluster(), cluster()], (index) => (index === 0 ? PostgreSQL : PostgreSQLBackup))).toEqual([]);
});

test('what has no namespace is in every scope', () => {
  expect(said([namespaces('x'), namespaces('y')], () => 'v1/Node')).toEqual([
    expect.stringContaining('given: "v1/Node in the whole cluster"'),
  ]);
});

test.each([
  ['in the whole cluster', [a(cluster()), b(cluster()), c(cluster())]],
  ['in namespaces', [a(namespaces('x', 'y')), b(namespaces('y', 'x')), c(namespaces('x', 'y'))]],
  [
    'in namespaces that are cut otherwise elsewhere',
    [
      a(namespaces('x')),
      b(namespaces('x')),
      c(namespaces('x')),
      ...Shards.byLabel('example.com/half', ['l', 'r']).all.map((half) => namespaces('y').withShard(half)),
      namespaces('z'),
    ],
  ],
])('an operator for every shard %s is what it takes', (_, scopes) => {
  expect(said(scopes)).toEqual([]);
});

test('the cut is told by label and values, not by the object that declared it', () => {
  const again = Shards.byLabel('example.com/shard', ['a', 'c', 'b']);
  expect(said([a(cluster()), b(cluster()), cluster().withShard(again.of('c'))])).toEqual([]);
});

test('shards that nobody has are told', () => {
  expect(said([b(cluster())])).toEqual([
    expect.stringMatching(
      /^\[chart-0\/op-0\] scope leaves shards by example\.com\/shard to others, but nobody has "a", "c"; given: "database\.example\.com\/PostgreSQL in the whole cluster"/,
    ),
  ]);
});

test('a shard that is missing in one namespace is told with it', () => {
  expect(said([a(namespaces('x', 'y')), b(namespaces('x', 'y')), c(namespaces('x'))])).toEqual([
    expect.stringMatching(/nobody has "c"; given: "database\.example\.com\/PostgreSQL in y"/),
  ]);
  expect(said([a(cluster()), b(cluster()), c(namespaces('x'))])).toEqual([
    expect.stringMatching(/nobody has "c"; given: "database\.example\.com\/PostgreSQL in the whole cluster"/),
  ]);
});

test('a shard that two have is told', () => {
  expect(said([a(cluster()), b(cluster()), c(cluster()), b(namespaces('x'))])).toEqual([
    expect.stringMatching(
      /^\[chart-3\/op-3\] scope has shard "b", which \[chart-1\/op-1\] has as well; .* in x"/,
    ),
  ]);
});

test('a shard beside an operator of everything, or of another cut, is told', () => {
  const half = Shards.byLabel('example.com/half', ['l', 'r']).of('l');
  for (const other of [cluster(), cluster().withShard(half)])
    expect(said([a(cluster()), b(cluster()), c(cluster()), other])).toEqual([
      expect.stringMatching(/^\[chart-3\/op-3\] .* does not cut them into the same shards/),
    ]);
  expect(said([namespaces('x'), a(namespaces('x'))])).toEqual([
    expect.stringMatching(/^\[chart-1\/op-1\] .* does not cut them into the same shards/),
  ]);
});

describe('operators of one namespace', () => {
  const lead = (...leases: readonly (string | undefined)[]) => {
    const app = new PlatformApp({ cluster: new Cluster(CLUSTER) });
    const home = new Namespace(new Chart(app, 'chart'), 'operators');
    leases.forEach((leaseName, index) => {
      new Operator(home, `op-${index}`, {
        image: 'ghcr.io/acme/op:1.0.0',
        controllers: [{ for: index === 0 ? PostgreSQL : PostgreSQLBackup }],
        scope: cluster(),
        leaseName,
      });
    });
    return app;
  };

  test('do not elect their leaders by one lease', () => {
    expect(() => lead('lease', 'lease').units()).toThrow(
      '[chart/operators/op-1] leaseName is the lease of [chart/operators/op-0] as well, so that one of them would stand by for ever; given: "operators/lease"',
    );
    expect(() => lead(undefined, 'op-0').units()).toThrow('leaseName is the lease of');
  });

  test('have each a lease of their own', () => {
    expect(() => lead(undefined, undefined).units()).not.toThrow();
  });
});
