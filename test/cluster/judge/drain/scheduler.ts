import type { Node } from './nodes';
import type { Pod, SpreadConstraint } from './pods';

/**
 * The node that a scheduler would choose for a pod, by its spread alone: the one in whose domains the fewest pods are
 * that it is to be spread from. Undefined where no node is open, or a hard constraint allows none of them.
 */
export function choose(pod: Pod, pods: readonly Pod[], nodes: readonly Node[]): Node | undefined {
  const { topologySpreadConstraints: constraints = [] } = pod.spec;
  const open = nodes.filter((node) => !node.cordoned);
  const allowed = open.filter((node) => constraints.every((constraint) => allows(constraint, node)));
  const crowd = (node: Node): number =>
    constraints.reduce((sum, constraint) => sum + counted(constraint, node), 0);
  return allowed.toSorted((a, b) => crowd(a) - crowd(b))[0];

  /** How many pods a domain of a node has; those that are going count no more. */
  function counted({ topologyKey, labelSelector }: SpreadConstraint, { labels }: Node): number {
    const domain = new Set(
      nodes.filter((node) => node.labels[topologyKey] === labels[topologyKey]).map(({ name }) => name),
    );
    return pods.filter(
      ({ metadata, spec }) =>
        metadata.deletionTimestamp === undefined &&
        domain.has(spec.nodeName ?? '') &&
        Object.entries(labelSelector.matchLabels).every(([key, value]) => metadata.labels?.[key] === value),
    ).length;
  }

  // Cordoned nodes are domains as well, unless a constraint says otherwise, which none of this library does.
  function allows(constraint: SpreadConstraint, node: Node): boolean {
    if (constraint.whenUnsatisfiable === 'ScheduleAnyway') return true;
    const least = Math.min(...nodes.map((other) => counted(constraint, other)));
    return counted(constraint, node) + 1 - least <= constraint.maxSkew;
  }
}
