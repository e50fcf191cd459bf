import { ANY_LENGTH, type BoundKeyword, type Declaration } from '../declarations';
import { unescapeName } from '../escape';
import type { Comprehension, Expr } from '../syntax/expr';
import type { Checked } from '../types/checker';
import { firstParam, SIMPLE, type Type } from '../types/type';
import type { Era } from './era';
import { type Node, sizeOf } from './node';
import { exactly, type Range, UNKNOWN, union } from './range';

/** Sizes of the keys and the values of what a list or map consists of. */
export interface EntrySize {
  readonly kind: 'list' | 'map';
  readonly key: Range;
  readonly value: Range;
}

/** What is known of a variable of a loop. */
export interface Local {
  /** Its place in the schema, from a variable on; empty where it has none. */
  readonly path: readonly string[];
  readonly size?: Range;
  readonly entries?: EntrySize;
}

/** What an expression reads that has no bound, and the keyword that would bound it. */
export interface Unbounded {
  readonly path: readonly string[];
  readonly keyword: BoundKeyword;
}

const ONE = exactly(1);

/** What is known of the sizes of the parts of an expression, while it is gone through. */
export class Sizes {
  /** What was found to have no bound, by its place. */
  readonly unbounded = new Map<string, Unbounded>();

  private readonly paths = new Map<Expr, readonly string[]>();
  private readonly sizes = new Map<Expr, Range>();
  private readonly entries = new Map<Expr, EntrySize>();
  private locals: ReadonlyMap<string, Local> = new Map();

  constructor(
    private readonly checked: Checked,
    private readonly root: Declaration,
    private readonly era: Era,
  ) {}

  /** The type of an expression. */
  typeOf(expr: Expr): Type {
    return this.checked.types.get(expr) ?? SIMPLE.dyn;
  }

  /** Notes the place of an expression. */
  place(expr: Expr, path: readonly string[]): void {
    this.paths.set(expr, path);
  }

  /** Notes the place of a name. */
  placeName(expr: Expr, name: string): void {
    this.paths.set(expr, this.locals.get(name)?.path ?? [name]);
  }

  /** The place of an expression in the schema, from a variable on; empty where it has none. */
  pathOf(expr: Expr): readonly string[] {
    const local = expr.kind === 'ident' ? this.locals.get(expr.name) : undefined;
    return local?.path ?? this.paths.get(expr) ?? [];
  }

  /** Notes a size, where it is known. */
  set(expr: Expr, size: Range | undefined): void {
    if (size) this.sizes.set(expr, size);
  }

  /** Notes the sizes of what a list or map consists of, where they are known. */
  setEntries(expr: Expr, entries: EntrySize | undefined): void {
    if (entries && this.era.knowsEntries) this.entries.set(expr, entries);
  }

  /** Sizes of what a list or map consists of, where they are known. */
  entriesOf(expr: Expr): EntrySize | undefined {
    const local = expr.kind === 'ident' ? this.locals.get(expr.name) : undefined;
    return this.entries.get(expr) ?? local?.entries;
  }

  /** What is noted of one expression holds for another. */
  copy(to: Expr, from: Expr): void {
    this.set(to, this.of(from));
    this.setEntries(to, this.entriesOf(from));
  }

  /** The size of any of some expressions. */
  ofAny(exprs: readonly Expr[]): Range {
    if (exprs.length === 0) return exactly(0);
    return exprs.map((expr) => this.orUnknown(expr)).reduce(union, { min: UNKNOWN.max, max: 0 });
  }

  /** The size of an expression, which can be any where it is not known. */
  orUnknown(expr: Expr): Range {
    return sizeOf({ type: this.typeOf(expr), size: this.of(expr) });
  }

  /** The size of an expression, where it is known. */
  of(expr: Expr): Range | undefined {
    const known = this.sizes.get(expr) ?? literalSize(expr) ?? this.at(this.pathOf(expr));
    if (known) return known;
    if (isScalar(this.typeOf(expr))) return ONE;
    return expr.kind === 'ident' ? this.locals.get(expr.name)?.size : undefined;
  }

  /** What is known of an expression. */
  nodeOf(expr: Expr): Node {
    const type = this.typeOf(expr);
    const path = this.pathOf(expr);
    const items = (): Node => ({
      type: firstParam(type),
      size: path.length > 0 ? this.at([...path, '@items']) : undefined,
    });
    return { expr, type, size: this.of(expr), ...(type.params.length > 0 && { items }) };
  }

  /** Goes through something in which more names are known. */
  within<T>(locals: Readonly<Record<string, Local>>, run: () => T): T {
    const outer = this.locals;
    this.locals = new Map([...outer, ...Object.entries(locals)]);
    const result = run();
    this.locals = outer;
    return result;
  }

  /** What is known of what a loop accumulates. */
  accumulated({ accu, init }: Comprehension): Readonly<Record<string, Local>> {
    if (!this.era.knowsEntries) return { [accu]: { path: accu.startsWith('@') ? [] : [accu] } };
    return { [accu]: { path: this.pathOf(init), size: this.of(init), entries: this.entriesOf(init) } };
  }

  /** What is known of the variables of a loop. */
  variablesOf({ range, variable, second }: Comprehension): Readonly<Record<string, Local>> {
    const entries = this.entriesOf(range);
    const kind = entries?.kind ?? this.typeOf(range).kind;
    const path = this.pathOf(range);
    if (!this.era.knowsEntries && kind !== 'list' && kind !== 'map') return { [variable]: { path: [] } };
    const isList = kind === 'list';
    const keys: Local = { path: [...path, isList ? '@indices' : '@keys'], size: entries?.key };
    const values: Local = { path: [...path, isList ? '@items' : '@values'], size: entries?.value };
    if (second === undefined) return { [variable]: isList ? values : keys };
    return { [variable]: keys, [second]: values };
  }

  /** The size that the schema allows at a place, the first step of which is a variable. */
  private at(path: readonly string[]): Range | undefined {
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
    const isKnown = this.era.knowsChoices || !at.isChoice;
    return { min: 0, max: isKnown ? at.maxElements : ANY_LENGTH };
  }
}

function literalSize(expr: Expr): Range | undefined {
  if (expr.kind === 'list') return exactly(expr.items.length);
  if (expr.kind === 'map') return exactly(expr.entries.length);
  if (expr.kind !== 'literal') return undefined;
  if (typeof expr.value === 'string') return exactly([...expr.value].length);
  return expr.value instanceof Uint8Array ? exactly(expr.value.length) : ONE;
}

function isScalar(type: Type): boolean {
  if (type.kind === 'optional') return isScalar(firstParam(type));
  return ['bool', 'double', 'duration', 'int', 'timestamp', 'uint'].includes(type.kind);
}
