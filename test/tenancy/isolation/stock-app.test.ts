import { ApiObject, type ApiObjectProps, type App, Chart, Testing } from 'cdk8s';
import { Cluster, PlatformApp, Subject, Tenant } from '../../../lib';

const CLUSTER = new Cluster({ kubernetes: '1.34' });

function stockApp(): App {
  const app = Testing.app();
  CLUSTER.provideTo(app);
  return app;
}

function platformApp(): App {
  return new PlatformApp({ cluster: CLUSTER });
}

/** Two tenants, and an object of cdk8s beside them. */
function withTenants(app: App, object: ApiObjectProps): Chart {
  const chart = new Chart(app, 'tenants');
  for (const name of ['alpha', 'beta']) {
    new Tenant(chart, name, {
      owners: [Subject.group(`${name}-admins`)],
      budget: { cpu: 10, memory: '20Gi', pods: 50 },
    });
  }
  new ApiObject(chart, 'object', object);
  return chart;
}

function messageOf(run: () => unknown): string {
  try {
    run();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

/** What is said of each problem, without what an App writes before it. */
function problemsOf(message: string): readonly string[] {
  return message
    .split('\n')
    .slice(1)
    .map((line) => line.replace(/^ {2}(- |\[\] )/, ''))
    .sort();
}

test.each<[string, ApiObjectProps, string]>([
  [
    'a policy that lets anybody in',
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'open', namespace: 'alpha' },
      spec: { podSelector: {}, ingress: [{}] },
    },
    '[tenants/object] spec.ingress[0] lets pods of namespaces that the app does not know connect to those of namespace alpha (tenant alpha)',
  ],
  [
    'a binding of an owner to the rights of an administrator',
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'too-much' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'beta-admins' }],
    },
    '[tenants/object] lets Group beta-admins of tenant beta gain rights cluster-wide',
  ],
])('%s stops the synth of a stock App, by the lines of a PlatformApp', (_, object, expected) => {
  const stock = messageOf(() => withTenants(stockApp(), object).toJson());
  const ours = messageOf(() => (withTenants(platformApp(), object).node.root as PlatformApp).units());
  expect(stock).toContain(expected);
  expect(problemsOf(stock)).toEqual(problemsOf(ours));
});

test('tenants that are isolated go through a stock App as through a PlatformApp', () => {
  const harmless = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'alpha' } };
  expect(messageOf(() => withTenants(stockApp(), harmless).toJson())).toBe('');
});
