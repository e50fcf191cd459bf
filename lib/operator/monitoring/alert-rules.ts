import { inProp, PlatformError } from '../../core/errors';
import type { Alert, Severity } from '../../observability/rules';
import { OPERATOR_ALERTS, type OperatorAlertName } from './alerts';
import type { AlertFacts } from './operator-alert';
import { OperatorSeries, type SeriesOwner } from './operator-series';

/** What is different for an alert of one operator. */
export interface AlertTuning {
  /**
   * How bad it is.
   * @default - as {@link OperatorAlertName}'s runbook says
   */
  readonly severity?: Severity;
  /**
   * How long it must hold: `30m`.
   * @default - as its runbook says
   */
  readonly for?: string;
  /**
   * What is too much, or too little, in the unit that its runbook names.
   * @default - as its runbook says
   */
  readonly threshold?: number;
}

/** What is different for the alerts of one operator; `false` leaves one out. */
export type AlertTunings = { readonly [Name in OperatorAlertName]?: AlertTuning | false };

/** What the alerts of an operator are made from. */
export interface AlertRuleProps {
  readonly owner: SeriesOwner;
  readonly facts: AlertFacts;
  readonly tunings: AlertTunings;
  /** URL of the folder that the runbooks are in. */
  readonly runbooks: string;
}

/**
 * The alerts of an operator, each with the labels `operator` and `namespace`, which sums lose.
 * @throws PlatformError without a path for a tuning of an alert that there is not, or of a threshold that it has not
 */
export function alertRules({ owner, facts, tunings, runbooks }: AlertRuleProps): readonly Alert[] {
  for (const name of Object.keys(tunings)) refuseUnknown(name);
  const series = new OperatorSeries(owner);
  const all = Object.entries(OPERATOR_ALERTS) as [
    OperatorAlertName,
    (typeof OPERATOR_ALERTS)[OperatorAlertName],
  ][];
  return all.flatMap(([name, alert]): Alert[] => {
    const { applies = () => true } = alert;
    const tuning = tunings[name] ?? {};
    if (tuning === false || !applies(facts)) return [];
    const threshold = inProp(name, () => thresholdOf(alert.threshold, tuning.threshold));
    return [
      {
        alert: name,
        expr: alert.expr(series, threshold, facts),
        for: tuning.for ?? alert.for,
        severity: tuning.severity ?? alert.severity,
        summary: `Operator ${owner.namespace}/${owner.name} ${alert.summary}`,
        description: alert.description,
        runbook: `${runbooks.replace(/\/+$/, '')}/${name}.md`,
        labels: { namespace: owner.namespace, operator: owner.name },
      },
    ];
  });
}

function thresholdOf(usual: number | undefined, told: number | undefined): number {
  if (told === undefined) return usual ?? 0;
  if (usual !== undefined && Number.isFinite(told) && told > 0) return told;
  throw new PlatformError(
    {
      problem: usual === undefined ? 'has no threshold' : 'is not a threshold',
      given: told,
      allowed:
        usual === undefined
          ? 'a severity, and how long it must hold'
          : `a number above zero, such as ${usual}`,
    },
    { prop: 'threshold' },
  );
}

function refuseUnknown(name: string): void {
  if (Object.hasOwn(OPERATOR_ALERTS, name)) return;
  throw new PlatformError({
    problem: 'has no alert of this name',
    given: name,
    allowed: Object.keys(OPERATOR_ALERTS).join(', '),
  });
}
