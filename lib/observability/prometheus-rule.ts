import { Construct } from 'constructs';
import { Cluster } from '../core/cluster';
import { at, inProp, PlatformError } from '../core/errors';
import { KubeObject } from '../core/kube-object';
import type { StringMap } from '../core/labels';
import { PROMETHEUS_RULE } from '../installed/prometheus-operator';
import { requireKind } from '../kind/required-kind';
import { checkDuration } from './duration';
import { type Alert, type RecordingRule, type RenderedRule, renderRule } from './rules';

/** Rules that are evaluated one after the other, at one time. */
export interface RuleGroup {
  /** Name, which no other group of the object has. */
  readonly name: string;
  /**
   * How often they are evaluated: `1m`.
   * @default - as often as Prometheus evaluates rules
   */
  readonly interval?: string;
  /** The rules. */
  readonly rules: readonly (Alert | RecordingRule)[];
}

/** Props of {@link PrometheusRule}. */
export interface PrometheusRuleProps {
  /**
   * Name of the object.
   * @default - the construct's id
   */
  readonly name?: string;
  /** The rules. */
  readonly groups: readonly RuleGroup[];
  /**
   * Labels of the object, beside those by which the Cluster's Prometheus selects rules.
   * @default - none
   */
  readonly labels?: StringMap;
}

/**
 * Alerts and recording rules of Prometheus, for a cluster with the Prometheus Operator. Every alert says how bad it is,
 * what is wrong and where it is written what to do.
 *
 * Throws a PlatformError for a rule that Prometheus would not load: it drops all rules of an object then.
 */
export class PrometheusRule extends Construct {
  constructor(scope: Construct, id: string, props: PrometheusRuleProps) {
    super(scope, id);
    requireKind(this, PROMETHEUS_RULE, 'its alerts');
    const groups = at(this, undefined, () => renderGroups(props.groups));
    const labels = { ...Cluster.find(this)?.monitoring?.selectorLabels, ...props.labels };
    const metadata = { name: props.name ?? id, labels };
    new KubeObject(this, 'PrometheusRule', PROMETHEUS_RULE, metadata, { spec: { groups } }, { custom: true });
  }
}

function renderGroups(groups: readonly RuleGroup[]): readonly object[] {
  if (groups.length === 0) throw empty('groups', 'a group');
  const names = new Set<string>();
  return groups.map((group, index) =>
    inProp(`groups[${index}]`, () => {
      const rendered = renderGroup(group);
      if (names.has(group.name)) {
        throw new PlatformError(
          { problem: 'has the name of another group', given: group.name },
          { prop: 'name' },
        );
      }
      names.add(group.name);
      return rendered;
    }),
  );
}

function renderGroup({ name, interval, rules }: RuleGroup): object {
  if (typeof name !== 'string' || name.trim() === '') {
    throw new PlatformError({ problem: 'is empty', given: name, allowed: 'a name' }, { prop: 'name' });
  }
  if (rules.length === 0) throw empty('rules', 'a rule');
  const rendered = rules.map((rule, index) => inProp(`rules[${index}]`, () => renderRule(rule)));
  refuseTwins(rendered);
  return {
    name,
    ...(interval !== undefined && { interval: inProp('interval', () => checkDuration(interval)) }),
    rules: rendered,
  };
}

/** Two alerts of one name and the same labels are one to whoever is told, and so are two metrics. */
function refuseTwins(rules: readonly RenderedRule[]): void {
  const seen = new Set<string>();
  for (const { alert, record, labels } of rules) {
    const key = JSON.stringify([alert, record, labels]);
    if (seen.has(key)) {
      throw new PlatformError(
        {
          problem: 'has two rules of one name and the same labels',
          given: alert ?? record,
          fix: 'give them names of their own, or labels that tell them apart',
        },
        { prop: 'rules' },
      );
    }
    seen.add(key);
  }
}

function empty(prop: string, least: string): PlatformError {
  return new PlatformError({ problem: 'is empty', given: [], allowed: `at least ${least}` }, { prop });
}
