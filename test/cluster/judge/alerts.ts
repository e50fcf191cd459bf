import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderRule } from '../../../lib/observability/rules';
import { alertRules } from '../../../lib/operator/monitoring/alert-rules';
import type { AlertCase, Operator } from '../fixtures/alerts';

/** The operator that alerts are judged of. */
export const OPERATOR: Operator = { name: 'op', namespace: 'ops' };

const rules = alertRules({
  owner: { ...OPERATOR, service: 'op-metrics' },
  facts: {
    controllerRuntime: true,
    certificates: ['op-metrics'],
    webhooks: ['validate.op.example.com'],
    conversions: ['ops.example.com'],
  },
  tunings: {},
  runbooks: 'https://runbooks.example.com',
});

/** Judges alerts by promtool, as Prometheus evaluates them: what is not as it should be; empty if all is. */
export function judgeAlerts(promtool: string, cases: readonly AlertCase[], operator = OPERATOR): string {
  const folder = mkdtempSync(join(tmpdir(), 'alerts-'));
  try {
    const groups = [{ name: 'operator', rules: rules.map(renderRule) }];
    const tests = cases.map((judged) => testOf(judged, operator));
    // promtool reads YAML, which JSON is.
    writeFileSync(join(folder, 'rules.json'), JSON.stringify({ groups }));
    const test = { rule_files: ['rules.json'], evaluation_interval: '1m', tests };
    writeFileSync(join(folder, 'tests.json'), JSON.stringify(test));
    const check = run(promtool, folder, ['check', 'rules', '--lint=all', '--lint-fatal', 'rules.json']);
    return check || run(promtool, folder, ['test', 'rules', 'tests.json']);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(promtool: string, cwd: string, args: readonly string[]): string {
  const { error, status, stdout, stderr } = spawnSync(promtool, args, { cwd, encoding: 'utf8' });
  if (error) throw error;
  return status === 0 ? '' : `${stdout}${stderr}`;
}

function testOf({ what, alert, series, at, fires }: AlertCase, operator: Operator): object {
  const rule = rules.find((each) => each.alert === alert);
  if (!rule) throw new Error(`there is no ${alert}`);
  const expected = fires && {
    exp_labels: { ...fires.labels, severity: rule.severity, ...rule.labels },
    exp_annotations: { summary: rule.summary, description: fires.description, runbook_url: rule.runbook },
  };
  return {
    name: `${alert}: ${what}`,
    interval: '1m',
    input_series: Object.entries(series(operator)).map(([name, values]) => ({ series: name, values })),
    alert_rule_test: [{ eval_time: at, alertname: alert, exp_alerts: expected ? [expected] : [] }],
  };
}
