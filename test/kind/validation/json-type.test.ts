import { canonicalJson, typeOf } from '../../../lib/kind/validation/json-type';

test.each([
  [true, 'boolean'],
  ['', 'string'],
  [null, 'null'],
  [[], 'array'],
  [{}, 'object'],
  [0, 'integer'],
  [-0, 'integer'],
  [1.5, 'number'],
  [2 ** 53, 'integer'],
  [-(2 ** 63) + 1024, 'integer'],
  [2 ** 63, 'number'],
  [-(2 ** 63), 'number'],
  [1e21, 'number'],
  [Number.NaN, undefined],
  [Number.POSITIVE_INFINITY, undefined],
  [undefined, undefined],
  [10n, undefined],
  [() => 1, undefined],
  [Symbol('a'), undefined],
])('%p is read from JSON as %p', (value, type) => {
  expect(typeOf(value)).toBe(type);
});

test('the order of fields does not tell values apart, that of items does', () => {
  expect(canonicalJson({ a: 1, b: { d: 1, c: [2, 3] } })).toBe(
    canonicalJson({ b: { c: [2, 3], d: 1 }, a: 1 }),
  );
  expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]));
});
