import { EvaluationError } from '../errors';
import { includes, PlainList, type PlainMap } from '../values/collections';
import { compare, equals } from '../values/compare';
import { Duration } from '../values/time';
import { Uint } from '../values/uint';
import { List, type MapValue, typeOfValue, type Value } from '../values/value';
import { toInt, toUint } from './operators';
import { functions, methods, type Overload, type Signatures } from './overload';
import { Versions } from './versions';

const COMPARABLE = ['int', 'uint', 'double', 'bool', 'duration', 'timestamp', 'string', 'bytes'];

function isSorted(list: List): boolean {
  for (let index = 1; index < list.size; index++) {
    if (compare(list.at(index - 1), list.at(index)) > 0) return false;
  }
  return true;
}

/** The item that no other is before, in one direction or the other. */
function extreme(list: List, name: string, sign: 1 | -1): Value {
  if (list.size === 0) throw new EvaluationError(`${name} called on empty list`);
  return [...list].reduce((best, item) => (compare(item, best) * sign > 0 ? item : best));
}

function sum<T extends Value>(list: List, zero: T, add: (one: T, other: T) => T): T {
  return [...list].reduce<T>((total, item) => add(total, item as T), zero);
}

function indexOf(list: List, item: Value): bigint {
  return BigInt([...list].findIndex((candidate) => equals(candidate, item)));
}

function lastIndexOf(list: List, item: Value): bigint {
  return BigInt([...list].findLastIndex((candidate) => equals(candidate, item)));
}

function slice(list: List, start: bigint, end: bigint): PlainList {
  if (start >= 0n && start <= end && end <= BigInt(list.size))
    return new PlainList([...list].slice(Number(start), Number(end)));
  throw new EvaluationError(`cannot slice(${start}, ${end}) a list of ${list.size} items`);
}

function flatten(list: List, depth: bigint): Value[] {
  if (depth < 0n) throw new EvaluationError('level must be non-negative');
  return [...list].flatMap((item) =>
    item instanceof List && depth > 0n ? flatten(item, depth - 1n) : [item],
  );
}

function sortBy(list: List, keys: List): List {
  const first = keys.size > 0 ? typeOfValue(keys.at(0)).name : '';
  const pairs = [...keys].map((key, index): readonly [key: Value, item: Value] => {
    if (typeOfValue(key).name !== first) throw new EvaluationError('list elements must have the same type');
    return [key, list.at(index)];
  });
  return new PlainList(pairs.sort(([one], [other]) => compare(one, other)).map(([, item]) => item));
}

function distinct(list: List): List {
  const found: Value[] = [];
  for (const item of list) if (!found.some((other) => equals(item, other))) found.push(item);
  return new PlainList(found);
}

const MAX_RANGE = 1_000_000n;

function range(size: bigint): List {
  if (size < 0n || size > MAX_RANGE)
    throw new EvaluationError(`lists.range: size ${size} is not from 0 to ${MAX_RANGE}`);
  return new PlainList(Array.from({ length: Number(size) }, (_, index) => BigInt(index)));
}

function ofEach(types: readonly string[], declare: (type: string) => Signatures): readonly Overload[] {
  return types.flatMap((type) => methods(Versions.ALL, `list(${type})`, declare(type)));
}

/** Functions on lists that Kubernetes adds. */
const KUBERNETES: readonly Overload[] = [
  ...ofEach(COMPARABLE, (type) => ({
    'isSorted(): bool': isSorted,
    [`max(): ${type}`]: (list: List) => extreme(list, 'max', 1),
    [`min(): ${type}`]: (list: List) => extreme(list, 'min', -1),
  })),
  ...methods(Versions.ALL, 'list(int)', {
    'sum(): int': (list: List) => sum<bigint>(list, 0n, (one, other) => toInt(one + other)),
  }),
  ...methods(Versions.ALL, 'list(uint)', {
    'sum(): uint': (list: List) => sum(list, new Uint(0n), (one, other) => toUint(one.value + other.value)),
  }),
  ...methods(Versions.ALL, 'list(double)', {
    'sum(): double': (list: List) => sum<number>(list, 0, (one, other) => one + other),
  }),
  ...methods(Versions.ALL, 'list(duration)', {
    'sum(): duration': (list: List) =>
      sum(list, new Duration(0n), (one, other) => new Duration(one.nanos + other.nanos)),
  }),
  ...methods(Versions.ALL, 'list(A)', { 'indexOf(A): int': indexOf, 'lastIndexOf(A): int': lastIndexOf }),
];

/** The list extension of CEL in version 3. */
const EXTENSION: readonly Overload[] = [
  ...methods(Versions.LISTS, 'list(T)', {
    'slice(int, int): list(T)': slice,
    'reverse(): list(T)': (list: List) => new PlainList([...list].reverse()),
    'distinct(): list(T)': distinct,
  }),
  ...methods(Versions.LISTS, 'list(list(T))', {
    'flatten(): list(T)': (list: List) => new PlainList(flatten(list, 1n)),
  }),
  ...methods(Versions.LISTS, 'list(dyn)', {
    'flatten(int): list(dyn)': (list: List, depth: bigint) => new PlainList(flatten(list, depth)),
  }),
  ...COMPARABLE.flatMap((type) => [
    ...methods(Versions.LISTS, `list(${type})`, {
      [`sort(): list(${type})`]: (list: List) => sortBy(list, list),
    }),
    ...methods(Versions.LISTS, 'list(T)', { [`@sortByAssociatedKeys(list(${type})): list(T)`]: sortBy }),
  ]),
  ...functions(Versions.LISTS, { 'lists.range(int): list(int)': range }),
];

function isWithin(list: List, part: List): boolean {
  return [...part].every((item) => includes(list, item));
}

function intersects(one: List, other: List): boolean {
  return [...one].some((item) => {
    try {
      return includes(other, item);
    } catch (error) {
      if (error instanceof EvaluationError) return false;
      throw error;
    }
  });
}

/** Lists as sets. */
const SETS = functions(Versions.SETS, {
  'sets.contains(list(T), list(T)): bool': isWithin,
  'sets.equivalent(list(T), list(T)): bool': (one: List, other: List) =>
    isWithin(one, other) && isWithin(other, one),
  'sets.intersects(list(T), list(T)): bool': intersects,
});

/** What macros with two variables add to the map that they make. */
const MAP_INSERT = functions(Versions.TWO_VARIABLES, {
  'cel.@mapInsert(map(K, V), K, V): map(K, V)': (map: PlainMap, key: Value, value: Value) =>
    map.with(key, value),
  'cel.@mapInsert(map(K, V), map(K, V)): map(K, V)': (map: PlainMap, other: MapValue) =>
    other.keys().reduce<PlainMap>((all, key) => all.with(key, other.find(key) ?? null), map),
});

/** Functions on lists and maps. */
export const LISTS: readonly Overload[] = [...KUBERNETES, ...EXTENSION, ...SETS, ...MAP_INSERT];
