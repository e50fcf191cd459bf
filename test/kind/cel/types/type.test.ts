import {
  describeType,
  isSame,
  listOf,
  mapOf,
  optionalOf,
  param,
  SIMPLE,
  type Type,
  typeOf,
} from '../../../../lib/kind/cel/types/type';

const object = (): Type => ({ kind: 'object', name: 'object', params: [], fields: new Map() });

test('types are the same by name and parameters, and objects only as one declaration', () => {
  const declared = object();
  expect(isSame(listOf(SIMPLE.int), listOf(SIMPLE.int))).toBe(true);
  expect(isSame(listOf(SIMPLE.int), listOf(SIMPLE.uint))).toBe(false);
  expect(isSame(SIMPLE.ip, SIMPLE.cidr)).toBe(false);
  expect(isSame(typeOf(SIMPLE.int), typeOf(SIMPLE.string))).toBe(true);
  expect(isSame(declared, declared)).toBe(true);
  expect(isSame(declared, object())).toBe(false);
});

test('types are named as people read them', () => {
  expect(describeType(mapOf(SIMPLE.string, listOf(SIMPLE.timestamp)))).toBe('map(string, list(timestamp))');
  expect(describeType(optionalOf(SIMPLE.quantity))).toBe('optional(kubernetes.Quantity)');
  expect(describeType(typeOf(SIMPLE.int))).toBe('type');
  expect(describeType(param('A'))).toBe('dyn');
});
