import { EvaluationError, noOverload } from './errors';
import { itemAt } from './library/operators';
import type { Overload } from './library/overload';
import {
  type Call,
  type Comprehension,
  type Expr,
  type ListExpr,
  type MapExpr,
  Operator,
  type Select,
} from './syntax/expr';
import type { Checked } from './types/checker';
import { describeType } from './types/type';
import { PlainList, PlainMap } from './values/collections';
import { isOf, List, MapValue, Optional, TypeValue, typeOfValue, type Value } from './values/value';

/** What a variable holds: what is accumulated can be an error, which a later round may overrule. */
type Held = Value | EvaluationError;

interface Scope {
  readonly names: Readonly<Record<string, Held>>;
  readonly outer?: Scope;
}

/**
 * Evaluates an expression.
 * Source: interpreter/interpretable.go of github.com/google/cel-go.
 * @throws EvaluationError where it has no value
 */
export function evaluate(checked: Checked, variables: Readonly<Record<string, Value>>): Value {
  return new Evaluator(checked).run(checked.expr, { names: variables });
}

class Evaluator {
  constructor(private readonly checked: Checked) {}

  run(expr: Expr, scope: Scope): Value {
    switch (expr.kind) {
      case 'literal':
        return expr.value;
      case 'ident':
        return this.named(expr) ?? lookUp(expr.name, scope);
      case 'select':
        return this.named(expr) ?? this.select(expr, scope);
      case 'call':
        return this.call(expr, scope);
      case 'list':
        return this.list(expr, scope);
      case 'map':
        return this.map(expr, scope);
      case 'comprehension':
        return this.loop(expr, scope);
    }
  }

  private named(expr: Expr): Value | undefined {
    const type = this.checked.names.get(expr);
    return type && new TypeValue(type);
  }

  private select({ operand, field, test }: Select, scope: Scope): Value {
    const value = this.run(operand, scope);
    if (value instanceof Optional) {
      const found = value.value === undefined ? undefined : find(value.value, field);
      return test ? found !== undefined : Optional.of(found);
    }
    const found = find(value, field);
    if (test) return found !== undefined;
    if (found === undefined) throw new EvaluationError(`no such key: ${field}`);
    return found;
  }

  private call(call: Call, scope: Scope): Value {
    const lazy = LAZY[call.name];
    const { overloads, target } = this.checked.calls.get(call) ?? { overloads: [] };
    const args = target ? [target, ...call.args] : call.args;
    if (lazy && overloads.some(({ run }) => !run))
      return lazy(args, (expr) => this.run(expr, scope), overloads);
    return apply(
      call.name,
      overloads,
      args.map((arg) => this.run(arg, scope)),
    );
  }

  private list({ items, optional }: ListExpr, scope: Scope): Value {
    const values = items.flatMap((item, index) => {
      const value = this.run(item, scope);
      return optional.has(index) ? held(value) : [value];
    });
    return new PlainList(values);
  }

  private map({ entries }: MapExpr, scope: Scope): Value {
    const pairs = entries.flatMap(({ key, value, optional }) => {
      const [name, content] = [this.run(key, scope), this.run(value, scope)];
      const values = optional ? held(content) : [content];
      return values.map((each): [Value, Value] => [name, each]);
    });
    return new PlainMap(pairs);
  }

  private loop(loop: Comprehension, outer: Scope): Value {
    const { accu, condition, step, result } = loop;
    const rounds = roundsOf(loop, this.run(loop.range, outer));
    let value: Held = this.run(loop.init, outer);
    for (const names of rounds) {
      const scope: Scope = { outer, names: { [accu]: value, ...names } };
      if (this.run(condition, scope) !== true) break;
      value = attempt(() => this.run(step, scope));
    }
    return this.run(result, { outer, names: { [accu]: value } });
  }
}

function lookUp(name: string, scope: Scope): Value {
  for (let at: Scope | undefined = scope; at; at = at.outer) {
    const found = Object.hasOwn(at.names, name) ? at.names[name] : undefined;
    if (found instanceof EvaluationError) throw found;
    if (found !== undefined) return found;
  }
  throw new EvaluationError(`no such attribute: ${name}`);
}

/** A field of an object or a value of a map. */
function find(value: Value, key: Value): Value | undefined {
  if (value instanceof MapValue) return value.find(key);
  throw noOverload(`a value of type ${describeType(typeOfValue(value))} has no field ${String(key)}`);
}

function held(value: Value): readonly Value[] {
  if (!(value instanceof Optional)) throw noOverload('a value after "?" is optional');
  return value.value === undefined ? [] : [value.value];
}

/** What the variables of a loop hold in each round: the item or the key; or index and item, or key and value. */
function* roundsOf(
  { variable, second }: Comprehension,
  range: Value,
): Generator<Readonly<Record<string, Value>>> {
  if (range instanceof List) {
    for (let index = 0; index < range.size; index++) {
      const item = range.at(index);
      yield second === undefined ? { [variable]: item } : { [variable]: BigInt(index), [second]: item };
    }
  } else if (range instanceof MapValue) {
    for (const key of range.keys()) {
      yield second === undefined
        ? { [variable]: key }
        : { [variable]: key, [second]: range.find(key) ?? null };
    }
  } else throw noOverload(`a value of type ${describeType(typeOfValue(range))} is neither a list nor a map`);
}

function attempt(run: () => Value): Held {
  try {
    return run();
  } catch (error) {
    if (error instanceof EvaluationError) return error;
    throw error;
  }
}

function apply(name: string, overloads: readonly Overload[], args: readonly Value[]): Value {
  const overload = overloads.find(
    ({ params, run }) => run && params.every((type, index) => isOf(args[index] ?? null, type)),
  );
  if (overload?.run) return overload.run(...args);
  const types = args.map((arg) => describeType(typeOfValue(arg)));
  throw noOverload(`${name}(${types.join(', ')})`);
}

type Run = (expr: Expr) => Value;

/** Operators and methods of which not every argument is always evaluated. */
const LAZY: Readonly<
  Record<string, (args: readonly Expr[], run: Run, overloads: readonly Overload[]) => Value>
> = {
  [Operator.AND]: (args, run) => either(args, run, false),
  [Operator.OR]: (args, run) => either(args, run, true),
  [Operator.CONDITIONAL]: ([condition, yes, no], run) => {
    const value = condition && run(condition);
    const chosen = value === true ? yes : value === false ? no : undefined;
    if (!chosen) throw noOverload('a condition is a bool');
    return run(chosen);
  },
  [Operator.NOT_STRICTLY_FALSE]: ([arg], run) => attempt(() => (arg ? run(arg) : true)) !== false,
  [Operator.OPTIONAL_SELECT]: (args, run) => optionalEntry(args, run),
  [Operator.OPTIONAL_INDEX]: (args, run) => optionalEntry(args, run),
  [Operator.INDEX]: ([operand, key], run, overloads) => {
    if (!operand || !key) throw noOverload('an index');
    const value = run(operand);
    if (value instanceof Optional) return entryOf(value, run(key));
    return apply(Operator.INDEX, overloads, [value, run(key)]);
  },
  or: ([left, right], run) => {
    const value = optionalOf(left, run);
    return value.value === undefined && right ? run(right) : value;
  },
  orValue: ([left, right], run) => {
    const { value } = optionalOf(left, run);
    return value === undefined && right ? run(right) : (value ?? null);
  },
};

function optionalOf(expr: Expr | undefined, run: Run): Optional {
  const value = expr && run(expr);
  if (value instanceof Optional) return value;
  throw noOverload('a value is not optional');
}

/** One of two that is `decisive` decides, whatever the other is, an error included. */
function either(args: readonly Expr[], run: Run, decisive: boolean): Value {
  let failure: EvaluationError | undefined;
  for (const arg of args) {
    const value = attempt(() => run(arg));
    if (value === decisive) return decisive;
    if (value === !decisive) continue;
    failure ??= value instanceof EvaluationError ? value : noOverload('both sides of && and || are bools');
  }
  if (failure) throw failure;
  return !decisive;
}

function optionalEntry([operand, key]: readonly Expr[], run: Run): Value {
  if (!operand || !key) throw noOverload('an optional entry');
  const value = run(operand);
  return entryOf(value instanceof Optional ? value : new Optional(value), run(key));
}

function entryOf({ value }: Optional, key: Value): Optional {
  if (value === undefined) return Optional.NONE;
  if (!(value instanceof List)) return Optional.of(find(value, key));
  const isThere = typeof key === 'bigint' && key >= 0n && key < BigInt(value.size);
  return isThere ? new Optional(itemAt(value, key)) : Optional.NONE;
}
