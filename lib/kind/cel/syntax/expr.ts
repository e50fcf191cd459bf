import type { Uint } from '../values/uint';

/** A value that an expression spells out. */
export type LiteralValue = null | boolean | bigint | number | string | Uint8Array | Uint;

interface Node {
  /** Where it begins in the text, counted in characters. */
  readonly at: number;
}

/** A literal: `1`, `'a'`, `true`. */
export interface Literal extends Node {
  readonly kind: 'literal';
  readonly value: LiteralValue;
}

/** The name of a variable or of a type. */
export interface Ident extends Node {
  readonly kind: 'ident';
  readonly name: string;
}

/** A field of a value, or, where `test` is set, whether it has that field. */
export interface Select extends Node {
  readonly kind: 'select';
  readonly operand: Expr;
  readonly field: string;
  readonly test: boolean;
}

/** A call of a function, of a method of `target`, or of an operator, whose names are those of {@link Operator}. */
export interface Call extends Node {
  readonly kind: 'call';
  readonly name: string;
  readonly target?: Expr;
  readonly args: readonly Expr[];
}

/** A list; items at the places in `optional` are left out where they are empty. */
export interface ListExpr extends Node {
  readonly kind: 'list';
  readonly items: readonly Expr[];
  readonly optional: ReadonlySet<number>;
}

/** An entry of a map; one that is optional is left out where its value is empty. */
export interface MapEntry {
  readonly key: Expr;
  readonly value: Expr;
  readonly optional: boolean;
}

/** A map. */
export interface MapExpr extends Node {
  readonly kind: 'map';
  readonly entries: readonly MapEntry[];
}

/** A loop over a list or the keys of a map, which every macro such as `all` and `map` becomes. */
export interface Comprehension extends Node {
  readonly kind: 'comprehension';
  /** The item or the key; of two variables, the index or the key. */
  readonly variable: string;
  /** The item or the value, where there are two variables. */
  readonly second?: string;
  readonly range: Expr;
  /** Name of what is accumulated. */
  readonly accu: string;
  readonly init: Expr;
  /** The loop goes on while it is true. */
  readonly condition: Expr;
  /** The next value of what is accumulated. */
  readonly step: Expr;
  readonly result: Expr;
}

/** A part of an expression, macros expanded. */
export type Expr = Literal | Ident | Select | Call | ListExpr | MapExpr | Comprehension;

/** The names by which operators are functions. */
export const Operator = {
  CONDITIONAL: '_?_:_',
  AND: '_&&_',
  OR: '_||_',
  NOT: '!_',
  NEGATE: '-_',
  INDEX: '_[_]',
  IN: '@in',
  EQUALS: '_==_',
  NOT_EQUALS: '_!=_',
  ADD: '_+_',
  OPTIONAL_SELECT: '_?._',
  OPTIONAL_INDEX: '_[?_]',
  NOT_STRICTLY_FALSE: '@not_strictly_false',
} as const;

/** A call without a target. */
export function call(at: number, name: string, ...args: readonly Expr[]): Call {
  return { kind: 'call', at, name, args };
}

/** A call of a method. */
export function method(at: number, target: Expr, name: string, ...args: readonly Expr[]): Call {
  return { kind: 'call', at, name, target, args };
}

/** A name. */
export function ident(at: number, name: string): Ident {
  return { kind: 'ident', at, name };
}

/** A literal. */
export function literal(at: number, value: LiteralValue): Literal {
  return { kind: 'literal', at, value };
}

/** A list of items that are all there. */
export function list(at: number, ...items: readonly Expr[]): ListExpr {
  return { kind: 'list', at, items, optional: new Set() };
}
