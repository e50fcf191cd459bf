import { SIMPLE, type Type } from '../types/type';
import type { Duration, Timestamp } from './time';
import { Uint } from './uint';

/** A value of an expression. `bigint` is the type int, `number` the type double. */
export type Value =
  | null
  | boolean
  | bigint
  | number
  | string
  | Uint8Array
  | Uint
  | Timestamp
  | Duration
  | List
  | MapValue
  | Optional
  | TypeValue
  | Opaque;

/** A list. */
export abstract class List implements Iterable<Value> {
  /** Number of items. */
  abstract readonly size: number;

  /** The item at an index that the list has. */
  abstract at(index: number): Value;

  /**
   * Whether another value is the same list.
   * @throws EvaluationError when they cannot be compared
   */
  abstract equals(other: Value): boolean;

  /** The list with the items of another after its own. */
  abstract concat(other: List): List;

  *[Symbol.iterator](): Generator<Value> {
    for (let index = 0; index < this.size; index++) yield this.at(index);
  }
}

/** A map, or an object of a schema. */
export abstract class MapValue {
  /** Number of entries. */
  abstract readonly size: number;

  /** Keys that expressions see. */
  abstract keys(): readonly Value[];

  /**
   * The value of a key.
   * @throws EvaluationError for a key that no such map can have, and for a value that its schema does not allow
   */
  abstract find(key: Value): Value | undefined;

  /**
   * Whether another value is the same map.
   * @throws EvaluationError when they cannot be compared
   */
  abstract equals(other: Value): boolean;
}

/** A value or none. */
export class Optional {
  /** The one that holds none. */
  static readonly NONE = new Optional();

  constructor(readonly value?: Value) {}

  /** An optional of what may be there. */
  static of(value: Value | undefined): Optional {
    return value === undefined ? Optional.NONE : new Optional(value);
  }
}

/** A type as a value, as `type(self)` gives it; parameters do not matter. */
export class TypeValue {
  constructor(readonly type: Type) {}
}

/** A value of a type that Kubernetes adds, which only its own functions look into. */
export abstract class Opaque {
  /** Its type. */
  abstract readonly type: Type;

  /** Whether another value is the same. */
  abstract equals(other: Value): boolean;
}

/** Whether a value, at run, is of the type that a function was declared with; parameters do not matter. */
export function isOf(value: Value, type: Type): boolean {
  if (type.kind === 'dyn' || type.kind === 'param') return true;
  const actual = typeOfValue(value);
  return actual.kind === type.kind && actual.name === type.name;
}

const LIST: Type = { kind: 'list', name: 'list', params: [] };
const MAP: Type = { kind: 'map', name: 'map', params: [] };
const OPTIONAL: Type = { kind: 'optional', name: 'optional_type', params: [] };
const TYPE: Type = { kind: 'type', name: 'type', params: [] };

/** The type of a value, without parameters. */
export function typeOfValue(value: Value): Type {
  if (value === null) return SIMPLE.null;
  switch (typeof value) {
    case 'boolean':
      return SIMPLE.bool;
    case 'bigint':
      return SIMPLE.int;
    case 'number':
      return SIMPLE.double;
    case 'string':
      return SIMPLE.string;
  }
  if (value instanceof List) return LIST;
  if (value instanceof MapValue) return MAP;
  if (value instanceof Optional) return OPTIONAL;
  if (value instanceof TypeValue) return TYPE;
  if (value instanceof Uint) return SIMPLE.uint;
  if (value instanceof Uint8Array) return SIMPLE.bytes;
  return value.type;
}
