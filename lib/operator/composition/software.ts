import type { InstalledSoftware } from '../../core/installed-software';
import { available, established } from '../../installed/ready';
import type { OperatorNode } from './operator-graph';

/**
 * What others may count on once operators are installed: the kinds that they reconcile, and that the API server serves
 * these and enough pods of each operator answer.
 */
export function softwareOf(
  name: string,
  namespace: string,
  operators: readonly OperatorNode[],
): InstalledSoftware {
  const kinds = operators.flatMap(({ reconciles }) => reconciles);
  const names = operators.map(({ construct }) => construct.name);
  return {
    name,
    namespaces: [namespace],
    kinds,
    ready: [...established(kinds), ...available(namespace, names)],
  };
}
