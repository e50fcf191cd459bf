import * as fc from 'fast-check';
import type { OperatorAlertName, OperatorMonitoringProps } from '../../../../lib';
import { OPERATOR_ALERTS } from '../../../../lib/operator/monitoring/alerts';
import { dnsSubdomain } from './names';
import { mostly, partial } from './records';

/** Durations of Prometheus, from the largest unit to the smallest. */
export const duration = fc
  .tuple(
    ...['y', 'w', 'd', 'h', 'm', 's', 'ms'].map((unit) =>
      fc.nat({ max: 90 }).map((count) => [count, unit] as const),
    ),
  )
  .chain((units) => fc.subarray(units, { minLength: 1, maxLength: 2 }))
  .filter((units) => units.some(([count]) => count > 0))
  .map((units) => units.map((unit) => unit.join('')).join(''));

/** How often something is scraped. */
export const interval = mostly(fc.constantFrom('5s', '15s', '30s', '1m', '59s999ms'), duration);

const alertName = fc.constantFrom(...(Object.keys(OPERATOR_ALERTS) as OperatorAlertName[]));
const withThreshold = alertName.filter((name) => OPERATOR_ALERTS[name].threshold !== undefined);
const severity = fc.constantFrom('critical', 'warning', 'info');
const alerts = fc.oneof(
  fc.uniqueArray(alertName).map((names) => Object.fromEntries(names.map((name) => [name, false]))),
  fc
    .tuple(
      withThreshold,
      partial({ severity, for: duration, threshold: fc.double({ min: 1e-9, max: 1e9, noNaN: true }) }),
    )
    .map(([name, tuning]) => ({ [name]: tuning })),
) as fc.Arbitrary<NonNullable<OperatorMonitoringProps['alerts']>>;

/** How an operator is watched. */
export const operatorMonitoring = partial<OperatorMonitoringProps>({
  metrics: fc.constantFrom('controller-runtime', 'other'),
  interval,
  certificateSecret: dnsSubdomain,
  runbooks: fc.constantFrom('https://runbooks.example.com', 'http://wiki.example.com/runbooks/'),
  alerts,
  dashboard: fc.boolean(),
});
