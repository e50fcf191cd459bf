import { EvaluationError, noOverload } from '../errors';
import { PlainList } from '../values/collections';
import { equals } from '../values/compare';
import { Duration, Timestamp } from '../values/time';
import { Uint } from '../values/uint';
import { List, MapValue, Optional, type Value } from '../values/value';
import { functions, methods, type Overload } from './overload';
import { Versions } from './versions';

function isZero(value: Value): boolean {
  if (value instanceof List || value instanceof MapValue) return value.size === 0;
  if (value instanceof Uint8Array) return value.length === 0;
  if (value instanceof Optional) return value.value === undefined;
  if (value instanceof Duration) return value.nanos === 0n;
  if (value instanceof Timestamp) return false;
  if (value instanceof Uint) return value.value === 0n;
  return value === null || ['', false].includes(value as string) || equals(value, 0n);
}

function unwrap(list: List): List {
  const values = [...list].flatMap((item) => {
    if (!(item instanceof Optional)) throw noOverload('an item is not optional');
    return item.value === undefined ? [] : [item.value];
  });
  return new PlainList(values);
}

/** Values that may be there or not. */
export const OPTIONALS: readonly Overload[] = [
  ...functions(Versions.OPTIONAL, {
    'optional.of(V): optional(V)': (value: Value) => new Optional(value),
    'optional.ofNonZeroValue(V): optional(V)': (value: Value) =>
      isZero(value) ? Optional.NONE : new Optional(value),
    'optional.none(): optional(V)': () => Optional.NONE,
    '_?._(dyn, string): optional(V)': 'lazy',
    '_[?_](list(V), int): optional(V)': 'lazy',
    '_[?_](optional(list(V)), int): optional(V)': 'lazy',
    '_[?_](map(K, V), K): optional(V)': 'lazy',
    '_[?_](optional(map(K, V)), K): optional(V)': 'lazy',
    '_[_](optional(list(V)), int): optional(V)': 'lazy',
    '_[_](optional(map(K, V)), K): optional(V)': 'lazy',
  }),
  ...methods(Versions.OPTIONAL, 'optional(V)', {
    'value(): V': ({ value }: Optional) => {
      if (value === undefined) throw new EvaluationError('optional.none() dereference');
      return value;
    },
    'hasValue(): bool': ({ value }: Optional) => value !== undefined,
    'or(optional(V)): optional(V)': 'lazy',
    'orValue(V): V': 'lazy',
  }),
  ...methods(Versions.OPTIONAL_ITEMS, 'list(V)', {
    'first(): optional(V)': (list: List) => Optional.of(list.size === 0 ? undefined : list.at(0)),
    'last(): optional(V)': (list: List) => Optional.of(list.size === 0 ? undefined : list.at(list.size - 1)),
  }),
  ...methods(Versions.OPTIONAL_ITEMS, 'list(optional(V))', { 'unwrapOpt(): list(V)': unwrap }),
  ...functions(Versions.OPTIONAL_ITEMS, { 'optional.unwrap(list(optional(V))): list(V)': unwrap }),
];
