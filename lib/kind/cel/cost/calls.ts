import type { Overload } from '../library/overload';
import { Operator } from '../syntax/expr';
import { Factor } from './factors';
import { type CallCost, type Node, sizeOf } from './node';
import { exactly, product, type Range, sum, times, union } from './range';

const ONE = exactly(1);
const COMPARISONS = ['_<_', '_<=_', '_>_', '_>=_'];

function read(node: Node | undefined): Range {
  return times(sizeOf(node), Factor.TEXT);
}

/**
 * What the functions of CEL itself cost, their arguments included.
 * Source: functionCost in checker/cost.go of github.com/google/cel-go.
 */
export function standardCost(
  { name, params }: Overload,
  target: Node | undefined,
  args: readonly Node[],
  argCosts: readonly Range[],
): CallCost {
  const [first, second, third] = args;
  const [firstCost = ONE, secondCost = ONE, thirdCost = ONE] = argCosts;
  const withArgs = (cost: Range, size?: Range): CallCost => ({ cost: sum(cost, ...argCosts), size });
  const kind = params[0]?.kind;
  const isText = kind === 'string' || kind === 'bytes';
  if (isText && COMPARISONS.includes(name)) return withArgs(compareCost(first, second));
  switch (name) {
    case 'format':
      return withArgs(read(target));
    case 'bytes':
      if (kind !== 'string') break;
      return withArgs(read(first), product(sizeOf(first), { min: 1, max: 4 }));
    case 'string':
      if (kind !== 'bytes') break;
      return withArgs(read(first), { min: Math.floor(sizeOf(first).min / 4), max: sizeOf(first).max });
    case 'strings.quote':
      return withArgs(read(first), sum(product(sizeOf(first), { min: 1, max: 2 }), exactly(2)));
    case 'startsWith':
    case 'endsWith':
      return withArgs(read(first));
    case 'matches':
      return withArgs(target ? matchCost(target, first) : matchCost(first, second));
    case 'contains':
      return withArgs(product(read(target), read(first)));
    case Operator.IN:
      return withArgs(params[1]?.kind === 'list' ? sizeOf(second) : ONE);
    case Operator.AND:
    case Operator.OR:
      return { cost: { min: firstCost.min, max: sum(firstCost, secondCost).max } };
    case Operator.CONDITIONAL:
      return {
        cost: sum(firstCost, union(secondCost, thirdCost)),
        size: union(sizeOf(second), sizeOf(third)),
      };
    case Operator.ADD: {
      const size = sum(sizeOf(first), sizeOf(second));
      if (kind === 'list') return withArgs(ONE, size);
      if (isText) return withArgs(times(size, Factor.TEXT), size);
      break;
    }
    case Operator.EQUALS:
    case Operator.NOT_EQUALS:
      return withArgs(compareCost(first, second));
  }
  return withArgs(ONE);
}

function matchCost(text: Node | undefined, pattern: Node | undefined): Range {
  const read = times(sum(sizeOf(text), ONE), Factor.TEXT);
  return product(read, times(sizeOf(pattern), Factor.PATTERN));
}

function compareCost(left: Node | undefined, right: Node | undefined): Range {
  const max = Math.min(sizeOf(left).max, sizeOf(right).max);
  return times({ min: max > 0 ? 1 : 0, max }, Factor.TEXT);
}
