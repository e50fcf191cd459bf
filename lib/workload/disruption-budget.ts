import { Construct } from 'constructs';
import { at, inProp, PlatformError } from '../core/errors';
import { emit } from '../core/kube-object';
import { checkSelector, type StringMap } from '../core/labels';
import { parseInteger, parseMaximum } from '../core/values/integer';

/** How many pods a drain may take at once; one of the two. */
export interface Disruption {
  /**
   * How many pods may be gone; fewer than there may be.
   * @default 1, unless `minAvailable` is given
   */
  readonly maxUnavailable?: number;
  /**
   * How many pods must stay; fewer than there are at the least.
   * @default - see `maxUnavailable`
   */
  readonly minAvailable?: number;
}

/** Props of {@link DisruptionBudget}. */
export interface DisruptionBudgetProps extends Disruption {
  /** Name of the budget. */
  readonly name: string;
  /** Labels that select the pods. */
  readonly selector: StringMap;
  /** How many pods there are, at the least. */
  readonly replicas: number;
  /**
   * How many pods there may become, where the number is not fixed.
   * @default - as many as `replicas`
   */
  readonly maxReplicas?: number;
  /**
   * Labels of the budget.
   * @default - none
   */
  readonly labels?: StringMap;
}

/** The half of a budget's spec that counts pods. */
type Bounds = { readonly maxUnavailable: number } | { readonly minAvailable: number };

/**
 * Parses how many pods a drain may take.
 * @param replicas how many pods there are, at the least
 * @param maxReplicas how many there may become; as many, where the number is fixed
 * @returns what the budget states; `undefined` where there is never more than one pod, which wants no budget
 * @throws PlatformError without a path for a budget that would block a drain, or protect nothing
 */
export function parseDisruption(
  { minAvailable, maxUnavailable }: Disruption,
  replicas: number,
  maxReplicas = replicas,
): Bounds | undefined {
  if (minAvailable !== undefined && maxUnavailable !== undefined) {
    throw new PlatformError({
      problem: 'states both minAvailable and maxUnavailable',
      given: { minAvailable, maxUnavailable },
      allowed: 'one of them',
    });
  }
  if (minAvailable !== undefined) {
    return { minAvailable: inProp('minAvailable', () => parseStaying(minAvailable, replicas)) };
  }
  const parsed = inProp('maxUnavailable', () => parseGone(maxUnavailable ?? 1, maxReplicas));
  return maxReplicas > 1 ? { maxUnavailable: parsed } : undefined;
}

function parseStaying(count: number, replicas: number): number {
  if (Number.isInteger(count) && count >= 1 && count < replicas) return count;
  throw new PlatformError({
    problem: `would let no pod of ${replicas} be evicted, or protects none`,
    given: count,
    allowed: replicas > 1 ? `an integer from 1 to ${replicas - 1}` : 'none where there may be a single pod',
    fix: 'use maxUnavailable: 1, or more replicas',
  });
}

function parseGone(count: number, maxReplicas: number): number {
  // A single pod has no budget, so what is stated for when there are more is no mistake.
  const many = maxReplicas > 1;
  return parseInteger(count, {
    min: 1,
    ...(many && { max: maxReplicas - 1 }),
    problem:
      many && count >= maxReplicas
        ? `would let all ${maxReplicas} pods be evicted at once, and so protects none`
        : 'would let no pod be evicted',
  });
}

/**
 * A PodDisruptionBudget that never blocks a drain, and always protects some pod: one that would not is
 * refused. For a single pod whose number is fixed none is emitted, since there is nothing to choose: with
 * `maxUnavailable` of 1 it would protect nothing, with `minAvailable` of 1 it would block every drain. Pods that are
 * not healthy are evicted in any case, since waiting for them would block the drain that may cure them.
 *
 * Throws a PlatformError for a budget that would block a drain or protect nothing, and for an empty selector.
 *
 * Source: https://kubernetes.io/docs/tasks/run-application/configure-pdb/
 */
export class DisruptionBudget extends Construct {
  constructor(scope: Construct, id: string, props: DisruptionBudgetProps) {
    super(scope, id);
    const replicas = at(this, 'replicas', () => parseInteger(props.replicas, { min: 0 }));
    const maxReplicas = at(this, 'maxReplicas', () =>
      parseMaximum(props.maxReplicas ?? replicas, replicas, 'replicas'),
    );
    const bounds = at(this, undefined, () => parseDisruption(props, replicas, maxReplicas));
    if (!bounds) return;
    emit(
      this,
      'PodDisruptionBudget',
      'policy/PodDisruptionBudget',
      { name: props.name, labels: props.labels },
      {
        spec: {
          ...bounds,
          selector: { matchLabels: at(this, 'selector', () => checkSelector(props.selector)) },
          unhealthyPodEvictionPolicy: 'AlwaysAllow',
        },
      },
    );
  }
}
