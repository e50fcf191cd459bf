import { escapeName, isKeyword, unescapeName } from '../../../lib/kind/cel/escape';

test.each([
  ['name', 'name'],
  ['a-b.c/d', 'a__dash__b__dot__c__slash__d'],
  ['a__b', 'a__underscores__b'],
  ['a___b', 'a__underscores___b'],
  ['_a', '_a'],
  ['in', '__in__'],
  ['namespace', '__namespace__'],
  ['-', '__dash__'],
])('%s is %s in an expression, and back', (name, escaped) => {
  expect(escapeName(name)).toBe(escaped);
  expect(unescapeName(escaped)).toBe(name);
});

test.each(['', '1a', 'a b', 'ä', 'a$'])('no expression can name "%s"', (name) => {
  expect(escapeName(name)).toBeUndefined();
});

test('names with escapes that there are not are those of no field', () => {
  expect(unescapeName('a__x__b')).toBeUndefined();
  expect(unescapeName('a__in__')).toBeUndefined();
});

test('words of the language are reserved', () => {
  expect([isKeyword('for'), isKeyword('format')]).toEqual([true, false]);
});
