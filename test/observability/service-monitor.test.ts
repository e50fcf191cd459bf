import { Chart } from 'cdk8s';
import {
  Cluster,
  type Manifest,
  type MonitoringFacts,
  PlatformApp,
  PROMETHEUS_OPERATOR,
  type ScrapeEndpoint,
  ServiceMonitor,
} from '../../lib';
import { schemaErrors } from '../support/schema-errors';
import { CLUSTER, only } from '../support/world';

const SELECTOR = { 'app.kubernetes.io/name': 'shop' };
const TLS = { serverName: 'shop.team-a.svc', ca: { secret: 'shop-tls' } };

function monitored(endpoint: ScrapeEndpoint, facts: Partial<MonitoringFacts> = {}): Manifest {
  const monitoring = { namespace: 'monitoring', ...facts };
  const app = new PlatformApp({
    cluster: new Cluster({ ...CLUSTER, monitoring, installed: [PROMETHEUS_OPERATOR] }),
  });
  new ServiceMonitor(new Chart(app, 'team-a', { namespace: 'team-a' }), 'shop', {
    selector: SELECTOR,
    endpoints: [endpoint],
    labels: { team: 'a' },
  });
  const manifests = app.units().flatMap(({ objects }) => objects.map(({ manifest }) => manifest));
  expect(schemaErrors(CLUSTER.kubernetes, manifests)).toEqual([]);
  return only(manifests, 'ServiceMonitor');
}

function endpointOf(monitor: Manifest): unknown {
  return (monitor.spec as { readonly endpoints: readonly [unknown] }).endpoints[0];
}

test('golden monitor', () => {
  expect(monitored({ port: 'metrics', tls: TLS, authorization: 'service-account' })).toMatchSnapshot();
});

test('without TLS it asks by http, and shows no token', () => {
  expect(
    endpointOf(monitored({ port: 'http', path: '/actuator/prometheus', interval: '1m', timeout: '20s' })),
  ).toEqual({
    port: 'http',
    path: '/actuator/prometheus',
    scheme: 'http',
    interval: '1m',
    scrapeTimeout: '20s',
  });
});

test('an answer may take as long as Prometheus waits by default, and never longer than the interval', () => {
  expect(endpointOf(monitored({ port: 'http' }))).toMatchObject({ interval: '30s', scrapeTimeout: '10s' });
  expect(endpointOf(monitored({ port: 'http', interval: '5s' }))).toMatchObject({ scrapeTimeout: '5s' });
});

test('a certificate is verified, by a Secret or by a ConfigMap', () => {
  expect(endpointOf(monitored({ port: 'metrics', tls: TLS }))).toMatchObject({
    scheme: 'https',
    tlsConfig: { serverName: 'shop.team-a.svc', ca: { secret: { name: 'shop-tls', key: 'ca.crt' } } },
  });
  const ca = { configMap: 'service-ca', key: 'service-ca.crt' };
  expect(endpointOf(monitored({ port: 'metrics', tls: { ...TLS, ca } }))).toMatchObject({
    tlsConfig: { ca: { configMap: { name: 'service-ca', key: 'service-ca.crt' } } },
  });
  for (const tls of [TLS, { ...TLS, insecureSkipVerify: true }])
    expect(JSON.stringify(monitored({ port: 'metrics', tls }))).not.toContain('insecureSkipVerify');
});

test('where the Cluster has a scrape class for it, that sends the token, and no file is named', () => {
  const monitor = monitored(
    { port: 'metrics', tls: TLS, authorization: 'service-account' },
    { scrapeClass: 'own-account' },
  );
  expect(monitor.spec).toMatchObject({ scrapeClass: 'own-account' });
  expect(endpointOf(monitor)).not.toHaveProperty('bearerTokenFile');
  const open = monitored({ port: 'http' }, { scrapeClass: 'own-account' });
  expect(open.spec).not.toHaveProperty('scrapeClass');
});

test('a token may be that of a Secret', () => {
  const authorization = { secret: 'shop-token', key: 'token' };
  expect(endpointOf(monitored({ port: 'metrics', tls: TLS, authorization }))).toMatchObject({
    authorization: { type: 'Bearer', credentials: { name: 'shop-token', key: 'token' } },
  });
});

test('it has the labels by which Prometheus selects monitors', () => {
  const monitor = monitored({ port: 'http' }, { selectorLabels: { release: 'kube-prometheus-stack' } });
  expect(monitor.metadata.labels).toEqual({
    'app.kubernetes.io/managed-by': 'cdk8s-platform',
    release: 'kube-prometheus-stack',
    team: 'a',
  });
});

test('the definition would tell of a field that is none', () => {
  const monitor = monitored({ port: 'http' });
  const broken = {
    ...monitor,
    spec: { ...(monitor.spec as object), endpoints: [{ port: 'http', intervall: '30s' }] },
  };
  expect(schemaErrors(CLUSTER.kubernetes, [broken])).toEqual([
    'ServiceMonitor shop: /spec/endpoints/0: unknown field "intervall"',
  ]);
});

test('a cluster without the Prometheus Operator is told of', () => {
  const app = new PlatformApp({ cluster: new Cluster(CLUSTER) });
  new ServiceMonitor(new Chart(app, 'team-a', { namespace: 'team-a' }), 'shop', {
    selector: SELECTOR,
    endpoints: [{ port: 'http' }],
  });
  expect(() => app.units()).toThrow('[team-a/shop] needs the kind ServiceMonitor of monitoring.coreos.com');
});
