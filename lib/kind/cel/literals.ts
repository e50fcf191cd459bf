import { CompileError, EvaluationError, noOverload } from './errors';
import { parseFormat, VERB_TYPES } from './library/format';
import { patternOf } from './library/regex';
import type { Call, Expr } from './syntax/expr';
import { partsOf } from './syntax/parts';
import type { Checked } from './types/checker';
import { describeType, isSame, SIMPLE, type Type } from './types/type';
import { isOf, typeOfValue, type Value } from './values/value';

/** Functions that convert: what is converted of a literal is so when the rule is made. */
const CONVERSIONS = ['bool', 'bytes', 'double', 'duration', 'dyn', 'int', 'string', 'timestamp', 'uint'];
const PATTERNS = ['matches', 'find', 'findAll'];

/**
 * Refuses literals that can have no meaning where they stand: patterns that Go cannot read, times and numbers that
 * are none, formats that do not fit their values, and lists and maps of values of different types.
 *
 * Sources: cel/validator.go, ext/formatting.go and interpreter/decorators.go of github.com/google/cel-go.
 * @throws CompileError at the first such literal
 */
export function checkLiterals(checked: Checked): void {
  const visit = (expr: Expr, isFormatted: boolean): void => {
    checkOne(checked, expr, isFormatted);
    const formats = expr.kind === 'call' && expr.name === 'format';
    for (const part of partsOf(expr)) visit(part, isFormatted || formats);
  };
  visit(checked.expr, false);
}

function checkOne(checked: Checked, expr: Expr, isFormatted: boolean): void {
  if (expr.kind === 'list' && !isFormatted) sameTypes(checked, expr.items, expr.optional);
  if (expr.kind === 'map' && !isFormatted) {
    const optional = new Set(expr.entries.flatMap((entry, index) => (entry.optional ? [index] : [])));
    sameTypes(
      checked,
      expr.entries.map(({ key }) => key),
      new Set(),
    );
    sameTypes(
      checked,
      expr.entries.map(({ value }) => value),
      optional,
    );
  }
  if (expr.kind !== 'call') return;
  if (PATTERNS.includes(expr.name)) checkPattern(expr);
  if (CONVERSIONS.includes(expr.name) && expr.args.length === 1) checkConversion(checked, expr);
  if (expr.name === 'format') checkFormat(checked, expr);
}

function sameTypes({ types }: Checked, exprs: readonly Expr[], optional: ReadonlySet<number>): void {
  let wanted: Type | undefined;
  exprs.forEach((expr, index) => {
    const own = types.get(expr) ?? SIMPLE.dyn;
    const type = optional.has(index) ? (own.params[0] ?? SIMPLE.dyn) : own;
    wanted ??= type;
    if (isSame(wanted, type)) return;
    const [given, others] = [describeType(type), describeType(wanted)];
    throw new CompileError(`a value of type ${given} where the others are of type ${others}`, expr.at);
  });
}

function checkPattern(call: Call): void {
  const pattern = [...(call.target ? [call.target] : []), ...call.args][1];
  if (pattern?.kind !== 'literal' || typeof pattern.value !== 'string') return;
  refuse(pattern, () => patternOf(String(pattern.value)));
}

function checkConversion(checked: Checked, call: Call): void {
  refuse(call.args[0] ?? call, () => constantOf(checked, call));
}

/** The value of a literal, or of what is converted of one; `undefined` for what can change. */
function constantOf(checked: Checked, expr: Expr): Value | undefined {
  if (expr.kind === 'literal') return expr.value;
  if (expr.kind !== 'call' || !CONVERSIONS.includes(expr.name) || expr.target) return undefined;
  const [arg] = expr.args;
  const value = arg && constantOf(checked, arg);
  if (value === undefined) return undefined;
  const overload = checked.calls.get(expr)?.overloads.find(({ params: [type] }) => type && isOf(value, type));
  if (!overload?.run) throw noOverload(`${expr.name}(${describeType(typeOfValue(value))})`);
  return overload.run(value);
}

function checkFormat({ types }: Checked, { target, args }: Call): void {
  const [values] = args;
  if (target?.kind !== 'literal' || typeof target.value !== 'string' || values?.kind !== 'list') return;
  const text = target.value;
  const clauses = refuse(target, () => parseFormat(text)).filter((part) => typeof part !== 'string');
  if (clauses.length !== values.items.length) {
    throw new CompileError(`a format of ${clauses.length} values is given ${values.items.length}`, values.at);
  }
  clauses.forEach(({ verb }, index) => {
    const value = values.items[index];
    const type = (value && types.get(value)) ?? SIMPLE.dyn;
    if (value && type.kind !== 'dyn' && !VERB_TYPES[verb]?.includes(type.kind))
      throw new CompileError(`%${verb} does not show values of type ${describeType(type)}`, value.at);
  });
}

function refuse<T>({ at }: Expr, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof EvaluationError) throw new CompileError(error.message, at);
    throw error;
  }
}
