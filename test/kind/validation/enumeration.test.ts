import { isChoice } from '../../../lib/kind/validation/enumeration';

test.each<[string, readonly unknown[], unknown, boolean]>([
  ['the same text', ['a', 'b'], 'b', true],
  ['other text', ['a'], 'b', false],
  ['text for a number', [1], '1', false],
  ['the same object, its fields in another order', [{ a: 1, b: [2] }], { b: [2], a: 1 }, true],
  ['another object', [{ a: 1 }], { a: 2 }, false],
  ['null, even where it is a choice', [null, 'a'], null, false],
  ['a number of which Go drops the fraction', [5], 5.5, true],
  ['a number whose fraction is to be there', [5.5], 5, false],
  ['an integer that Go makes a character of', ['A'], 65, true],
  ['a truth value', [true], true, true],
])('%s', (_, choices, value, isOne) => {
  expect(isChoice(choices, value)).toBe(isOne);
});
