import { EvaluationError } from '../errors';
import { equals } from './compare';
import { Uint } from './uint';
import { List, MapValue, type Value } from './value';

/** A list that an expression made. */
export class PlainList extends List {
  constructor(readonly items: readonly Value[]) {
    super();
  }

  get size(): number {
    return this.items.length;
  }

  at(index: number): Value {
    return this.items[index] ?? null;
  }

  equals(other: Value): boolean {
    return other instanceof List && equalItems(this, other);
  }

  concat(other: List): List {
    return new PlainList([...this.items, ...other]);
  }
}

/** Whether two lists have equal items in the same order. */
export function equalItems(left: List, right: List): boolean {
  if (left.size !== right.size) return false;
  for (let index = 0; index < left.size; index++) {
    if (!equals(left.at(index), right.at(index))) return false;
  }
  return true;
}

/** Whether a list has an item that equals a value. */
export function includes(list: List, value: Value): boolean {
  let failure: EvaluationError | undefined;
  for (const item of list) {
    try {
      if (equals(item, value)) return true;
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      failure ??= error;
    }
  }
  if (failure) throw failure;
  return false;
}

/** A map that an expression made. */
export class PlainMap extends MapValue {
  private readonly entries = new Map<string, readonly [key: Value, value: Value]>();

  /** Of several entries of one key, the last counts. */
  constructor(entries: Iterable<readonly [key: Value, value: Value]>) {
    super();
    for (const [key, value] of entries) {
      // Any value can be a key; one that is no scalar is found by no other.
      this.entries.set(textOf(key) ?? `other ${this.entries.size}`, [key, value]);
    }
  }

  get size(): number {
    return this.entries.size;
  }

  keys(): readonly Value[] {
    return [...this.entries.values()].map(([key]) => key);
  }

  find(key: Value): Value | undefined {
    const text = textOf(key);
    return text === undefined ? undefined : this.entries.get(text)?.[1];
  }

  equals(other: Value): boolean {
    if (!(other instanceof MapValue) || other.size !== this.size) return false;
    return this.keys().every((key) => {
      const [own, others] = [this.find(key), other.find(key)];
      return own !== undefined && others !== undefined && equals(own, others);
    });
  }

  /**
   * The map with one more entry.
   * @throws EvaluationError for a key that is there already
   */
  with(key: Value, value: Value): PlainMap {
    if (this.find(key) !== undefined)
      throw new EvaluationError(`insert failed: the key ${String(key)} is there already`);
    return new PlainMap([...this.entries.values(), [key, value]]);
  }
}

/** A text for a key: equal numbers have equal texts, whatever their types. */
function textOf(key: Value): string | undefined {
  if (typeof key === 'string') return `s${key}`;
  if (typeof key === 'boolean') return `b${key}`;
  if (key instanceof Uint) return `n${key.value}`;
  if (typeof key === 'bigint' || (typeof key === 'number' && Number.isInteger(key))) return `n${BigInt(key)}`;
  return typeof key === 'number' ? `n${key}` : undefined;
}
