import { charactersOf, lengthOf } from '../../../../lib/kind/cel/library/text';

test('a character is a code point', () => {
  expect(charactersOf('a😀ä')).toEqual(['a', '😀', 'ä']);
  expect(lengthOf('a😀ä')).toBe(3);
});
