import { Chart } from 'cdk8s';
import {
  Cluster,
  GuardRails,
  LOCKED_LABEL,
  Operator,
  OperatorScope,
  PlatformApp,
  PostgreSQL,
  Subject,
  Tenant,
} from '../../../lib';

test("the network policy of an operator in a guarded tenant is the platform's, and reaches the API server", () => {
  const app = new PlatformApp({
    cluster: new Cluster({ kubernetes: '1.34', apiServer: { cidrs: ['192.0.2.1/32'] } }),
  });
  const chart = new Chart(app, 'chart');
  const tenant = new Tenant(chart, 'alpha', {
    budget: { cpu: 8, memory: '16Gi', pods: 30 },
    connected: false,
    guardRails: new GuardRails(chart, 'guard-rails', { administrators: [Subject.group('platform')] }),
  });
  new Operator(tenant.namespace(), 'op', {
    image: 'ghcr.io/acme/op:1.0.0',
    scope: OperatorScope.tenants(tenant),
    controllers: [{ for: PostgreSQL }],
  });
  const policies = app
    .units()
    .flatMap(({ objects }) => objects.map(({ manifest }) => manifest))
    .filter(({ kind, metadata: { name } }) => kind === 'NetworkPolicy' && name === 'op');
  expect(policies.map(({ metadata: { labels } }) => labels?.[LOCKED_LABEL])).toEqual(['true']);
  expect(JSON.stringify(policies)).toContain('192.0.2.1/32');
});
