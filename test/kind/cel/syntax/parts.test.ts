import { parse } from '../../../../lib/kind/cel/syntax/parser';
import { partsOf } from '../../../../lib/kind/cel/syntax/parts';
import { show } from './show';

test.each([
  ['a.b', ['a']],
  ['a.f(b, c)', ['a', 'b', 'c']],
  ['[a, b]', ['a', 'b']],
  ['{a: b}', ['a', 'b']],
  ['1', []],
])('%s consists of %j', (text, parts) => {
  expect(partsOf(parse(text)).map(show)).toEqual(parts);
});

test('a loop consists of all that it goes through', () => {
  expect(partsOf(parse('l.all(x, p)'))).toHaveLength(5);
});
