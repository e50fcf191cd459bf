import { EvaluationError, noOverload } from '../errors';
import { equalItems, PlainList } from './collections';
import { equals } from './compare';
import { Duration, Timestamp } from './time';
import { Uint } from './uint';
import { List, MapValue, type Value } from './value';

/** Tells the items of a set or keyed list apart, whatever their order. */
type Identity = (item: Value) => string;

/**
 * A list of a schema. One of type `set` or `map` is compared without order, and a sum with it has each of its items
 * once: what comes later takes the place of what was there.
 */
export class SchemaList extends List {
  constructor(
    readonly size: number,
    private readonly item: (index: number) => Value,
    private readonly identity?: Identity,
  ) {
    super();
  }

  at(index: number): Value {
    return this.item(index);
  }

  equals(other: Value): boolean {
    if (!(other instanceof List)) throw noOverload('a list is compared with what is none');
    const { identity } = this;
    if (!identity || this.size !== other.size) return equalItems(this, other);
    const own = new Map([...this].map((item): [string, Value] => [identity(item), item]));
    const seen = new Set<string>();
    for (const item of other) {
      const key = identity(item);
      const counterpart = own.get(key);
      if (counterpart === undefined || !equals(counterpart, item)) return false;
      seen.add(key);
    }
    return seen.size === own.size;
  }

  concat(other: List): List {
    const { identity } = this;
    if (!identity) return new PlainList([...this, ...other]);
    const merged = new Map<string, Value>();
    for (const item of [...this, ...other]) merged.set(identity(item), item);
    const items = [...merged.values()];
    return new SchemaList(items.length, (index) => items[index] ?? null, identity);
  }
}

/** Tells scalars apart, those of different types too. */
export function setIdentity(item: Value): string {
  if (item instanceof List || item instanceof MapValue)
    throw new EvaluationError('sets are compared and added only where their items are scalars');
  if (item instanceof Timestamp || item instanceof Duration) return `${item.type.name} ${item.nanos}`;
  if (item instanceof Uint) return `uint ${item.value}`;
  if (item instanceof Uint8Array) return `bytes ${Buffer.from(item).toString('hex')}`;
  return `${typeof item} ${String(item)}`;
}
