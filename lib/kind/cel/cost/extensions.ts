import type { Overload } from '../library/overload';
import { Factor } from './factors';
import { type CallCost, type Node, sizeOf } from './node';
import { exactly, product, type Range, sum, times } from './range';

/**
 * What the extensions of CEL take their functions on lists and sets to cost.
 * Sources: ext/lists.go and ext/sets.go of github.com/google/cel-go.
 */
export function extensionCost(
  { name, params }: Overload,
  target: Node | undefined,
  args: readonly Node[],
): CallCost | undefined {
  const [first, second] = args;
  const [isList, isNested] = [params[0]?.kind === 'list', params[0]?.params[0]?.kind === 'list'];
  switch (name) {
    case 'slice':
      return made(1, exactly(integerOf(second, sizeOf(target).max) - integerOf(first, 0)));
    case 'lists.range':
      return made(1, exactly(integerOf(first, Number.MAX_SAFE_INTEGER)));
    case 'reverse':
      return made(1, sizeOf(target));
    case 'flatten':
      return isNested || isList
        ? made(first ? integerOf(first, Number.MAX_SAFE_INTEGER) : 1, sizeOf(target))
        : undefined;
    case 'distinct':
      return made(2, product(sizeOf(target), sizeOf(target)));
    case 'sort':
      return made(comparison(params[0]?.params[0]?.kind), product(sizeOf(target), sizeOf(target)));
    case '@sortByAssociatedKeys':
      return made(comparison(params[1]?.params[0]?.kind), product(sizeOf(first), sizeOf(first)));
    case 'sets.contains':
    case 'sets.intersects':
      return { cost: sum(product(sizeOf(first), sizeOf(second)), exactly(1)) };
    case 'sets.equivalent':
      return { cost: sum(times(product(sizeOf(first), sizeOf(second)), 2), exactly(1)) };
    default:
      return undefined;
  }
}

function comparison(kind: string | undefined): number {
  return kind === 'string' || kind === 'bytes' ? 2 + Factor.TEXT : 2;
}

function made(factor: number, size: Range): CallCost {
  return { cost: sum(times(size, factor), exactly(1), exactly(Factor.LIST)), size };
}

function integerOf(node: Node | undefined, otherwise: number): number {
  const { expr } = node ?? {};
  if (expr?.kind !== 'literal' || typeof expr.value !== 'bigint') return otherwise;
  return Math.max(Number(expr.value), 0);
}
