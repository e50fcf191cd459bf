import * as fc from 'fast-check';
import {
  type Alert,
  Cluster,
  Dashboard,
  type DashboardProps,
  type DashboardRow,
  Namespace,
  type Panel,
  type PanelQuery,
  PROMETHEUS_OPERATOR,
  PrometheusRule,
  type PrometheusRuleProps,
  type RecordingRule,
  type RuleGroup,
  type ScrapeEndpoint,
  type ScrapeTls,
  ServiceMonitor,
  type ServiceMonitorProps,
} from '../../../../lib';
import { inChart, type Subject } from '../engine/subject';
import { labels, selector } from '../values/labels';
import { duration, interval } from '../values/monitoring';
import { dnsSubdomain } from '../values/names';
import { full, map, mostly, partial } from '../values/records';
import { text } from '../values/texts';

/** Declares something in a namespace of a cluster that has the Prometheus Operator. */
const watched: <Props>(declare: (home: Namespace, props: Props) => unknown) => Subject<Props>['declare'] =
  (declare) => (cluster, props) =>
    inChart(cluster, (chart) => {
      const { kubernetes, monitoring } = cluster;
      new Cluster({ kubernetes, monitoring, installed: [PROMETHEUS_OPERATOR] }).provideTo(chart);
      declare(new Namespace(chart, 'home'), props);
    });

const names = partial<{ name: string; labels: Readonly<Record<string, string>> }>({
  name: dnsSubdomain,
  labels,
});
const words = text.filter((each) => each.trim() !== '' && !/{{|}}/.test(each));

const key = fc.constantFrom('ca.crt', 'tls.ca', '.hidden', 'a'.repeat(253));
const tls = full<ScrapeTls>({
  serverName: dnsSubdomain,
  ca: fc
    .tuple(fc.constantFrom('secret', 'configMap'), dnsSubdomain, partial<{ key: string }>({ key }))
    .map(([kind, name, rest]) => ({ [kind]: name, ...rest })),
});
const authorization = fc.oneof(
  fc.constant('service-account' as const),
  full<{ secret: string; key: string }>({ secret: dnsSubdomain, key }),
);
const port = fc.constantFrom('http', 'metrics', 'a', 'x-2');
const endpoint: fc.Arbitrary<ScrapeEndpoint> = fc
  .tuple(
    full<Pick<ScrapeEndpoint, 'port'>>({ port }),
    partial<Pick<ScrapeEndpoint, 'path' | 'interval'>>({
      path: fc.constantFrom('/metrics', '/', '/a/b-c_d.e~f%20'),
      interval,
    }),
    fc.oneof(fc.constant({}), full({ tls }), full({ tls, authorization })),
    partial({ timeout: fc.constantFrom('1ms', '1s') }),
  )
  .map((parts) => Object.assign({}, ...parts) as ScrapeEndpoint);

/** {@link ServiceMonitor} under test. */
export const serviceMonitor: Subject<ServiceMonitorProps> = {
  name: 'ServiceMonitor',
  props: fc
    .tuple(
      full<Pick<ServiceMonitorProps, 'selector' | 'endpoints'>>({
        selector,
        endpoints: fc.array(endpoint, { minLength: 1, maxLength: 3 }),
      }),
      names,
    )
    .map(([must, rest]) => ({ ...must, ...rest })),
  declare: watched((home, props) => new ServiceMonitor(home, 'monitor', props)),
};

const expr = fc.constantFrom('up == 0', 'sum by (a) (rate(b_total{c="}"}[5m])) > 0.5', '1');
const ruleLabels = map(fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,10}$/), words).filter(
  (each) => !('severity' in each) && !('alertname' in each),
);
const alert: fc.Arbitrary<Alert> = fc
  .tuple(
    full<Omit<Alert, 'for' | 'labels'>>({
      alert: fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,30}$/),
      expr,
      severity: fc.constantFrom('critical', 'warning', 'info'),
      summary: words,
      description: mostly(words, fc.constant('{{ $labels.pod }} has {{ $value | humanize }}')),
      runbook: fc.constantFrom('https://runbooks.example.com/a.md', 'http://wiki/b?c=d#e'),
    }),
    partial<Pick<Alert, 'for' | 'labels'>>({ for: duration, labels: ruleLabels }),
  )
  .map(([must, rest]) => ({ ...must, ...rest }));
const record: fc.Arbitrary<RecordingRule> = fc
  .tuple(
    full<Omit<RecordingRule, 'labels'>>({
      record: fc.stringMatching(/^[A-Za-z_:][A-Za-z0-9_:]{0,30}$/),
      expr,
    }),
    partial<Pick<RecordingRule, 'labels'>>({ labels: ruleLabels }),
  )
  .map(([must, rest]) => ({ ...must, ...rest }));
const group: fc.Arbitrary<RuleGroup> = fc
  .tuple(
    full<Omit<RuleGroup, 'interval'>>({
      name: words,
      rules: fc.array(fc.oneof(alert, record), { minLength: 1, maxLength: 4 }),
    }),
    partial<Pick<RuleGroup, 'interval'>>({ interval: duration }),
  )
  .map(([must, rest]) => ({ ...must, ...rest }));

/** {@link PrometheusRule} under test. */
export const prometheusRule: Subject<PrometheusRuleProps> = {
  name: 'PrometheusRule',
  props: fc
    .tuple(fc.uniqueArray(group, { minLength: 1, maxLength: 3, selector: ({ name }) => name }), names)
    .map(([groups, rest]) => ({ groups, ...rest })),
  declare: watched((home, props) => new PrometheusRule(home, 'rules', props)),
};

const query: fc.Arbitrary<PanelQuery> = fc
  .tuple(full<Pick<PanelQuery, 'expr'>>({ expr }), partial<Pick<PanelQuery, 'legend'>>({ legend: text }))
  .map(([must, rest]) => ({ ...must, ...rest }));
const panel: fc.Arbitrary<Panel> = fc
  .tuple(
    full<Pick<Panel, 'title' | 'queries'>>({
      title: words,
      queries: fc.array(query, { minLength: 1, maxLength: 3 }),
    }),
    partial<Omit<Panel, 'title' | 'queries'>>({
      description: text,
      type: fc.constantFrom('timeseries', 'stat'),
      unit: fc.constantFrom('s', 'bytes', 'percentunit'),
    }),
  )
  .map(([must, rest]) => ({ ...must, ...rest }));
const row = full<DashboardRow>({ title: words, panels: fc.array(panel, { minLength: 1, maxLength: 4 }) });

/** {@link Dashboard} under test. */
export const dashboard: Subject<DashboardProps> = {
  name: 'Dashboard',
  props: fc
    .tuple(
      full<Pick<DashboardProps, 'title' | 'rows'>>({
        title: words,
        rows: fc.array(row, { minLength: 1, maxLength: 3 }),
      }),
      partial<Pick<DashboardProps, 'tags'>>({ tags: fc.array(text, { maxLength: 2 }) }),
      names,
    )
    .map(([must, ...rest]) => Object.assign({}, must, ...rest) as DashboardProps),
  declare: watched((home, props) => new Dashboard(home, 'dashboard', props)),
};
