import type { Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import type { ApiResource } from '../../core/api-resources';
import { perApp } from '../../core/per-app';
import { ChartOrder } from './chart-order';
import { grouped } from './grouped';
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

const graphOf = perApp('operator-graph', () => new OperatorGraph());

/**
 * The operators of an app and which requires which: by name, and where one needs a kind that another reconciles. What
 * follows from it is found when objects are rendered, and found again where an operator has joined since.
 */
export class OperatorGraph {
  /** The graph of the app that a construct is in. */
  static of(scope: IConstruct): OperatorGraph {
    return graphOf(scope);
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

  /** How many steps the chart of operators is delivered ahead of others. */
  lead(chart: Chart): number {
    return this.levels.charts.lead(chart);
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
  readonly charts: ChartOrder;
}

function levelsOf(nodes: readonly OperatorNode[]): Levels {
  const edges = edgesOf(nodes);
  const required = grouped(edges, ({ from, to }) => [from, to]);
  const { ways, ring } = longestWays(nodes, (node) => required.get(node) ?? []);
  return { edges, chains: ways, ring, charts: new ChartOrder(nodes, edges) };
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

function keyOf({ group, kind }: ApiResource): string {
  return `${group}/${kind}`;
}
