import { Chart } from 'cdk8s';
import {
  type Alert,
  CERT_MANAGER,
  Cluster,
  type ClusterProps,
  Dashboard,
  type DashboardProps,
  Namespace,
  type OperatorMonitoringProps,
  PROMETHEUS_OPERATOR,
  PrometheusRule,
  type ScrapeEndpoint,
  ServiceMonitor,
} from '../../lib';
import { CLUSTER } from '../support/world';
import { type Case, operator, type World } from './case';

const WATCHED = {
  ...CLUSTER,
  monitoring: { namespace: 'monitoring', runbooks: 'https://runbooks.example.com' },
  installed: [CERT_MANAGER, PROMETHEUS_OPERATOR],
} satisfies ClusterProps;

/** The world with another cluster. */
function on({ app }: World, cluster: ClusterProps): World {
  const chart = new Chart(app, 'watched');
  new Cluster(cluster).provideTo(chart);
  return { app, chart };
}

const watch = (world: World, monitoring: OperatorMonitoringProps, cluster: ClusterProps = WATCHED): unknown =>
  operator(on(world, cluster), { monitoring });

const monitor = (world: World, endpoint: Partial<ScrapeEndpoint>): unknown =>
  new ServiceMonitor(new Namespace(on(world, WATCHED).chart, 'home'), 'shop', {
    selector: { app: 'shop' },
    endpoints: [{ port: 'metrics', ...endpoint }],
  });

const alert = (world: World, changed: Partial<Alert>): unknown =>
  new PrometheusRule(new Namespace(on(world, WATCHED).chart, 'home'), 'shop', {
    groups: [
      {
        name: 'shop',
        rules: [
          {
            alert: 'ShopDown',
            expr: 'up == 0',
            severity: 'critical',
            summary: 'The shop is down',
            description: 'Nobody can buy.',
            runbook: 'https://runbooks.example.com/ShopDown.md',
            ...changed,
          },
        ],
      },
    ],
  });

const dashboard = ({ chart }: World, rows: DashboardProps['rows']): unknown =>
  new Dashboard(new Namespace(chart, 'home'), 'shop', { title: 'Shop', rows });

const TLS = { serverName: 'shop.home.svc', ca: { secret: 'shop-tls' } };

/** Bad input of monitors, rules, dashboards and of how operators are watched. */
export const OPERATOR_OBSERVABILITY: readonly Case[] = [
  {
    name: 'an operator watched without a certificate that can be verified',
    declare: (world) => watch(world, {}, { ...WATCHED, installed: [PROMETHEUS_OPERATOR] }),
    says: [
      '[watched/op] monitoring needs a certificate',
      'certificateSecret',
      'op-metrics.op.svc',
      'monitoring: false',
    ],
  },
  {
    name: 'an operator watched by nobody knows whom',
    declare: (world) => watch(world, {}, { ...WATCHED, monitoring: undefined }),
    says: ['does not state who may read its metrics', 'serviceAccountName', 'monitoring: false'],
  },
  {
    name: 'alerts of an operator without runbooks',
    declare: (world) => watch(world, {}, { ...WATCHED, monitoring: { namespace: 'monitoring' } }),
    says: ['runbooks is not stated', 'docs/runbooks', 'new Cluster({ monitoring'],
  },
  {
    name: 'runbooks of an operator that no one can follow',
    declare: (world) => watch(world, { runbooks: 'docs/runbooks' }),
    says: ['runbooks is not a URL', 'given: "docs/runbooks"', 'absolute http or https URL'],
  },
  {
    name: 'a scrape of an operator that is too rare for its alerts',
    declare: (world) => watch(world, { interval: '5m' }),
    says: ['interval is too long', 'given: "5m"', 'at most 1m'],
  },
  {
    name: 'an alert of an operator that there is not',
    declare: (world) => watch(world, { alerts: { OperatorSleepy: false } as object }),
    says: ['alerts has no alert of this name', 'given: "OperatorSleepy"', 'OperatorNoLeader'],
  },
  {
    name: 'a threshold of an alert that has none',
    declare: (world) => watch(world, { alerts: { OperatorNoLeader: { threshold: 2 } } }),
    says: ['alerts.OperatorNoLeader.threshold has no threshold', 'given: 2', 'a severity, and how long'],
  },
  {
    name: 'a threshold of an alert below zero',
    declare: (world) => watch(world, { alerts: { OperatorQueueDepth: { threshold: -1 } } }),
    says: ['alerts.OperatorQueueDepth.threshold is not a threshold', 'given: -1', 'above zero, such as 100'],
  },
  {
    name: 'a Secret for the metrics of an operator that cannot be',
    declare: (world) => watch(world, { certificateSecret: 'Op_TLS' }),
    says: ['monitoring.certificateSecret is not a valid name', 'given: "Op_TLS"', 'RFC 1123 subdomain'],
  },
  {
    name: 'labels that no monitor can have',
    declare: () =>
      new Cluster({ ...CLUSTER, monitoring: { namespace: 'm', selectorLabels: { 'a b': 'c' } } }),
    says: ['Cluster.monitoring.selectorLabels is not a label', 'given: "a b"'],
  },
  {
    name: 'a token that any server would be shown',
    declare: (world) => monitor(world, { authorization: 'service-account' }),
    says: ['[watched/home/shop] endpoints[0].authorization would show the token', 'state `tls`'],
  },
  {
    name: 'a certificate authority that is nowhere',
    declare: (world) => monitor(world, { tls: { serverName: 'shop.home.svc', ca: {} } }),
    says: ['endpoints[0].tls.ca is not known where to find', 'either `secret` or `configMap`'],
  },
  {
    name: 'a server whose name is none',
    declare: (world) => monitor(world, { tls: { ...TLS, serverName: 'https://shop' } }),
    says: ['endpoints[0].tls.serverName is not a valid name', 'given: "https://shop"'],
  },
  {
    name: 'a scrape interval without a unit',
    declare: (world) => monitor(world, { interval: '30' }),
    says: ['endpoints[0].interval is not a duration', 'given: "30"', '30s, 1h30m'],
  },
  {
    name: 'a scrape that may take longer than the time between two',
    declare: (world) => monitor(world, { interval: '10s', timeout: '15s' }),
    says: ['endpoints[0].timeout is longer than the interval', 'given: "15s"', 'at most 10s'],
  },
  {
    name: 'a path of metrics with a query',
    declare: (world) => monitor(world, { path: '/metrics?format=prometheus' }),
    says: ['endpoints[0].path is not the path of a URL', 'without a query'],
  },
  {
    name: 'a port of a Service by its number',
    declare: (world) => monitor(world, { port: '8080' }),
    says: ['endpoints[0].port is not a port name', 'given: "8080"', 'IANA_SVC_NAME'],
  },
  {
    name: 'an alert whose expression is left open',
    declare: (world) => alert(world, { expr: 'sum(rate(errors_total[5m])' }),
    says: ['[watched/home/shop] groups[0].rules[0].expr lacks a )', 'PromQL'],
  },
  {
    name: 'an alert of an unknown severity',
    declare: (world) => alert(world, { severity: 'page' as 'info' }),
    says: ['groups[0].rules[0].severity is not a severity', 'given: "page"', 'critical, warning, info'],
  },
  {
    name: 'an alert whose template is left open',
    declare: (world) => alert(world, { description: 'takes {{ $value | humanizeDuration' }),
    says: ['groups[0].rules[0].description is a template that is left open', '{{ and }} in pairs'],
  },
  {
    name: 'an alert without a runbook that can be followed',
    declare: (world) => alert(world, { runbook: 'ShopDown.md' }),
    says: ['groups[0].rules[0].runbook is not a URL', 'given: "ShopDown.md"'],
  },
  {
    name: 'a dashboard that shows nothing',
    declare: (world) => dashboard(world, []),
    says: ['[chart/home/shop] rows is empty', 'at least one row'],
  },
  {
    name: 'a panel whose query is none',
    declare: (world) =>
      dashboard(world, [{ title: 'R', panels: [{ title: 'P', queries: [{ expr: 'up{job="shop}' }] }] }]),
    says: ['rows[0].panels[0].queries[0].expr has a string that " opens', 'PromQL'],
  },
];
