import { Chart } from 'cdk8s';
import {
  CERT_MANAGER,
  Cluster,
  type ClusterProps,
  type Manifest,
  Operator,
  type OperatorProps,
  OperatorScope,
  PlatformApp,
  PostgreSQL,
  PROMETHEUS_OPERATOR,
} from '../../../lib';
import { METRICS_CERT_DIR } from '../../../lib/operator/framework/cert-dirs';
import { dashboardErrors } from '../../support/grafana';
import { promqlErrors, selectorsIn } from '../../support/promql';
import { schemaErrors } from '../../support/schema-errors';
import { CLUSTER, only } from '../../support/world';

const WATCHED = {
  ...CLUSTER,
  monitoring: { namespace: 'monitoring', runbooks: 'https://runbooks.example.com/' },
  installed: [CERT_MANAGER, PROMETHEUS_OPERATOR],
} satisfies ClusterProps;

function install(props: Partial<OperatorProps> = {}, cluster: ClusterProps = WATCHED): readonly Manifest[] {
  const app = new PlatformApp({ cluster: new Cluster(cluster) });
  new Operator(new Chart(app, 'chart'), 'op', {
    image: 'ghcr.io/acme/op:1.0.0',
    controllers: [{ for: PostgreSQL }],
    scope: OperatorScope.cluster(),
    ...props,
  });
  const manifests = app.units().flatMap(({ objects }) => objects.map(({ manifest }) => manifest));
  expect(schemaErrors(cluster.kubernetes, manifests)).toEqual([]);
  return manifests;
}

interface Rules {
  readonly groups: readonly [
    {
      readonly rules: readonly {
        readonly alert: string;
        readonly expr: string;
        readonly for?: string;
        readonly labels: Readonly<Record<string, string>>;
        readonly annotations: Readonly<Record<string, string>>;
      }[];
    },
  ];
}

const rulesOf = (manifests: readonly Manifest[]): Rules['groups'][0]['rules'] =>
  only<Rules>(manifests, 'PrometheusRule').spec.groups[0].rules;

function dashboardOf(manifests: readonly Manifest[]): string {
  return Object.values(only(manifests, 'ConfigMap').data as Record<string, string>)[0] ?? '';
}

interface DashboardModel {
  readonly panels: readonly {
    readonly type: string;
    readonly title: string;
    readonly targets?: readonly { readonly expr: string }[];
  }[];
}

function queriesOf(manifests: readonly Manifest[]): readonly string[] {
  const { panels } = JSON.parse(dashboardOf(manifests)) as DashboardModel;
  return panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
}

const KINDS = ['Certificate', 'ConfigMap', 'Issuer', 'PrometheusRule', 'ServiceMonitor'];
const extras = (manifests: readonly Manifest[]): readonly string[] =>
  manifests
    .map(({ kind }) => kind)
    .filter((kind) => KINDS.includes(kind))
    .sort();

test('golden: what watches an operator, beside its dashboard', () => {
  const manifests = install({ monitoring: { alerts: { OperatorRestarting: false } } });
  const parts = manifests.filter(
    ({ kind, metadata }) =>
      ['Certificate', 'Issuer', 'ServiceMonitor'].includes(kind) || metadata.name?.endsWith('reader'),
  );
  expect(parts).toMatchSnapshot();
  expect(rulesOf(manifests)).toMatchSnapshot('alerts');
});

test('an operator is watched where the Cluster says by whom and has what it takes', () => {
  expect([...new Set(extras(install()))]).toEqual(KINDS);
  const { installed: _, ...without } = WATCHED;
  expect(extras(install({}, without))).toEqual([]);
  const { monitoring: __, ...nobody } = WATCHED;
  expect(extras(install({}, nobody))).toEqual([]);
  expect(extras(install({ monitoring: false }))).toEqual([]);
});

test('the certificate is for the Service, mounted where controller-runtime looks, and what the monitor verifies', () => {
  const manifests = install();
  const service = only(manifests, 'Service');
  const serving = manifests.find(({ metadata }) => metadata.name === 'op-metrics');
  expect(serving?.spec).toMatchObject({
    dnsNames: [`${service.metadata.name}.${service.metadata.namespace}.svc`],
    issuerRef: { kind: 'Issuer', name: 'op-metrics-ca' },
    secretName: 'op-metrics-certificate',
  });
  const { template } = only<{
    template: { spec: { volumes: object[]; containers: [{ volumeMounts: object[] }] } };
  }>(manifests, 'Deployment').spec;
  expect(template.spec.volumes).toEqual([
    { name: 'metrics-certificate', secret: { secretName: 'op-metrics-certificate' } },
  ]);
  expect(template.spec.containers[0].volumeMounts).toEqual([
    { name: 'metrics-certificate', mountPath: METRICS_CERT_DIR, readOnly: true },
  ]);
  expect(only(manifests, 'ServiceMonitor').spec).toMatchObject({
    endpoints: [
      { tlsConfig: { serverName: 'op-metrics.op.svc', ca: { secret: { name: 'op-metrics-certificate' } } } },
    ],
  });
});

test('the monitor selects the Service for metrics by its labels and its port', () => {
  const manifests = install();
  const { selector, endpoints } = only<{
    selector: { matchLabels: Record<string, string> };
    endpoints: { port: string }[];
  }>(manifests, 'ServiceMonitor').spec;
  const service = only<{ ports: { name: string }[] }>(manifests, 'Service');
  expect(service.metadata.labels).toMatchObject(selector.matchLabels);
  expect(service.spec.ports.map(({ name }) => name)).toEqual(endpoints.map(({ port }) => port));
});

test("the account of the Cluster's monitoring may read the metrics, and nothing else", () => {
  const monitoring = { ...WATCHED.monitoring, namespace: 'prom', serviceAccountName: 'prometheus' };
  const manifests = install({}, { ...WATCHED, monitoring });
  expect(only(manifests, 'ClusterRole', 'op-metrics-reader')).toMatchObject({
    rules: [{ nonResourceURLs: ['/metrics'], verbs: ['get'] }],
  });
  expect(only(manifests, 'ClusterRoleBinding', 'op-metrics-reader')).toMatchObject({
    roleRef: { kind: 'ClusterRole', name: 'op-metrics-reader' },
    subjects: [{ kind: 'ServiceAccount', name: 'prometheus', namespace: 'prom' }],
  });
});

test('a Secret that is stated needs no cert-manager, and no alert that rests on it', () => {
  const manifests = install(
    { monitoring: { certificateSecret: 'op-tls' } },
    { ...WATCHED, installed: [PROMETHEUS_OPERATOR] },
  );
  expect(extras(manifests)).toEqual(['ConfigMap', 'PrometheusRule', 'ServiceMonitor']);
  expect(JSON.stringify(only(manifests, 'Deployment'))).toContain('"secretName":"op-tls"');
  expect(rulesOf(manifests).map(({ alert }) => alert)).not.toContain('OperatorCertificateExpiry');
});

test('alerts say whose they are, how bad it is, and where it is written what to do', () => {
  const rules = rulesOf(install());
  expect(rules.length).toBeGreaterThan(12);
  for (const { alert, labels, annotations } of rules) {
    expect(labels).toEqual({
      namespace: 'op',
      operator: 'op',
      severity: expect.stringMatching(/^(critical|warning)$/),
    });
    expect(annotations.runbook_url).toBe(`https://runbooks.example.com/${alert}.md`);
    expect(annotations.summary).toMatch(/^Operator op\/op /);
  }
});

test('every query of alerts and panels is PromQL, and asks of the operator alone', () => {
  const manifests = install();
  const queries = [...rulesOf(manifests).map(({ expr }) => expr), ...queriesOf(manifests)];
  expect(queries.length).toBeGreaterThan(25);
  expect(queries.flatMap(promqlErrors)).toEqual([]);
  const selectors = queries.flatMap(selectorsIn);
  expect(selectors.length).toBeGreaterThan(queries.length);
  for (const selector of selectors) expect(selector).toMatch(/[{,](exported_)?namespace="op"[,}]/);
});

test('the metrics asked for are those of the frameworks, kube-state-metrics, the kubelet and cert-manager', () => {
  const manifests = install();
  const queries = [...rulesOf(manifests).map(({ expr }) => expr), ...queriesOf(manifests)];
  const metrics = queries.flatMap(selectorsIn).map((selector) => selector.split('{')[0]);
  expect([...new Set(metrics)].sort()).toMatchSnapshot();
});

test('an operator of another framework has what rests on its pods alone', () => {
  const manifests = install({ monitoring: { metrics: 'other' } });
  expect(rulesOf(manifests).map(({ alert }) => alert)).toEqual([
    'OperatorUnavailable',
    'OperatorReplicasMissing',
    'OperatorRestarting',
    'OperatorMetricsAbsent',
    'OperatorCertificateExpiry',
  ]);
  const { panels } = JSON.parse(dashboardOf(manifests)) as DashboardModel;
  expect(panels.filter(({ type }) => type === 'row').map(({ title }) => title)).toEqual(['Pods']);
});

test('alerts are tuned one by one', () => {
  const rules = rulesOf(
    install({
      monitoring: {
        alerts: {
          OperatorQueueDepth: { threshold: 500, severity: 'critical', for: '1h' },
          OperatorApiErrors: false,
        },
      },
    }),
  );
  expect(rules.find(({ alert }) => alert === 'OperatorQueueDepth')).toMatchObject({
    expr: expect.stringMatching(/ > 500$/),
    for: '1h',
    labels: { severity: 'critical' },
  });
  expect(rules.map(({ alert }) => alert)).not.toContain('OperatorApiErrors');
});

test('alerts look at the election whatever the lease is called: by the wrong name, a program has no leader', () => {
  const rules = rulesOf(install({ leaseName: 'op.example.com' }));
  expect(rules.find(({ alert }) => alert === 'OperatorNoLeader')?.expr).toBe(
    'sum(leader_election_master_status{namespace="op",job="op-metrics"}) == 0',
  );
});

test('pods of a long name are told by what Kubernetes leaves of it', () => {
  const restarting = (name: string) =>
    rulesOf(install({ name })).find(({ alert }) => alert === 'OperatorRestarting')?.expr ?? '';
  const podOf = (name: string) => new RegExp(`^(?:${/pod=~"([^"]+)"/.exec(restarting(name))?.[1]})$`);
  // What the ReplicaSet controller makes of a name of 50 characters, and the API server of 46.
  const [long, short] = ['o'.repeat(50), 'o'.repeat(46)];
  expect(`${`${long}-6f8b9c7d5-`.slice(0, 58)}x2k4z`).toMatch(podOf(long));
  expect(`${short}-6f8b9c7d5-x2k4z`).toMatch(podOf(short));
  expect(`${short}-other-6f8b9c7d5-x2k4z`).not.toMatch(podOf(short));
});

test('its dashboard is what the types of Grafana say, with a row for each part', () => {
  const manifests = install();
  expect(dashboardErrors([dashboardOf(manifests)])).toEqual([[]]);
  const { panels } = JSON.parse(dashboardOf(manifests)) as DashboardModel;
  expect(panels.filter(({ type }) => type === 'row').map(({ title }) => title)).toEqual([
    'Pods',
    'Leader',
    'Reconciling',
    'Queues',
    'API server',
  ]);
  expect(extras(install({ monitoring: { dashboard: false } }))).not.toContain('ConfigMap');
}, 30_000);
