import { addCheck } from '../../core/check';
import { setWaveOrder } from '../../core/wave-order';
import { requireKind } from '../../kind/required-kind';
import { type Controller, isCustom, resourceOf } from '../controller';
import type { OperatorScope } from '../scope';
import { type NeededKind, type OperatorConstruct, OperatorGraph } from './operator-graph';
import { orderCheck } from './order-check';
import { parseRequirements, type Requirement } from './requirement';
import { ringCheck } from './ring-check';
import { waveOrder } from './wave-order';

/** What an operator does, as far as it is in the company of others. */
export interface CompositionProps {
  /** What its controllers do. */
  readonly controllers: readonly Controller[];
  /** Where it does its work. */
  readonly scope: OperatorScope;
  /** What it cannot do without. */
  readonly requires?: readonly Requirement[];
}

/**
 * Puts an operator in order with the others of its app. Must come before its first child.
 * @throws PlatformError for a requirement that is none, or that the Cluster does not have
 */
export function joinOperators(operator: OperatorConstruct, props: CompositionProps): void {
  const { controllers, scope, requires = [] } = props;
  const graph = OperatorGraph.of(operator);
  const { operators, kinds } = parseRequirements(operator, requires);
  const reconciles = controllers
    .map((controller) => controller.for)
    .filter(isCustom)
    .map(resourceOf);
  const own = new Set(reconciles.map(({ group, kind }) => `${group}/${kind}`));
  const needs = [
    ...kinds.map((resource) => ({ resource, why: 'its `requires`' })),
    ...controllers.flatMap(neededBy),
  ].filter(({ resource: { group, kind } }) => !own.has(`${group}/${kind}`));
  graph.join({
    construct: operator,
    worksElsewhere: scope.names !== undefined,
    reconciles,
    needs,
    requires: operators,
  });
  for (const { resource, why } of needs) requireKind(operator, resource, why);
  setWaveOrder(operator, waveOrder(graph, operator));
  addCheck(operator, ringCheck(graph, operator));
  addCheck(operator, orderCheck(graph, operator));
}

function neededBy(controller: Controller): readonly NeededKind[] {
  const { kind } = resourceOf(controller.for);
  const uses = [
    ['owns', controller.owns],
    ['creates', controller.creates],
    ['watches', controller.watches],
    ['deletes', controller.deletes],
  ] as const;
  return uses.flatMap(([verb, kinds = []]) =>
    kinds.filter(isCustom).map((used) => ({
      resource: resourceOf(used),
      why: `what its controller of ${kind} ${verb}`,
    })),
  );
}
