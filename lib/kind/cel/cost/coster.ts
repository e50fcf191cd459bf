import type { Declaration } from '../declarations';
import type { Overload } from '../library/overload';
import { type Call, type Comprehension, type Expr, Operator } from '../syntax/expr';
import type { Checked } from '../types/checker';
import { standardCost } from './calls';
import { type Era, NEWEST } from './era';
import { extensionCost } from './extensions';
import { Factor } from './factors';
import { kubernetesCost } from './kubernetes';
import type { CallCost, Node } from './node';
import { exactly, product, type Range, sum, UNKNOWN, union } from './range';
import { Sizes, type Unbounded } from './sizes';

/** What an expression costs. */
export interface Cost {
  /** The least and the most. */
  readonly range: Range;
  /** What it reads that has no bound. */
  readonly unbounded: readonly Unbounded[];
}

/**
 * What an API server takes an expression to cost, for one value of the schema.
 * Source: checker/cost.go of github.com/google/cel-go.
 */
export function costOf(checked: Checked, root: Declaration, era: Era = NEWEST): Cost {
  const sizes = new Sizes(checked, root, era);
  const range = new Coster(checked, sizes, era).cost(checked.expr);
  return { range, unbounded: [...sizes.unbounded.values()] };
}

const ACCESS = exactly(1);
const NOTHING = exactly(0);

class Coster {
  constructor(
    private readonly checked: Checked,
    private readonly sizes: Sizes,
    private readonly era: Era,
  ) {}

  cost(expr: Expr): Range {
    const named = this.checked.names.get(expr)?.name;
    if (named !== undefined) return this.name(expr, named);
    switch (expr.kind) {
      case 'literal':
        return NOTHING;
      case 'ident':
        return this.name(expr, expr.name);
      case 'select': {
        const operand = this.cost(expr.operand);
        if (expr.test) return operand;
        const { kind } = this.sizes.typeOf(expr.operand);
        this.sizes.place(expr, [...this.sizes.pathOf(expr.operand), expr.field]);
        return kind === 'map' || kind === 'object' ? sum(operand, ACCESS) : operand;
      }
      case 'call':
        return expr.name === 'dyn' && this.era.knowsEntries ? this.dyn(expr) : this.call(expr);
      case 'list': {
        const costs = expr.items.map((item) => this.cost(item));
        this.sizes.setEntries(expr, { kind: 'list', key: ACCESS, value: this.sizes.ofAny(expr.items) });
        return sum(exactly(Factor.LIST), ...costs);
      }
      case 'map': {
        const costs = expr.entries.map(({ key, value }) => sum(this.cost(key), this.cost(value)));
        const key = this.sizes.ofAny(expr.entries.map((entry) => entry.key));
        const value = this.sizes.ofAny(expr.entries.map((entry) => entry.value));
        this.sizes.setEntries(expr, { kind: 'map', key, value });
        return sum(exactly(Factor.MAP), ...costs);
      }
      case 'comprehension':
        return isBinding(expr) && this.era.knowsEntries ? this.binding(expr) : this.loop(expr);
    }
  }

  private name(expr: Expr, name: string): Range {
    this.sizes.placeName(expr, name);
    return ACCESS;
  }

  private call(call: Call): Range {
    const argCosts = call.args.map((arg) => this.cost(arg));
    const args = call.args.map((arg) => this.sizes.nodeOf(arg));
    const { overloads, target } = this.checked.calls.get(call) ?? { overloads: [] };
    const targetCost = target ? this.cost(target) : NOTHING;
    const targetNode = target && this.sizes.nodeOf(target);
    let cost: Range = { min: UNKNOWN.max, max: 0 };
    let size: Range | undefined;
    for (const overload of overloads) {
      const found = this.callCost(call, overload, targetNode, args, argCosts);
      cost = union(cost, found.cost);
      if (found.size) size = size ? union(size, found.size) : found.size;
      size = this.indexed(call, overload) ?? size ?? this.sizes.of(call);
    }
    this.sizes.set(call, size);
    return sum(targetCost, cost);
  }

  private dyn(call: Call): Range {
    const [arg] = call.args;
    if (!arg) return ACCESS;
    const cost = sum(ACCESS, this.cost(arg));
    this.sizes.copy(call, arg);
    return cost;
  }

  /** Of an item of a list or a value of a map, notes its place; its size as far as that of others is known. */
  private indexed(call: Call, { params }: Overload): Range | undefined {
    const [operand] = call.args;
    const kind = params[0]?.kind;
    if (call.name !== Operator.INDEX || !operand || (kind !== 'list' && kind !== 'map')) return undefined;
    this.sizes.place(call, [...this.sizes.pathOf(operand), kind === 'list' ? '@items' : '@values']);
    return this.sizes.entriesOf(operand)?.value;
  }

  private callCost(
    call: Call,
    overload: Overload,
    target: Node | undefined,
    args: readonly Node[],
    argCosts: readonly Range[],
  ): CallCost {
    const isKnown = call.name !== Operator.EQUALS || this.era.knowsValues;
    const own = isKnown
      ? (extensionCost(overload, target, args) ?? kubernetesCost(overload, target, args))
      : undefined;
    if (own) {
      const size = call.name !== 'url' || this.era.knowsValues ? own.size : undefined;
      return { cost: sum(own.cost, ...argCosts), size };
    }
    if (call.name === Operator.CONDITIONAL || call.name === Operator.ADD) this.joinEntries(call);
    return standardCost(overload, target, args, argCosts);
  }

  /** What is one of two lists, or of the items of both, has items of the sizes of either. */
  private joinEntries(call: Call): void {
    const [one, other] = call.args.slice(-2).map((arg) => this.sizes.entriesOf(arg));
    if (!one || !other) return;
    const { kind } = one;
    this.sizes.setEntries(call, {
      kind,
      key: union(one.key, other.key),
      value: union(one.value, other.value),
    });
  }

  private binding(binding: Comprehension): Range {
    const { range, init, result } = binding;
    const before = sum(this.cost(range), this.cost(init));
    const after = this.sizes.within(this.sizes.accumulated(binding), () => this.cost(result));
    this.sizes.copy(binding, result);
    return sum(before, after);
  }

  private loop(loop: Comprehension): Range {
    const { range, init, condition, step, result } = loop;
    const before = sum(this.cost(range), this.cost(init));
    return this.sizes.within(this.sizes.accumulated(loop), () => {
      const round = this.sizes.within(this.sizes.variablesOf(loop), () =>
        sum(this.cost(condition), this.cost(step)),
      );
      const after = this.cost(result);
      const count = this.sizes.orUnknown(range);
      this.sizeLoop(loop, count);
      return sum(before, after, product(count, round));
    });
  }

  private sizeLoop(loop: Comprehension, count: Range): void {
    const { init, step } = loop;
    if (!this.era.knowsEntries) {
      if (this.era.knowsLoops) this.sizes.set(loop, count);
    } else if (init.kind === 'literal') this.sizes.set(loop, this.sizes.of(init));
    else if (init.kind === 'list' || init.kind === 'map') {
      this.sizes.set(loop, count);
      this.sizes.setEntries(loop, this.sizes.entriesOf(step));
    }
  }
}

/** Whether a loop is over nothing, and only names a value. */
function isBinding({ range, condition }: Comprehension): boolean {
  return (
    range.kind === 'list' &&
    range.items.length === 0 &&
    condition.kind === 'literal' &&
    condition.value === false
  );
}
