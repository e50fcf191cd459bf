import { Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import type { ApiResource } from '../../core/api-resources';
import { Namespace } from '../../core/namespace';
import { longestWays } from './longest-ways';

/** A kind that an operator needs, and what for. */
export interface NeededKind {
  readonly resource: ApiResource;
  /** What for, as a phrase that follows "needs … for": "what its controller of Queue owns". */
  readonly why: string;
}

/** A construct that is an operator. */
export interface OperatorConstruct extends Construct {
  /** Name of the operator. */
  readonly name: string;
  /** Namespace that it runs in. */
  readonly namespace: string;
}

/** An operator of an app, as far as others depend on it. */
export interface OperatorNode {
  /** The construct. */
  readonly construct: OperatorConstruct;
  /** Whether it works in namespaces that others bring. */
  readonly worksElsewhere: boolean;
  /** Custom kinds that it reconciles. */
  readonly reconciles: readonly ApiResource[];
  /** Custom kinds that it needs beside these. */
  readonly needs: readonly NeededKind[];
  /** Operators that it requires by name: constructs that are one, or hold several. */
  readonly requires: readonly IConstruct[];
}

/** That one operator requires another. */
export interface Edge {
  /** The one that requires. */
  readonly from: OperatorNode;
  /** The one that is required. */
  readonly to: OperatorNode;
  /** Why, as a phrase that follows "requires …". */
  readonly why: string;
}

const GRAPH = Symbol.for('cdk8s-platform.operators');

/**
 * The operators of an app and which requires which: by name, and where one needs a kind that another reconciles. What
 * follows from it is found when objects are rendered, and found again where an operator has joined since.
 */
export class OperatorGraph {
  /** The graph of the app that a construct is in. */
  static of(scope: IConstruct): OperatorGraph {
    const root = scope.node.root as { [GRAPH]?: OperatorGraph };
    root[GRAPH] ??= new OperatorGraph();
    return root[GRAPH];
  }

  private readonly nodes = new Map<IConstruct, OperatorNode>();
  private found?: Levels;

  /** Adds an operator. */
  join(node: OperatorNode): void {
    this.nodes.set(node.construct, node);
    this.found = undefined;
  }

  /** The operators at or below a construct. */
  within(scope: IConstruct): readonly OperatorNode[] {
    return [...this.nodes.values()].filter(({ construct }) => construct.node.scopes.includes(scope));
  }

  /** Every requirement. */
  get edges(): readonly Edge[] {
    return this.levels.edges;
  }

  /** Operators that require themselves through others, the first again at the end; `undefined` where none does. */
  get ring(): readonly OperatorNode[] | undefined {
    return this.levels.ring;
  }

  /** The longest chain of requirements from an operator on, itself first. */
  chain(construct: IConstruct): readonly OperatorNode[] {
    const node = this.nodes.get(construct);
    return (node && this.levels.chains.get(node)) ?? [];
  }

  /**
   * How many charts, one after the other, wait for the operators of a chart. None for a chart with an operator that is not
   * self-contained: it cannot be delivered before the charts that bring its namespaces.
   */
  waiting(chart: Chart): number {
    const charts = this.levels.waiting.get(chart)?.length ?? 1;
    return charts > 1 && this.within(chart).every(isSelfContained) ? charts - 1 : 0;
  }

  private get levels(): Levels {
    this.found ??= levelsOf([...this.nodes.values()]);
    return this.found;
  }
}

interface Levels {
  readonly edges: readonly Edge[];
  readonly chains: ReadonlyMap<OperatorNode, readonly OperatorNode[]>;
  readonly ring?: readonly OperatorNode[];
  readonly waiting: ReadonlyMap<Chart, readonly Chart[]>;
}

function levelsOf(nodes: readonly OperatorNode[]): Levels {
  const edges = edgesOf(nodes);
  const required = grouped(edges, ({ from, to }) => [from, to]);
  const requiring = grouped(
    edges.map(({ from, to }) => [Chart.of(from.construct), Chart.of(to.construct)] as const),
    ([from, to]) => [to, from],
  );
  const { ways, ring } = longestWays(nodes, (node) => required.get(node) ?? []);
  const charts = longestWays([...requiring.keys()], (chart) =>
    (requiring.get(chart) ?? []).filter((other) => other !== chart),
  );
  return { edges, chains: ways, ring, waiting: charts.ways };
}

function edgesOf(nodes: readonly OperatorNode[]): readonly Edge[] {
  const reconcilers = grouped(
    nodes.flatMap((node) => node.reconciles.map((resource) => ({ node, resource }))),
    ({ node, resource }) => [keyOf(resource), node],
  );
  return nodes.flatMap((from) => {
    const found = new Map<OperatorNode, Edge>();
    const add = (to: OperatorNode, why: string): void => {
      if (to !== from && !found.has(to)) found.set(to, { from, to, why });
    };
    for (const target of from.requires) {
      const meant = nodes.filter(({ construct }) => construct.node.scopes.includes(target));
      for (const to of meant) add(to, 'by `requires`');
    }
    for (const { resource, why } of from.needs) {
      for (const to of reconcilers.get(keyOf(resource)) ?? []) add(to, `for ${why}`);
    }
    return [...found.values()];
  });
}

function grouped<T, K, V>(items: readonly T[], entry: (item: T) => readonly [K, V]): ReadonlyMap<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const item of items) {
    const [key, value] = entry(item);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
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

function keyOf({ group, kind }: ApiResource): string {
  return `${group}/${kind}`;
}
