import { Chart } from 'cdk8s';
import { Operator, OperatorScope, PostgreSQL, Shards, Tenant } from '../../lib';
import { only, rendered } from '../support/world';

const BUDGET = { cpu: 4, memory: '8Gi', pods: 20 };
const shards = Shards.byLabel('example.com/shard', ['a', 'b']);

test('the namespaces of tenants are those of its scope', () => {
  rendered((chart) => {
    const alpha = new Tenant(chart, 'alpha', { budget: BUDGET, namespaces: ['alpha', 'alpha-staging'] });
    const beta = new Tenant(chart, 'beta', { budget: BUDGET });
    expect(alpha.namespaceNames).toEqual(['alpha', 'alpha-staging']);
    expect(OperatorScope.tenants(beta, alpha).names).toEqual(['alpha', 'alpha-staging', 'beta']);
  });
});

test('a scope covers its namespaces, and the whole cluster covers everything', () => {
  const some = OperatorScope.namespaces('alpha');
  expect(['alpha', 'beta', undefined].map((namespace) => some.covers(namespace))).toEqual([
    true,
    false,
    false,
  ]);
  expect([undefined, 'beta'].every((namespace) => OperatorScope.cluster().covers(namespace))).toBe(true);
});

test('a shard is of the same place', () => {
  const scope = OperatorScope.namespaces('alpha').withShard(shards.of('b'));
  expect(scope.names).toEqual(['alpha']);
  expect(scope.shard?.name).toBe('b');
});

test('the program is told of its namespaces and of its shard', () => {
  const manifests = rendered((_, app) => {
    for (const shard of shards.all)
      new Operator(new Chart(app as Chart, shard.name), `op-${shard.name}`, {
        image: 'ghcr.io/acme/op:1.0.0',
        controllers: [{ for: PostgreSQL }],
        scope: OperatorScope.namespaces('alpha').withShard(shard),
      });
  });
  const envOf = (name: string) => {
    const { spec } = only<{ template: { spec: { containers: readonly { env: unknown }[] } } }>(
      manifests,
      'Deployment',
      name,
    );
    return spec.template.spec.containers[0]?.env;
  };
  expect(envOf('op-a')).toEqual([
    { name: 'GOMEMLIMIT', value: '230MiB' },
    { name: 'WATCH_LABEL_SELECTOR', value: 'example.com/shard notin (b)' },
    { name: 'WATCH_NAMESPACE', value: 'alpha' },
  ]);
  expect(envOf('op-b')).toContainEqual({ name: 'WATCH_LABEL_SELECTOR', value: 'example.com/shard=b' });
});
