import type { IConstruct } from 'constructs';
import type { Check } from '../../core/check';
import { pathOf } from '../../core/errors';
import type { OperatorGraph, OperatorNode } from './operator-graph';
import { ROOM } from './wave-order';

/** Operators that require each other have no order; and there is no room for a chain without end. */
export function ringCheck(graph: OperatorGraph, operator: IConstruct): Check {
  return () => {
    const path = pathOf(operator);
    const { ring } = graph;
    if (ring?.[0]?.construct === operator) {
      return [
        {
          path,
          prop: 'requires',
          problem: `leads back to the operator itself: ${namesOf(ring)}`,
          given: reasonsOf(graph, ring),
          fix: 'take one of these away, or make one operator of them: what each needs is there only after the other',
        },
      ];
    }
    const chain = graph.chain(operator);
    // Of those that are too long, the shortest says it all.
    if (ring || chain.length !== ROOM + 2) return [];
    return [
      {
        path,
        prop: 'requires',
        problem: `makes a chain of ${chain.length} operators, each of which waits for the next`,
        given: namesOf(chain),
        allowed: `at most ${ROOM + 1}, which fit between two waves`,
      },
    ];
  };
}

function namesOf(nodes: readonly OperatorNode[]): string {
  return nodes.map(({ construct }) => construct.name).join(' → ');
}

function reasonsOf({ edges }: OperatorGraph, ring: readonly OperatorNode[]): string {
  return ring
    .slice(1)
    .map((to, index) => edges.find((edge) => edge.from === ring[index] && edge.to === to))
    .map((edge) => edge && `${edge.from.construct.name} requires ${edge.to.construct.name} ${edge.why}`)
    .join('; ');
}
