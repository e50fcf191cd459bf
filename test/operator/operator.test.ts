import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Namespace, Operator, type OperatorProps, OperatorScope, PostgreSQL } from '../../lib';
import { only, rendered } from '../support/world';

const operator = (chart: Construct, props: Partial<OperatorProps> = {}, id = 'op'): Operator =>
  new Operator(chart, id, {
    image: 'ghcr.io/acme/op:1.0.0',
    controllers: [{ for: PostgreSQL }],
    scope: OperatorScope.cluster(),
    ...props,
  });

interface PodTemplate {
  readonly replicas: number;
  readonly template: {
    readonly spec: {
      readonly automountServiceAccountToken: boolean;
      readonly priorityClassName?: string;
      readonly topologySpreadConstraints?: readonly { readonly topologyKey: string }[];
      readonly containers: readonly [{ readonly args: readonly string[]; readonly [field: string]: unknown }];
    };
  };
}

test('golden install of an operator', () => {
  const manifests = rendered((chart) => {
    operator(chart, {
      controllers: [{ for: PostgreSQL, owns: ['v1/Service'], reads: [{ secret: 'op-config' }] }],
    });
  });
  expect(manifests).toMatchSnapshot();
});

test('two replicas lead and stand by, spread over nodes and zones, and a drain takes one at a time', () => {
  const manifests = rendered((chart) => void operator(chart));
  const { spec } = only<PodTemplate>(manifests, 'Deployment');
  expect(spec.replicas).toBe(2);
  expect(spec.template.spec.containers[0].args).toContain('--leader-elect');
  expect(spec.template.spec.topologySpreadConstraints?.map(({ topologyKey }) => topologyKey)).toEqual([
    'kubernetes.io/hostname',
    'topology.kubernetes.io/zone',
  ]);
  expect(only(manifests, 'PodDisruptionBudget').spec).toMatchObject({
    maxUnavailable: 1,
    unhealthyPodEvictionPolicy: 'AlwaysAllow',
  });
});

test('one replica has no disruption budget, which no drain could ever satisfy', () => {
  const manifests = rendered((chart) => void operator(chart, { replicas: 1 }));
  expect(manifests.map(({ kind }) => kind)).not.toContain('PodDisruptionBudget');
  const { spec } = only<PodTemplate>(manifests, 'Deployment');
  expect(spec.template.spec.topologySpreadConstraints).toBeUndefined();
  // While a rollout surges there are two.
  expect(spec.template.spec.containers[0].args).toContain('--leader-elect');
});

test('probes are answered on the port that the operator is told to answer on', () => {
  const { spec } = only<PodTemplate>(
    rendered((chart) => void operator(chart, { healthPort: 9000 })),
    'Deployment',
  );
  const [container] = spec.template.spec.containers;
  expect(container.args).toContain('--health-probe-bind-address=:9000');
  expect(container).toMatchObject({
    livenessProbe: { httpGet: { path: '/healthz', port: 9000 } },
    readinessProbe: { httpGet: { path: '/readyz', port: 9000 } },
  });
});

test('only the pod gets the token of the account, not whoever else uses the account', () => {
  const manifests = rendered((chart) => void operator(chart));
  expect(only(manifests, 'ServiceAccount')).toMatchObject({ automountServiceAccountToken: false });
  expect(only<PodTemplate>(manifests, 'Deployment').spec.template.spec.automountServiceAccountToken).toBe(
    true,
  );
});

test('outside of any namespace it brings one, denied by default', () => {
  const manifests = rendered((chart) => void operator(chart));
  expect(only(manifests, 'Namespace').metadata.name).toBe('op');
  expect(only(manifests, 'NetworkPolicy', 'default-deny').spec).toEqual({
    podSelector: {},
    policyTypes: ['Ingress', 'Egress'],
  });
});

test('inside a namespace, or in a chart with one, it brings none', () => {
  const inNamespace = rendered((chart) => void operator(new Namespace(chart, 'operators')));
  const inChart = rendered(
    (_, app) => void operator(new Chart(app as Chart, 'c', { namespace: 'operators' })),
  );
  expect(only(inNamespace, 'Namespace').metadata.name).toBe('operators');
  expect(inChart.map(({ kind }) => kind)).not.toContain('Namespace');
  for (const manifests of [inNamespace, inChart]) {
    expect(only(manifests, 'Deployment').metadata.namespace).toBe('operators');
    expect(only(manifests, 'ClusterRoleBinding', 'op-cluster.operators')).toMatchObject({
      subjects: [{ namespace: 'operators' }],
    });
  }
});

test('its pods reach DNS and the API server, and monitoring reaches its metrics, and nothing else does either', () => {
  const manifests = rendered((chart) => void operator(chart));
  const policy = (name: string) =>
    only<{ ingress?: unknown[]; egress: { ports: { port: number }[] }[] }>(manifests, 'NetworkPolicy', name);
  const [own, toApiServer] = [policy('op'), policy('op-api-server')];
  const portsOf = ({ spec }: typeof own): readonly number[] =>
    spec.egress.flatMap(({ ports }) => ports.map(({ port }) => port));
  expect([portsOf(own), portsOf(toApiServer)]).toEqual([
    [53, 53, 53, 53],
    [443, 6443],
  ]);
  expect(toApiServer.spec.ingress).toBeUndefined();
  expect(own.spec.ingress).toEqual([
    {
      from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }],
      ports: [{ port: 8443, protocol: 'TCP' }],
    },
  ]);
});

test('connectTo opens the way to a database on both sides', () => {
  const manifests = rendered((chart) => {
    const database = new PostgreSQL(new Namespace(chart, 'home'), 'orders', {
      version: '15',
      storage: '1Gi',
    });
    operator(chart).connectTo(database);
  });
  const policy = (name: string): string => JSON.stringify(only(manifests, 'NetworkPolicy', name).spec);
  expect(policy('op')).toContain('"app.kubernetes.io/instance":"orders"');
  expect(policy('orders-postgresql')).toContain('"app.kubernetes.io/instance":"op"');
});

test('two installs under different names share no object', () => {
  const manifests = rendered((chart) => {
    operator(chart, { scope: OperatorScope.namespaces('alpha') });
    operator(chart, { scope: OperatorScope.namespaces('beta'), name: 'op-two' }, 'op-two');
  });
  expect(manifests.filter(({ kind }) => kind === 'Deployment')).toHaveLength(2);
});

test('limited to namespaces, it is told where to watch', () => {
  const scope = OperatorScope.namespaces('beta', 'alpha');
  const { spec } = only<PodTemplate>(
    rendered((chart) => void operator(chart, { scope })),
    'Deployment',
  );
  expect(spec.template.spec.containers[0]).toMatchObject({
    env: expect.arrayContaining([{ name: 'WATCH_NAMESPACE', value: 'alpha,beta' }]),
  });
});
