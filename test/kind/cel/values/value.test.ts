import { listOf, optionalOf, SIMPLE, typeOf } from '../../../../lib/kind/cel/types/type';
import { PlainList } from '../../../../lib/kind/cel/values/collections';
import { Uint } from '../../../../lib/kind/cel/values/uint';
import { isOf, Optional, TypeValue } from '../../../../lib/kind/cel/values/value';

test('values are of a type whatever its parameters, and all of one that can be anything', () => {
  expect(isOf(1n, SIMPLE.int)).toBe(true);
  expect(isOf(1, SIMPLE.int)).toBe(false);
  expect(isOf(new Uint(1n), SIMPLE.uint)).toBe(true);
  expect(isOf(null, SIMPLE.null)).toBe(true);
  expect(isOf(new PlainList(['a']), listOf(SIMPLE.int))).toBe(true);
  expect(isOf(Optional.NONE, optionalOf(SIMPLE.int))).toBe(true);
  expect(isOf(new TypeValue(SIMPLE.int), typeOf(SIMPLE.dyn))).toBe(true);
  expect(isOf('a', SIMPLE.dyn)).toBe(true);
  expect(isOf('a', SIMPLE.bytes)).toBe(false);
});
