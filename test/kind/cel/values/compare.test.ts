import { PlainList } from '../../../../lib/kind/cel/values/collections';
import { compare, equals } from '../../../../lib/kind/cel/values/compare';
import { Duration, Timestamp } from '../../../../lib/kind/cel/values/time';
import { Uint } from '../../../../lib/kind/cel/values/uint';
import { Optional, TypeValue, typeOfValue, type Value } from '../../../../lib/kind/cel/values/value';

test.each<[string, Value, Value, boolean]>([
  ['numbers of different types', 1n, 1, true],
  ['numbers with and without a sign', new Uint(1n), 1n, true],
  ['numbers that are not worth the same', 1n, 1.5, false],
  ['numbers beyond what a double can hold', 9007199254740993n, 9007199254740992, false],
  ['a number and its text', 1n, '1', false],
  ['null and nothing else', null, 0n, false],
  ['null and null', null, null, true],
  ['not a number', Number.NaN, Number.NaN, false],
  ['bytes', new Uint8Array([1]), new Uint8Array([1]), true],
  ['bytes and a text', new Uint8Array([0x61]), 'a', false],
  ['moments', new Timestamp(1n, 0), new Timestamp(1n, 60), true],
  ['lengths of time', new Duration(1n), new Duration(2n), false],
  ['what holds nothing', Optional.NONE, Optional.of(undefined), true],
  ['what holds the same', new Optional(1n), new Optional(1), true],
  ['what holds nothing and what holds something', Optional.NONE, new Optional(null), false],
  ['types, whatever their parameters', new TypeValue(typeOfValue(1n)), new TypeValue(typeOfValue(2n)), true],
  ['lists by their items', new PlainList([1n]), new PlainList([1]), true],
  ['a list and a text', new PlainList([]), '', false],
])('%s are compared', (_, left, right, same) => {
  expect(equals(left, right)).toBe(same);
});

test.each<[string, Value, Value, number]>([
  ['numbers of different types', 1n, 1.5, -1],
  ['texts by their characters, not by UTF-16', '\ue000', '😀', -1],
  ['a text before what it begins', 'a', 'ab', -1],
  ['false before true', false, true, -1],
  ['bytes', new Uint8Array([2]), new Uint8Array([1, 9]), 1],
  ['moments', new Timestamp(2n), new Timestamp(1n), 1],
  ['lengths of time', new Duration(1n), new Duration(1n), 0],
])('%s are in order', (_, left, right, order) => {
  expect(Math.sign(compare(left, right))).toBe(order);
});

test('what has no order is refused', () => {
  expect(() => compare(1n, 'a')).toThrow('no such overload: int and string have no order');
  expect(() => compare(null, null)).toThrow('null and null have no order');
  expect(() => compare(Number.NaN, 1)).toThrow('NaN values cannot be ordered');
});
