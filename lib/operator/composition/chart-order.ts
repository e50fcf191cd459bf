import { Chart } from 'cdk8s';
import { Namespace } from '../../core/namespace';
import { grouped } from './grouped';
import { longestWays } from './longest-ways';
import type { Edge, OperatorNode } from './operator-graph';

/**
 * How far charts of operators are delivered ahead of others. A chart waits for another when one of its operators requires
 * one of the other's.
 */
export class ChartOrder {
  private readonly operators: ReadonlyMap<Chart, readonly OperatorNode[]>;
  private readonly required: ReadonlyMap<Chart, readonly Chart[]>;
  private readonly waiting: ReadonlyMap<Chart, readonly Chart[]>;
  private readonly movable = new Map<Chart, boolean>();

  constructor(nodes: readonly OperatorNode[], edges: readonly Edge[]) {
    this.operators = grouped(nodes, (node) => [Chart.of(node.construct), node]);
    const between = edges
      .map(({ from, to }) => [Chart.of(from.construct), Chart.of(to.construct)] as const)
      .filter(([from, to]) => from !== to);
    this.required = grouped(between, (pair) => pair);
    const requiring = grouped(between, ([from, to]) => [to, from]);
    this.waiting = longestWays([...requiring.keys()], (chart) => requiring.get(chart) ?? []).ways;
  }

  /**
   * How many steps a chart is ahead: the longest chain of charts that wait for it. None for one that cannot be delivered
   * before the charts that bring namespaces, as it needs one of theirs, and none for those that wait for such a one.
   */
  lead(chart: Chart): number {
    const waiting = (this.waiting.get(chart)?.length ?? 1) - 1;
    return waiting > 0 && this.isMovable(chart) ? waiting : 0;
  }

  private isMovable(chart: Chart): boolean {
    const known = this.movable.get(chart);
    if (known !== undefined) return known;
    // Charts that wait for each other lead back here.
    this.movable.set(chart, true);
    const movable =
      (this.operators.get(chart) ?? []).every(isSelfContained) &&
      (this.required.get(chart) ?? []).every((other) => this.isMovable(other));
    this.movable.set(chart, movable);
    return movable;
  }
}

/** Whether all of an operator lands in namespaces that its own chart brings. */
function isSelfContained({ construct, worksElsewhere }: OperatorNode): boolean {
  if (worksElsewhere) return false;
  const { scopes, children } = construct.node;
  return [...scopes, ...children, ...Chart.of(construct).node.children].some(
    (other) =>
      other instanceof Namespace &&
      other.name === construct.namespace &&
      Chart.of(other) === Chart.of(construct),
  );
}
