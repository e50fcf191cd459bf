import { Construct } from 'constructs';
import { at, fail } from '../core/errors';
import { emit } from '../core/kube-object';
import { checkSelector, type StringMap } from '../core/labels';

/** How many pods a drain may take at once; one of the two. */
export interface Disruption {
  /**
   * How many pods may be gone.
   * @default 1, unless `minAvailable` is given
   */
  readonly maxUnavailable?: number;
  /**
   * How many pods must stay; fewer than the replicas.
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
   * Labels of the budget.
   * @default - none
   */
  readonly labels?: StringMap;
}

/**
 * A PodDisruptionBudget that never blocks a drain: none is emitted for a single replica, of which no eviction
 * could ever be allowed, and one that would allow none is refused. Pods that are not healthy are evicted in any
 * case, since waiting for them would block the drain that may cure them.
 *
 * Source: https://kubernetes.io/docs/tasks/run-application/configure-pdb/
 */
export class DisruptionBudget extends Construct {
  constructor(scope: Construct, id: string, props: DisruptionBudgetProps) {
    super(scope, id);
    const { replicas, minAvailable, maxUnavailable } = props;
    if (minAvailable !== undefined && maxUnavailable !== undefined) {
      fail(this, undefined, {
        problem: 'states both minAvailable and maxUnavailable',
        given: { minAvailable, maxUnavailable },
        allowed: 'one of them',
      });
    }
    if (
      minAvailable !== undefined &&
      !(Number.isInteger(minAvailable) && minAvailable >= 1 && minAvailable < replicas)
    ) {
      fail(this, 'minAvailable', {
        problem: `would let no pod of ${replicas} be evicted, or protects none`,
        given: minAvailable,
        allowed: replicas > 1 ? `an integer from 1 to ${replicas - 1}` : 'none with a single replica',
        fix: 'use maxUnavailable: 1, or more replicas',
      });
    }
    if (maxUnavailable !== undefined && !(Number.isInteger(maxUnavailable) && maxUnavailable >= 1)) {
      fail(this, 'maxUnavailable', {
        problem: 'would let no pod be evicted',
        given: maxUnavailable,
        allowed: 'an integer from 1 on',
      });
    }
    if (replicas <= 1) return;
    emit(
      this,
      'PodDisruptionBudget',
      'policy/PodDisruptionBudget',
      { name: props.name, labels: props.labels },
      {
        spec: {
          ...(minAvailable === undefined ? { maxUnavailable: maxUnavailable ?? 1 } : { minAvailable }),
          selector: { matchLabels: at(this, 'selector', () => checkSelector(props.selector)) },
          unhealthyPodEvictionPolicy: 'AlwaysAllow',
        },
      },
    );
  }
}
