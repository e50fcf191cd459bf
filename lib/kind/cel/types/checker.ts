import { CompileError } from '../errors';
import { isKeyword } from '../escape';
import { LIBRARY } from '../library';
import type { Overload } from '../library/overload';
import { Versions } from '../library/versions';
import type { Call, Comprehension, Expr, Ident, ListExpr, MapExpr, Select } from '../syntax/expr';
import { Operator } from '../syntax/expr';
import { typeOfValue } from '../values/value';
import { Bindings, moreGeneral } from './bindings';
import { describeMisfit } from './misfit';
import { NAMED_TYPES, type NamedType } from './named-types';
import {
  describeType,
  firstParam,
  isSame,
  lastParam,
  listOf,
  mapOf,
  optionalOf,
  SIMPLE,
  type Type,
  typeOf,
} from './type';

/** What a call was found to call. */
export interface Resolution {
  /** The overloads that its arguments may fit, of which one is chosen by their values where there are several. */
  readonly overloads: readonly Overload[];
  /** What it is called on, where that is a value and no part of the function's name. */
  readonly target?: Expr;
}

/** An expression whose types fit. */
export interface Checked {
  /** The expression. */
  readonly expr: Expr;
  /** Its type. */
  readonly type: Type;
  /** The type of each of its parts. */
  readonly types: ReadonlyMap<Expr, Type>;
  /** What its calls call. */
  readonly calls: ReadonlyMap<Call, Resolution>;
  /** The types that it names, and where. */
  readonly names: ReadonlyMap<Expr, Type>;
  /** The oldest minor version of Kubernetes whose API server takes a new rule with it. */
  readonly needs: number;
}

/**
 * Checks that the types of an expression fit.
 * Source: checker/checker.go of github.com/google/cel-go.
 * @throws CompileError at the first part that does not fit
 */
export function check(expr: Expr, variables: Readonly<Record<string, Type>>): Checked {
  const checker = new Checker(new Map(Object.entries(variables)));
  const type = checker.check(expr);
  return checker.finish(expr, type);
}

type Scope = ReadonlyMap<string, Type>;

class Checker {
  private readonly bindings = new Bindings();
  private readonly types = new Map<Expr, Type>();
  private readonly calls = new Map<Call, Resolution>();
  private readonly names = new Map<Expr, Type>();
  private needs = Versions.ALL as number;

  constructor(private scope: Scope) {}

  finish(expr: Expr, type: Type): Checked {
    const types = new Map([...this.types].map(([part, found]) => [part, this.bindings.settle(found)]));
    const { calls, names, needs } = this;
    return { expr, type: this.bindings.settle(type), types, calls, names, needs };
  }

  check(expr: Expr): Type {
    const type = this.typeOf(expr);
    this.types.set(expr, type);
    return type;
  }

  private typeOf(expr: Expr): Type {
    switch (expr.kind) {
      case 'literal':
        return typeOfValue(expr.value);
      case 'ident':
        return this.ofIdent(expr);
      case 'select':
        return this.ofSelect(expr);
      case 'call':
        return this.ofCall(expr);
      case 'list':
        return this.ofList(expr);
      case 'map':
        return this.ofMap(expr);
      case 'comprehension':
        return this.ofComprehension(expr);
    }
  }

  private ofIdent(expr: Ident): Type {
    const variable = this.scope.get(expr.name);
    if (variable) return variable;
    const named = NAMED_TYPES.get(expr.name);
    if (!named) throw new CompileError(`"${expr.name}" is not known here`, expr.at);
    return this.ofName(expr, named);
  }

  private ofName(expr: Expr, { type, needs }: NamedType): Type {
    this.names.set(expr, type);
    this.needs = Math.max(this.needs, needs);
    return typeOf(type);
  }

  private ofSelect(expr: Select): Type {
    // The name of a variable can have dots: authorizer.requestResource.
    const variable = expr.test ? undefined : this.scope.get(pathOf(expr) ?? '');
    if (variable) return variable;
    const named = expr.test ? undefined : this.namedType(expr);
    if (named) return this.ofName(expr, named);
    const type = this.ofField(expr.operand, expr.field, expr.at);
    return expr.test ? SIMPLE.bool : this.bindings.resolve(type);
  }

  private namedType(expr: Select): NamedType | undefined {
    const path = pathOf(expr);
    return path === undefined || this.scope.has(path.split('.')[0] ?? '') ? undefined : NAMED_TYPES.get(path);
  }

  /** The type of a field; of an optional object, an optional. */
  private ofField(operand: Expr, field: string, at: number): Type {
    const type = this.bindings.resolve(this.check(operand));
    const isOptional = type.kind === 'optional';
    const found = this.fieldOf(isOptional ? firstParam(type) : type, field, at);
    return isOptional ? optionalOf(found) : found;
  }

  private fieldOf(type: Type, field: string, at: number): Type {
    if (type.kind === 'map') return lastParam(type);
    if (type.kind === 'dyn') return SIMPLE.dyn;
    if (type.kind === 'param') {
      this.bindings.assign(SIMPLE.dyn, type);
      return SIMPLE.dyn;
    }
    if (type.kind !== 'object') {
      throw new CompileError(`a value of type ${describeType(type)} has no field "${field}"`, at);
    }
    const found = type.fields?.get(field);
    if (found) return found;
    const reserved = type.fields?.get(`__${field}__`);
    if (reserved && isKeyword(field)) {
      this.needs = Math.max(this.needs, Versions.KEYWORDS);
      return reserved;
    }
    const names = [...(type.fields?.keys() ?? [])].sort();
    throw new CompileError(`there is no field "${field}"; the fields are ${names.join(', ') || 'none'}`, at);
  }

  private ofCall(call: Call): Type {
    if (call.name === Operator.OPTIONAL_SELECT) return this.ofOptionalSelect(call);
    const args = call.args.map((arg) => this.check(arg));
    const { target } = call;
    if (!target) return this.resolve(call, call.name, undefined, args);
    const prefix = pathOf(target);
    const qualified = prefix === undefined ? '' : `${prefix}.${call.name}`;
    if (LIBRARY.has(qualified)) return this.resolve(call, qualified, undefined, args);
    return this.resolve(call, call.name, target, [this.check(target), ...args]);
  }

  private ofOptionalSelect(call: Call): Type {
    const [operand, field] = call.args;
    if (!operand || field?.kind !== 'literal') throw new CompileError('a field has a name', call.at);
    const type = this.ofField(operand, String(field.value), call.at);
    this.needs = Math.max(this.needs, Versions.OPTIONAL);
    this.calls.set(call, { overloads: LIBRARY.get(call.name) ?? [] });
    return this.bindings.resolve(type.kind === 'optional' ? type : optionalOf(type));
  }

  private resolve(call: Call, name: string, target: Expr | undefined, args: readonly Type[]): Type {
    const known = LIBRARY.get(name);
    if (!known) throw new CompileError(`there is no function "${name}"`, call.at);
    const overloads: Overload[] = [];
    let result: Type | undefined;
    for (const overload of known) {
      if (overload.isMethod !== (target !== undefined)) continue;
      const type = this.fit(overload, args);
      if (!type) continue;
      overloads.push(overload);
      result = result && !isSame(result, type) ? SIMPLE.dyn : type;
    }
    if (!result) {
      const types = args.map((type) => this.bindings.settle(type));
      throw new CompileError(describeMisfit(name, target !== undefined, types), call.at);
    }
    this.calls.set(call, { overloads, ...(target && { target }) });
    this.needs = Math.max(this.needs, Math.min(...overloads.map(({ needs }) => needs)));
    return result;
  }

  /** The type of an overload's result, where arguments fit it. */
  private fit(overload: Overload, args: readonly Type[]): Type | undefined {
    const fresh = new Map<string, Type>();
    const instantiate = (type: Type): Type => {
      if (type.kind !== 'param') return { ...type, params: type.params.map(instantiate) };
      const known = fresh.get(type.name) ?? this.bindings.fresh();
      fresh.set(type.name, known);
      return known;
    };
    if (!this.bindings.assignAll(args, overload.params.map(instantiate))) return undefined;
    return this.bindings.resolve(instantiate(overload.result));
  }

  private ofList(expr: ListExpr): Type {
    let items: Type | undefined;
    expr.items.forEach((item, index) => {
      const type = this.unwrap(this.check(item), expr.optional.has(index), item.at);
      items = this.join(items, type);
    });
    return listOf(items ?? this.bindings.fresh());
  }

  private ofMap(expr: MapExpr): Type {
    let keys: Type | undefined;
    let values: Type | undefined;
    for (const { key, value, optional } of expr.entries) {
      keys = this.join(keys, this.check(key));
      values = this.join(values, this.unwrap(this.check(value), optional, value.at));
    }
    return mapOf(keys ?? this.bindings.fresh(), values ?? this.bindings.fresh());
  }

  private unwrap(type: Type, isOptional: boolean, at: number): Type {
    if (!isOptional || type.kind === 'dyn') return type;
    if (type.kind === 'optional') return firstParam(type);
    throw new CompileError(`a value after "?" is optional, not of type ${describeType(type)}`, at);
  }

  private join(previous: Type | undefined, type: Type): Type {
    if (!previous) return type;
    return this.bindings.assign(previous, type) ? moreGeneral(previous, type) : SIMPLE.dyn;
  }

  private ofComprehension(expr: Comprehension): Type {
    if (expr.second !== undefined) this.needs = Math.max(this.needs, Versions.TWO_VARIABLES);
    const range = this.bindings.resolve(this.check(expr.range));
    const accu = this.check(expr.init);
    const outer = this.scope;
    const inner = new Map(outer).set(expr.accu, accu);
    this.scope = new Map(inner);
    for (const [name, type] of this.variablesOf(expr, range)) inner.set(name, type);
    const withAccu = this.scope;
    this.scope = inner;
    this.expect(expr.condition, SIMPLE.bool);
    this.expect(expr.step, accu);
    this.scope = withAccu;
    const result = this.check(expr.result);
    this.scope = outer;
    return this.bindings.resolve(result);
  }

  private variablesOf({ variable, second, range }: Comprehension, type: Type): readonly [string, Type][] {
    if (type.kind === 'list') {
      const items = firstParam(type);
      return second === undefined
        ? [[variable, items]]
        : [
            [variable, SIMPLE.int],
            [second, items],
          ];
    }
    if (type.kind === 'map') {
      const keys: [string, Type] = [variable, firstParam(type)];
      return second === undefined ? [keys] : [keys, [second, lastParam(type)]];
    }
    if (type.kind !== 'dyn' && type.kind !== 'param') {
      throw new CompileError(`a value of type ${describeType(type)} is neither a list nor a map`, range.at);
    }
    this.bindings.assign(SIMPLE.dyn, type);
    return [variable, second].flatMap((name): [string, Type][] =>
      name === undefined ? [] : [[name, SIMPLE.dyn]],
    );
  }

  private expect(expr: Expr, wanted: Type): void {
    const type = this.check(expr);
    if (this.bindings.assign(wanted, type)) return;
    const [expected, given] = [wanted, type].map((part) => describeType(this.bindings.settle(part)));
    throw new CompileError(`a value of type ${given} where one of type ${expected} belongs`, expr.at);
  }
}

/** The names of an expression that is nothing but names: `sets`, `net.IP`. */
function pathOf(expr: Expr): string | undefined {
  if (expr.kind === 'ident') return expr.name;
  if (expr.kind !== 'select' || expr.test) return undefined;
  const operand = pathOf(expr.operand);
  return operand === undefined ? undefined : `${operand}.${expr.field}`;
}
