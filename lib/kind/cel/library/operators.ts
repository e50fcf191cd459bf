import { EvaluationError } from '../errors';
import { includes } from '../values/collections';
import { compare, equals } from '../values/compare';
import { Duration, Timestamp } from '../values/time';
import { Uint } from '../values/uint';
import type { List, MapValue, Value } from '../values/value';
import { functions, type Overload, type Signatures } from './overload';
import { Versions } from './versions';

const MAX_INT = 2n ** 63n - 1n;
const MAX_UINT = 2n ** 64n - 1n;

/** A result that the type int has. */
export function toInt(value: bigint): bigint {
  if (value <= MAX_INT && value >= -MAX_INT - 1n) return value;
  throw new EvaluationError('integer overflow');
}

/** A result that the type uint has. */
export function toUint(value: bigint): Uint {
  if (value >= 0n && value <= MAX_UINT) return new Uint(value);
  throw new EvaluationError('unsigned integer overflow');
}

function divisor(value: bigint, what: 'division' | 'modulus'): bigint {
  if (value !== 0n) return value;
  throw new EvaluationError(`${what} by zero`);
}

const ARITHMETIC: Signatures = {
  '_+_(bytes, bytes): bytes': (a: Uint8Array, b: Uint8Array) => Uint8Array.from([...a, ...b]),
  '_+_(double, double): double': (a: number, b: number) => a + b,
  '_+_(duration, duration): duration': (a: Duration, b: Duration) => new Duration(a.nanos + b.nanos),
  '_+_(duration, timestamp): timestamp': (a: Duration, b: Timestamp) => later(b, a.nanos),
  '_+_(timestamp, duration): timestamp': (a: Timestamp, b: Duration) => later(a, b.nanos),
  '_+_(int, int): int': (a: bigint, b: bigint) => toInt(a + b),
  '_+_(list(A), list(A)): list(A)': (a: List, b: List) => a.concat(b),
  '_+_(string, string): string': (a: string, b: string) => a + b,
  '_+_(uint, uint): uint': (a: Uint, b: Uint) => toUint(a.value + b.value),
  '_-_(double, double): double': (a: number, b: number) => a - b,
  '_-_(duration, duration): duration': (a: Duration, b: Duration) => new Duration(a.nanos - b.nanos),
  '_-_(int, int): int': (a: bigint, b: bigint) => toInt(a - b),
  '_-_(timestamp, duration): timestamp': (a: Timestamp, b: Duration) => later(a, -b.nanos),
  '_-_(timestamp, timestamp): duration': (a: Timestamp, b: Timestamp) => new Duration(a.nanos - b.nanos),
  '_-_(uint, uint): uint': (a: Uint, b: Uint) => toUint(a.value - b.value),
  '_*_(double, double): double': (a: number, b: number) => a * b,
  '_*_(int, int): int': (a: bigint, b: bigint) => toInt(a * b),
  '_*_(uint, uint): uint': (a: Uint, b: Uint) => toUint(a.value * b.value),
  '_/_(double, double): double': (a: number, b: number) => a / b,
  '_/_(int, int): int': (a: bigint, b: bigint) => toInt(a / divisor(b, 'division')),
  '_/_(uint, uint): uint': (a: Uint, b: Uint) => toUint(a.value / divisor(b.value, 'division')),
  '_%_(int, int): int': (a: bigint, b: bigint) => a % divisor(b, 'modulus'),
  '_%_(uint, uint): uint': (a: Uint, b: Uint) => toUint(a.value % divisor(b.value, 'modulus')),
  '-_(double): double': (a: number) => -a,
  '-_(int): int': (a: bigint) => toInt(-a),
};

function later(moment: Timestamp, nanos: bigint): Timestamp {
  return new Timestamp(moment.nanos + nanos, moment.offset);
}

const LOGIC: Signatures = {
  '_?_:_(bool, A, A): A': 'lazy',
  '_&&_(bool, bool): bool': 'lazy',
  '_||_(bool, bool): bool': 'lazy',
  '@not_strictly_false(bool): bool': 'lazy',
  '!_(bool): bool': (a: boolean) => !a,
  '_==_(A, A): bool': (a: Value, b: Value) => equals(a, b),
  '_!=_(A, A): bool': (a: Value, b: Value) => !equals(a, b),
  '@in(A, list(A)): bool': (value: Value, list: List) => includes(list, value),
  '@in(A, map(A, B)): bool': (key: Value, map: MapValue) => map.find(key) !== undefined,
  '_[_](list(A), int): A': (list: List, index: bigint) => itemAt(list, index),
  '_[_](map(A, B), A): B': (map: MapValue, key: Value) => valueAt(map, key),
};

/** @throws EvaluationError for an index that the list does not have */
export function itemAt(list: List, index: bigint): Value {
  if (index >= 0n && index < BigInt(list.size)) return list.at(Number(index));
  throw new EvaluationError(`index out of bounds: ${index}`);
}

/** @throws EvaluationError for a key that the map does not have */
export function valueAt(map: MapValue, key: Value): Value {
  const value = map.find(key);
  if (value !== undefined) return value;
  throw new EvaluationError(`no such key: ${String(key)}`);
}

const ORDERED = ['bool', 'int', 'uint', 'double', 'string', 'bytes', 'timestamp', 'duration'];
const ORDERED_ACROSS = [
  ['int', 'double'],
  ['int', 'uint'],
  ['uint', 'double'],
  ['uint', 'int'],
  ['double', 'int'],
  ['double', 'uint'],
];
const ORDERS: Readonly<Record<string, (order: number) => boolean>> = {
  '_<_': (order) => order < 0,
  '_<=_': (order) => order <= 0,
  '_>_': (order) => order > 0,
  '_>=_': (order) => order >= 0,
};

function orders(pairs: readonly (readonly string[])[]): Signatures {
  const entries = Object.entries(ORDERS).flatMap(([name, holds]) =>
    pairs.map(([left, right]): [string, (a: Value, b: Value) => boolean] => [
      `${name}(${left}, ${right}): bool`,
      (a, b) => holds(compare(a, b)),
    ]),
  );
  return Object.fromEntries(entries);
}

/** The operators of CEL. */
export const OPERATORS: readonly Overload[] = [
  ...functions(Versions.ALL, LOGIC),
  ...functions(Versions.ALL, ARITHMETIC),
  ...functions(Versions.ALL, orders(ORDERED.map((type) => [type, type]))),
  ...functions(Versions.CROSS_TYPE, orders(ORDERED_ACROSS)),
];
