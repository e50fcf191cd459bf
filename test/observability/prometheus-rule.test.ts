import { Chart } from 'cdk8s';
import {
  type Alert,
  Cluster,
  type Manifest,
  PlatformApp,
  PROMETHEUS_OPERATOR,
  PrometheusRule,
  type RuleGroup,
} from '../../lib';
import { promqlErrors } from '../support/promql';
import { schemaErrors } from '../support/schema-errors';
import { CLUSTER, only } from '../support/world';

const ALERT: Alert = {
  alert: 'ShopSlow',
  expr: 'shop:latency_seconds:p99 > 2',
  for: '10m',
  severity: 'warning',
  summary: 'The shop is slow',
  description: '{{ $labels.route }} takes {{ $value | humanizeDuration }}.',
  runbook: 'https://runbooks.example.com/ShopSlow.md',
  labels: { team: 'a' },
};
const GROUP: RuleGroup = {
  name: 'shop',
  interval: '1m',
  rules: [
    {
      record: 'shop:latency_seconds:p99',
      expr: 'histogram_quantile(0.99, sum by (route, le) (rate(shop_seconds_bucket[5m])))',
    },
    ALERT,
  ],
};

function ruled(...groups: readonly RuleGroup[]): Manifest {
  const app = new PlatformApp({ cluster: new Cluster({ ...CLUSTER, installed: [PROMETHEUS_OPERATOR] }) });
  new PrometheusRule(new Chart(app, 'team-a', { namespace: 'team-a' }), 'shop', { groups });
  const manifests = app.units().flatMap(({ objects }) => objects.map(({ manifest }) => manifest));
  expect(schemaErrors(CLUSTER.kubernetes, manifests)).toEqual([]);
  return only(manifests, 'PrometheusRule');
}

const withAlert = (changed: Partial<Alert>): RuleGroup => ({ name: 'g', rules: [{ ...ALERT, ...changed }] });

test('golden rules', () => {
  expect(ruled(GROUP)).toMatchSnapshot();
  expect(GROUP.rules.flatMap(({ expr }) => promqlErrors(expr))).toEqual([]);
});

test('an alert that fires at once has no time to hold for, and a group its own time only where it is stated', () => {
  const { for: _, ...atOnce } = ALERT;
  const { groups } = ruled({ name: 'g', rules: [atOnce] }).spec as {
    readonly groups: readonly [{ readonly rules: readonly [object] }];
  };
  expect(groups[0]).not.toHaveProperty('interval');
  expect(groups[0].rules[0]).not.toHaveProperty('for');
});

test.each<[string, Partial<Alert>, string]>([
  [
    'a name with a space',
    { alert: 'Shop slow' },
    'groups[0].rules[0].alert is not a valid name; given: "Shop slow"',
  ],
  ['an expression that ends too early', { expr: 'sum(up' }, 'groups[0].rules[0].expr lacks a )'],
  [
    'a time that is none',
    { for: '10 minutes' },
    'groups[0].rules[0].for is not a duration; given: "10 minutes"',
  ],
  [
    'an unknown severity',
    { severity: 'page' as 'info' },
    'severity is not a severity; given: "page"; allowed: critical, warning, info',
  ],
  ['no summary', { summary: ' ' }, 'summary is empty'],
  [
    'a template left open',
    { description: '{{ $value is much' },
    'description is a template that is left open',
  ],
  [
    'a template closed twice',
    { description: '{{ $value }} }}' },
    'description is a template that is left open',
  ],
  ['a template in a template', { description: '{{ {{ }} }}' }, 'description is a template that is left open'],
  [
    'a runbook without a host',
    { runbook: 'docs/runbooks/ShopSlow.md' },
    'runbook is not a URL; given: "docs/runbooks/ShopSlow.md"',
  ],
  [
    'a label with a dash',
    { labels: { 'my-team': 'a' } },
    'labels is not the name of a label; given: "my-team"',
  ],
  [
    'a severity among the labels',
    { labels: { severity: 'critical' } },
    'labels is set by the rule itself; given: "severity"',
  ],
])('%s is refused', (_, changed, message) => {
  expect(() => ruled(withAlert(changed))).toThrow(`[team-a/shop] `);
  expect(() => ruled(withAlert(changed))).toThrow(message);
});

test('names of metrics are those of Prometheus', () => {
  expect(() => ruled({ name: 'g', rules: [{ record: 'shop-latency', expr: 'up' }] })).toThrow(
    'rules[0].record is not a valid name; given: "shop-latency"',
  );
});

test('groups have names of their own, and rules as far as labels do not tell them apart', () => {
  expect(() => ruled(GROUP, GROUP)).toThrow('groups[1].name has the name of another group; given: "shop"');
  expect(() => ruled({ name: 'g', rules: [ALERT, ALERT] })).toThrow(
    'has two rules of one name and the same labels; given: "ShopSlow"',
  );
  expect(ruled({ name: 'g', rules: [ALERT, { ...ALERT, severity: 'critical' }] })).toBeDefined();
});

test('nothing is empty', () => {
  expect(() => ruled()).toThrow('groups is empty');
  expect(() => ruled({ name: '', rules: [ALERT] })).toThrow('groups[0].name is empty');
  expect(() => ruled({ name: 'g', rules: [] })).toThrow(
    'groups[0].rules is empty; given: []; allowed: at least a rule',
  );
});

test('the definition would tell of a time that is none', () => {
  const rule = ruled(GROUP);
  const broken = {
    ...rule,
    spec: { groups: [{ name: 'g', rules: [{ alert: 'A', expr: 'up', for: '10 minutes' }] }] },
  };
  expect(schemaErrors(CLUSTER.kubernetes, [broken])).toHaveLength(1);
});
