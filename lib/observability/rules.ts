import { inProp, PlatformError } from '../core/errors';
import type { StringMap } from '../core/labels';
import { checkDuration } from './duration';
import { checkExpression } from './expression';
import { checkRuleLabels, checkTemplate } from './rule-text';

/** How bad it is: somebody has to act now, soon, or may want to know. */
export type Severity = 'critical' | 'warning' | 'info';

const SEVERITIES: readonly Severity[] = ['critical', 'warning', 'info'];

/** A condition that somebody is told of. */
export interface Alert {
  /** Name: `ShopUnavailable`. */
  readonly alert: string;
  /** Expression in PromQL; each series of its result is an alert. */
  readonly expr: string;
  /**
   * How long it must hold before anybody is told: `5m`.
   * @default - not at all
   */
  readonly for?: string;
  /** How bad it is. */
  readonly severity: Severity;
  /** What is wrong, in a line; a template. */
  readonly summary: string;
  /** What is wrong, with what is known of it; a template: `{{ $labels.pod }} has {{ $value }} …`. */
  readonly description: string;
  /** Where it is written what to do: an http or https URL. */
  readonly runbook: string;
  /**
   * Labels beside the severity, by which alerts are routed; templates.
   * @default - none
   */
  readonly labels?: StringMap;
}

/** An expression whose result is stored under a name. */
export interface RecordingRule {
  /** Name of the metric that it makes, by convention `level:metric:operations`. */
  readonly record: string;
  /** Expression in PromQL. */
  readonly expr: string;
  /**
   * Labels that are added.
   * @default - none
   */
  readonly labels?: StringMap;
}

/** A rule as the API has it. */
export type RenderedRule = Readonly<Record<string, unknown>>;

/**
 * Renders a rule.
 * @throws PlatformError without a path for a part that Prometheus, or whoever is alerted, could do nothing with
 */
export function renderRule(rule: Alert | RecordingRule): RenderedRule {
  return 'alert' in rule ? renderAlert(rule) : renderRecord(rule);
}

function renderAlert(alert: Alert): RenderedRule {
  const { summary, description, runbook } = alert;
  return {
    alert: inProp('alert', () =>
      checkMatch(alert.alert, /^[A-Za-z][A-Za-z0-9]*$/, 'letters and digits, a letter first'),
    ),
    expr: inProp('expr', () => checkExpression(alert.expr)),
    ...(alert.for !== undefined && { for: inProp('for', () => checkDuration(alert.for as string)) }),
    labels: {
      ...inProp('labels', () => checkRuleLabels(alert.labels ?? {}, ['alertname', 'severity'])),
      severity: inProp('severity', () => checkSeverity(alert.severity)),
    },
    annotations: {
      summary: inProp('summary', () => checkTemplate(summary)),
      description: inProp('description', () => checkTemplate(description)),
      runbook_url: inProp('runbook', () => checkUrl(runbook)),
    },
  };
}

function renderRecord({ record, expr, labels }: RecordingRule): RenderedRule {
  return {
    record: inProp('record', () =>
      checkMatch(record, /^[A-Za-z_:][A-Za-z0-9_:]*$/, 'letters, digits, "_" and ":", no digit first'),
    ),
    expr: inProp('expr', () => checkExpression(expr)),
    ...(labels && { labels: inProp('labels', () => checkRuleLabels(labels, [])) }),
  };
}

/**
 * Returns a URL when it is one of http or https.
 * @throws PlatformError without a path when it is none
 */
export function checkUrl(url: string): string {
  if (typeof url === 'string' && /^https?:\/\/[^\s/]/.test(url) && URL.canParse(url)) return url;
  throw new PlatformError({
    problem: 'is not a URL',
    given: url,
    allowed: 'an absolute http or https URL, as whoever is alerted follows it from anywhere',
  });
}

function checkSeverity(severity: Severity): Severity {
  if (SEVERITIES.includes(severity)) return severity;
  throw new PlatformError({ problem: 'is not a severity', given: severity, allowed: SEVERITIES.join(', ') });
}

function checkMatch(name: string, pattern: RegExp, allowed: string): string {
  if (typeof name === 'string' && pattern.test(name)) return name;
  throw new PlatformError({ problem: 'is not a valid name', given: name, allowed });
}
