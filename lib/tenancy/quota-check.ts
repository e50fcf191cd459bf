import type { Check, Finding } from '../core/check';
import { Quantity } from '../core/values/quantity';
import type { ComputeResourcesSpec } from '../workload/resources';
import type { Hard } from './budget';
import { usageOf } from './usage';

/** What the check needs to know of a namespace. */
export interface QuotaFacts {
  /** Path of the namespace's construct. */
  readonly path: string;
  /** Name of the namespace. */
  readonly namespace: string;
  /** The quota. */
  readonly hard: Hard;
  /** What containers get that state nothing. */
  readonly defaults: ComputeResourcesSpec;
}

/**
 * The quota of a namespace holds its own workloads at their largest: with every autoscaler at its maximum and every
 * rollout surging at once, which is what a sync does that changes the whole tenant. Otherwise pods would go missing
 * with no sign but an event on their ReplicaSet.
 *
 * Pods of DaemonSets are not counted, since their number is that of the nodes; nor are those that operators
 * create from custom resources.
 */
export function quotaCheck(facts: QuotaFacts): Check {
  return (objects) => {
    const used = usageOf(objects.inNamespace(facts.namespace), facts.defaults);
    return Object.entries(facts.hard).flatMap(([name, hard]): readonly Finding[] => {
      const needed = used.get(name);
      if (!needed || needed.compare(Quantity.of(hard)) <= 0) return [];
      return [
        {
          path: facts.path,
          prop: 'budget',
          problem:
            `is below what the workloads of namespace ${facts.namespace} need at their largest, ` +
            `with every rollout surging: ${name} ${hard}, needed ${needed}`,
          given: hard,
          allowed: `at least ${needed}`,
          fix: 'raise the budget, or lower replicas, autoscaling or resources',
        },
      ];
    });
  };
}
