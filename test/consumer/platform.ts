/**
 * What a team writes that imports the constructs into a chart and an app of its own, without ours. The test
 * compiles it as an ES module and as CommonJS.
 */
export const CONSUMER = `
import { ApiObject, App, Chart } from 'cdk8s';
import {
  Cluster,
  CustomResource,
  CustomResourceDefinition,
  fields,
  Kind,
  Operator,
  OperatorScope,
  PostgreSQL,
  Subject,
  Tenant,
  type TenantProps,
  WebService,
  z,
} from 'cdk8s-platform';

const queue = new Kind({
  group: 'messaging.example.com',
  kind: 'Queue',
  plural: 'queues',
  description: 'A queue.',
  spec: z
    .strictObject({ size: z.int().default(1), most: z.int().default(9) })
    .meta(fields.celRules({ rule: 'self.size <= self.most', message: 'must be at most most', fieldPath: '.size' })),
});

const app = new App();
new Cluster({
  kubernetes: '1.34',
  apiServer: { cidrs: ['10.0.0.1/32'] },
  ingress: { namespace: 'ingress-nginx' },
}).provideTo(app);

class MyChart extends Chart {
  constructor(scope: App, id: string) {
    super(scope, id);
    new CustomResourceDefinition(this, 'queue', { kind: queue });
    const operator = new Operator(this, 'postgres-operator', {
      image: 'ghcr.io/acme/postgres-operator:1.4.0',
      scope: OperatorScope.namespaces('alpha'),
      controllers: [{ for: PostgreSQL, owns: ['apps/StatefulSet', 'v1/Service'] }],
    });
    const props: TenantProps = {
      owners: [Subject.group('alpha-admins')],
      budget: { cpu: 10, memory: '20Gi', pods: 50 },
    };
    const home = new Tenant(this, 'alpha', props).namespace();
    const database = new PostgreSQL(home, 'orders', { version: '15', storage: '10Gi' });
    const shop = new WebService(home, 'shop', { image: 'ghcr.io/acme/shop:1.0.0', port: 8080 });
    operator.connectTo(database);
    shop.connectTo(database);
  }
}

new MyChart(app, 'platform');
app.synth();

new CustomResource(new Chart(new App(), 'queues', { namespace: 'alpha' }), 'small', queue, { size: 5 });
try {
  new CustomResource(new Chart(new App(), 'queues', { namespace: 'alpha' }), 'large', queue, { size: 10 });
} catch (error) {
  console.log(String(error));
}

const leaking = new App();
new Cluster({ kubernetes: '1.34' }).provideTo(leaking);
const tenants = new Chart(leaking, 'tenants');
for (const name of ['alpha', 'beta']) new Tenant(tenants, name, { budget: { cpu: 1, memory: '1Gi', pods: 5 } });
new ApiObject(tenants, 'open', {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'open', namespace: 'alpha' },
  spec: { podSelector: {}, ingress: [{}] },
});
try {
  leaking.synth();
} catch (error) {
  console.log(String(error));
}
`;

/** What must not compile: an error that the types do not tell is itself an error, of an expectation unmet. */
export const MISUSE = `
import { Operator, OperatorScope, PostgreSQL, Tenant } from 'cdk8s-platform';
import type { Chart } from 'cdk8s';

export function misuse(chart: Chart): void {
  // @ts-expect-error a version that the kind does not have
  new PostgreSQL(chart, 'a', { version: '11', storage: '1Gi' });
  // @ts-expect-error a budget that says nothing of pods
  new Tenant(chart, 'b', { budget: { cpu: 1, memory: '1Gi' } });
  // @ts-expect-error a built-in kind that does not exist
  new Operator(chart, 'c', { image: 'a:1', scope: OperatorScope.cluster(), controllers: [{ for: 'apps/Deploymint' }] });
}
`;
