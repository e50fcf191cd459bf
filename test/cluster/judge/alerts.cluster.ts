import { OPERATOR_ALERTS } from '../../../lib/operator/monitoring/alerts';
import { promtool } from '../binaries/locate';
import { ALERT_CASES, type AlertCase } from '../fixtures/alerts';
import { judgeAlerts } from './alerts';

const program = promtool();
if (!program && process.env.CDK8S_PLATFORM_REQUIRE_CLUSTERS) throw new Error('promtool is not built');
const whenBuilt = program ? test : test.skip;
const judge = (cases: readonly AlertCase[], operator?: Parameters<typeof judgeAlerts>[2]): string =>
  judgeAlerts(program ?? '', cases, operator);

test('there is a case of every alert that fires, and one that does not', () => {
  const names = Object.keys(OPERATOR_ALERTS).sort();
  const those = (fires: boolean): readonly string[] =>
    [
      ...new Set(
        ALERT_CASES.filter((each) => (each.fires !== undefined) === fires).map(({ alert }) => alert),
      ),
    ].sort();
  expect(those(true)).toEqual(names);
  expect(those(false)).toEqual(names);
});

whenBuilt('alerts fire on what they are for, with what is told, and on nothing near to it', () => {
  expect(judge(ALERT_CASES)).toBe('');
});

// That an operator has no metrics is what the metrics of others never tell.
const ofOthers = ALERT_CASES.filter(({ alert, fires }) => fires && alert !== 'OperatorMetricsAbsent').map(
  (each): AlertCase => ({ ...each, fires: undefined }),
);

whenBuilt.each([
  { name: 'op', namespace: 'elsewhere' },
  { name: 'op-x', namespace: 'ops' },
])('what happens to $namespace/$name is no matter of ops/op', (other) => {
  // Webhooks and definitions have no namespace: their names are their own in the cluster.
  const clusterWide = ['OperatorConversionFailing', 'OperatorWebhookUnreachable'];
  const cases = ofOthers.filter(({ alert }) => other.name !== 'op' || !clusterWide.includes(alert));
  expect(judge(cases, other)).toBe('');
});

whenBuilt('a case that is not as it should be is found', () => {
  const [first] = ALERT_CASES;
  const wrong = { ...first, fires: undefined } as AlertCase;
  expect(judge([wrong])).toContain('OperatorUnavailable');
});
