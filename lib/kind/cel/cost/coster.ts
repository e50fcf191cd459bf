import type { BoundKeyword, Declaration } from '../declarations';
import { unescapeName } from '../escape';
import type { Overload } from '../library/overload';
import { type Call, type Comprehension, type Expr, Operator } from '../syntax/expr';
import type { Checked } from '../types/checker';
import { firstParam, SIMPLE, type Type } from '../types/type';
import { standardCost } from './calls';
import { extensionCost } from './extensions';
import { Factor } from './factors';
import { kubernetesCost } from './kubernetes';
import { type CallCost, type Node, sizeOf } from './node';
import { exactly, product, type Range, sum, UNKNOWN, union } from './range';

/** Sizes of the keys and the values of what a list or map consists of. */
interface EntrySize {
  readonly kind: 'list' | 'map';
  readonly key: Range;
  readonly value: Range;
}

interface Local {
  readonly path: readonly string[];
  readonly size?: Range;
  readonly entries?: EntrySize;
}

const ACCESS = exactly(1);
const NOTHING = exactly(0);
const NO_ITEM: Range = { min: UNKNOWN.max, max: 0 };

/** What an expression costs. */
export interface Cost {
  /** The least and the most. */
  readonly range: Range;
  /** What it reads that has no bound, and the keyword that would bound it. */
  readonly unbounded: readonly { readonly path: readonly string[]; readonly keyword: BoundKeyword }[];
}

/**
 * What an API server takes an expression to cost, for one value of the schema.
 * Source: checker/cost.go of github.com/google/cel-go.
 */
export function costOf(checked: Checked, root: Declaration): Cost {
  const coster = new Coster(checked, root);
  const range = coster.cost(checked.expr);
  return { range, unbounded: [...coster.unbounded.values()] };
}

class Coster {
  private readonly paths = new Map<Expr, readonly string[]>();
  private readonly sizes = new Map<Expr, Range>();
  private readonly entries = new Map<Expr, EntrySize>();
  private locals: ReadonlyMap<string, Local> = new Map();
  /** What was found to have no bound, by its place. */
  readonly unbounded = new Map<string, Cost['unbounded'][number]>();

  constructor(
    private readonly checked: Checked,
    private readonly root: Declaration,
  ) {}

  cost(expr: Expr): Range {
    const named = this.checked.names.get(expr)?.name;
    if (named !== undefined) return this.name(expr, [named]);
    switch (expr.kind) {
      case 'literal':
        return NOTHING;
      case 'ident':
        return this.name(expr, this.locals.get(expr.name)?.path ?? [expr.name]);
      case 'select': {
        const operand = this.cost(expr.operand);
        if (expr.test) return operand;
        const { kind } = this.typeOf(expr.operand);
        this.paths.set(expr, [...this.pathOf(expr.operand), expr.field]);
        return kind === 'map' || kind === 'object' ? sum(operand, ACCESS) : operand;
      }
      case 'call':
        return this.call(expr);
      case 'list': {
        const costs = expr.items.map((item) => this.cost(item));
        this.entries.set(expr, { kind: 'list', key: ACCESS, value: this.unionOf(expr.items) });
        return sum(exactly(Factor.LIST), ...costs);
      }
      case 'map': {
        const costs = expr.entries.map(({ key, value }) => sum(this.cost(key), this.cost(value)));
        const [keys, values] = [expr.entries.map(({ key }) => key), expr.entries.map(({ value }) => value)];
        this.entries.set(expr, { kind: 'map', key: this.unionOf(keys), value: this.unionOf(values) });
        return sum(exactly(Factor.MAP), ...costs);
      }
      case 'comprehension':
        return isBinding(expr) ? this.binding(expr) : this.loop(expr);
    }
  }

  private name(expr: Expr, path: readonly string[]): Range {
    this.paths.set(expr, path);
    return ACCESS;
  }

  private unionOf(exprs: readonly Expr[]): Range {
    if (exprs.length === 0) return NOTHING;
    return exprs.map((expr) => this.sizeOrUnknown(expr)).reduce(union, NO_ITEM);
  }

  private call(call: Call): Range {
    if (call.name === 'dyn') return this.dyn(call);
    const argCosts = call.args.map((arg) => this.cost(arg));
    const args = call.args.map((arg) => this.nodeOf(arg));
    const { overloads, target } = this.checked.calls.get(call) ?? { overloads: [] };
    const targetCost = target ? this.cost(target) : NOTHING;
    const targetNode = target && this.nodeOf(target);
    let cost: Range = NO_ITEM;
    let size: Range | undefined;
    for (const overload of overloads) {
      const found = this.callCost(call, overload, targetNode, args, argCosts);
      cost = union(cost, found.cost);
      if (found.size) size = size ? union(size, found.size) : found.size;
      size = this.indexed(call, overload) ?? size ?? this.sizeOf(call);
    }
    if (size) this.sizes.set(call, size);
    return sum(targetCost, cost);
  }

  private dyn(call: Call): Range {
    const [arg] = call.args;
    if (!arg) return ACCESS;
    const cost = sum(ACCESS, this.cost(arg));
    this.copySizes(call, arg);
    return cost;
  }

  /** Of an item of a list or a value of a map, notes its place; its size as far as that of others is known. */
  private indexed(call: Call, { params }: Overload): Range | undefined {
    const [operand] = call.args;
    const kind = params[0]?.kind;
    if (call.name !== Operator.INDEX || !operand || (kind !== 'list' && kind !== 'map')) return undefined;
    this.paths.set(call, [...this.pathOf(operand), kind === 'list' ? '@items' : '@values']);
    return this.entriesOf(operand)?.value;
  }

  private callCost(
    call: Call,
    overload: Overload,
    target: Node | undefined,
    args: readonly Node[],
    argCosts: readonly Range[],
  ): CallCost {
    const own = extensionCost(overload, target, args) ?? kubernetesCost(overload, target, args);
    if (own) return { ...own, cost: sum(own.cost, ...argCosts) };
    if (call.name === Operator.CONDITIONAL || call.name === Operator.ADD) this.joinEntries(call);
    return standardCost(overload, target, args, argCosts);
  }

  /** What is one of two lists, or of the items of both, has items of the sizes of either. */
  private joinEntries(call: Call): void {
    const [one, other] = call.args.slice(-2).map((arg) => this.entriesOf(arg));
    if (!one || !other) return;
    const { kind } = one;
    this.entries.set(call, { kind, key: union(one.key, other.key), value: union(one.value, other.value) });
  }

  private binding({ range, init, accu, result }: Comprehension): Range {
    const costs = [this.cost(range), this.cost(init)];
    const local = { path: this.pathOf(init), size: this.sizeOf(init), entries: this.entriesOf(init) };
    return sum(
      ...costs,
      this.within({ [accu]: local }, () => this.cost(result)),
    );
  }

  private loop(loop: Comprehension): Range {
    const { range, init, accu, condition, step, result } = loop;
    const before = sum(this.cost(range), this.cost(init));
    const local: Local = { path: this.pathOf(init), size: this.sizeOf(init), entries: this.entriesOf(init) };
    return this.within({ [accu]: local }, () => {
      const round = this.within(this.variablesOf(loop), () => sum(this.cost(condition), this.cost(step)));
      const after = this.cost(result);
      const count = this.sizeOrUnknown(range);
      this.sizeLoop(loop, count);
      return sum(before, after, product(count, round));
    });
  }

  private sizeLoop(loop: Comprehension, count: Range): void {
    const { init, step } = loop;
    if (init.kind === 'literal') this.setSize(loop, this.sizeOf(init));
    if (init.kind !== 'list' && init.kind !== 'map') return;
    this.sizes.set(loop, count);
    const entries = this.entriesOf(step);
    if (entries) this.entries.set(loop, entries);
  }

  private variablesOf({ range, variable, second }: Comprehension): Readonly<Record<string, Local>> {
    const entries = this.entriesOf(range);
    const isList = (entries?.kind ?? this.typeOf(range).kind) === 'list';
    const path = this.pathOf(range);
    const keys: Local = { path: [...path, isList ? '@indices' : '@keys'], size: entries?.key };
    const values: Local = { path: [...path, isList ? '@items' : '@values'], size: entries?.value };
    if (second === undefined) return { [variable]: isList ? values : keys };
    return { [variable]: keys, [second]: values };
  }

  private within<T>(locals: Readonly<Record<string, Local>>, run: () => T): T {
    const outer = this.locals;
    this.locals = new Map([...outer, ...Object.entries(locals)]);
    const result = run();
    this.locals = outer;
    return result;
  }

  private copySizes(to: Expr, from: Expr): void {
    this.setSize(to, this.sizeOf(from));
    const entries = this.entriesOf(from);
    if (entries) this.entries.set(to, entries);
  }

  private setSize(expr: Expr, size: Range | undefined): void {
    if (size) this.sizes.set(expr, size);
  }

  private typeOf(expr: Expr): Type {
    return this.checked.types.get(expr) ?? SIMPLE.dyn;
  }

  private pathOf(expr: Expr): readonly string[] {
    const local = expr.kind === 'ident' ? this.locals.get(expr.name) : undefined;
    return local?.path ?? this.paths.get(expr) ?? [];
  }

  private entriesOf(expr: Expr): EntrySize | undefined {
    const local = expr.kind === 'ident' ? this.locals.get(expr.name) : undefined;
    return this.entries.get(expr) ?? local?.entries;
  }

  private nodeOf(expr: Expr): Node {
    const type = this.typeOf(expr);
    const path = this.pathOf(expr);
    const size = this.sizeOf(expr) ?? this.sizeAt(path);
    const hasItems = type.params.length > 0;
    return { expr, type, size, ...(hasItems && { items: () => this.itemsAt(path, firstParam(type)) }) };
  }

  private itemsAt(path: readonly string[], type: Type): Node {
    return { type, size: path.length > 0 ? this.sizeAt([...path, '@items']) : undefined };
  }

  private sizeOrUnknown(expr: Expr): Range {
    return sizeOf({ type: this.typeOf(expr), size: this.sizeOf(expr) });
  }

  private sizeOf(expr: Expr): Range | undefined {
    const known = this.sizes.get(expr) ?? literalSize(expr);
    if (known) return known;
    const declared = this.sizeAt(this.pathOf(expr));
    if (declared) {
      this.sizes.set(expr, declared);
      return declared;
    }
    if (isScalar(this.typeOf(expr))) return ACCESS;
    return expr.kind === 'ident' ? this.locals.get(expr.name)?.size : undefined;
  }

  /** The size that the schema allows at a place, the first step of which is a variable. */
  private sizeAt(path: readonly string[]): Range | undefined {
    if (path.length === 0) return undefined;
    let at: Declaration | undefined = this.root;
    const fields: string[] = [];
    for (const step of path.slice(1)) {
      if (step === '@items' || step === '@values') at = at.items;
      else if (step === '@keys') at = at.keys;
      else at = at.fields?.get(step);
      if (!at) return undefined;
      fields.push(step.startsWith('@') ? step : (unescapeName(step) ?? step));
    }
    if (at.missing) this.unbounded.set(fields.join('\0'), { path: fields, keyword: at.missing });
    return { min: 0, max: at.maxElements };
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

function literalSize(expr: Expr): Range | undefined {
  if (expr.kind === 'list') return exactly(expr.items.length);
  if (expr.kind === 'map') return exactly(expr.entries.length);
  if (expr.kind !== 'literal') return undefined;
  if (typeof expr.value === 'string') return exactly([...expr.value].length);
  return expr.value instanceof Uint8Array ? exactly(expr.value.length) : ACCESS;
}

function isScalar(type: Type): boolean {
  if (type.kind === 'optional') return isScalar(firstParam(type));
  return ['bool', 'double', 'duration', 'int', 'timestamp', 'uint'].includes(type.kind);
}
