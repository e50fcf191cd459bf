import { Construct } from 'constructs';
import { emit } from '../core/kube-object';
import type { StringMap } from '../core/labels';

/** Props of {@link PriorityQuota}. */
export interface PriorityQuotaProps {
  /** Name of the quota. */
  readonly name: string;
  /** Priority class of the pods. */
  readonly priorityClassName: string;
  /** Labels of the quota. */
  readonly labels: StringMap;
}

/**
 * More than any namespace has. The quota is there to admit pods, not to count them: every quota of the namespace counts
 * those of all operators in it, and those that are on their way out.
 */
const PODS = '100';

/** Whether a priority class is one of those that Kubernetes brings along for what the cluster itself needs. */
export function isSystemPriority(priorityClassName: string | undefined): priorityClassName is string {
  return priorityClassName === 'system-cluster-critical' || priorityClassName === 'system-node-critical';
}

/**
 * Admits pods of a system priority class to a namespace: clusters that limit them, as GKE does, take them where a quota
 * names the class alone, and in kube-system.
 *
 * Source: https://kubernetes.io/docs/concepts/policy/resource-quotas/#limit-priority-class-consumption-by-default
 */
export class PriorityQuota extends Construct {
  constructor(scope: Construct, id: string, { name, priorityClassName, labels }: PriorityQuotaProps) {
    super(scope, id);
    emit(
      this,
      'ResourceQuota',
      'v1/ResourceQuota',
      { name, labels },
      {
        spec: {
          hard: { pods: PODS },
          scopeSelector: {
            matchExpressions: [{ operator: 'In', scopeName: 'PriorityClass', values: [priorityClassName] }],
          },
        },
      },
    );
  }
}
