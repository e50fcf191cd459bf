import type { Construct, IConstruct } from 'constructs';
import type { StringMap } from './labels';

const CONTEXT = 'cdk8s-platform/labels';

/**
 * Gives labels to everything that is created below a construct: to objects, to the pods of workloads, and to what
 * selects these. Must come before its first child.
 */
export function setScopeLabels(scope: Construct, labels: StringMap): void {
  scope.node.setContext(CONTEXT, labels);
}

/** The labels that the scope of a construct gives. */
export function scopeLabelsOf(scope: IConstruct): StringMap {
  return scope.node.tryGetContext(CONTEXT) ?? {};
}
