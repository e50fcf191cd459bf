import { parse } from '../../../../lib/kind/cel/syntax/parser';
import { show } from './show';

test.each([
  ['a || b && c', '_||_(a, _&&_(b, c))'],
  ['a == b < c', '_<_(_==_(a, b), c)'],
  ['1 + 2 * 3 - 4', '_-_(_+_(1, _*_(2, 3)), 4)'],
  ['a ? b : c ? d : e', '_?_:_(a, b, _?_:_(c, d, e))'],
  ['!a.b && !!c', '_&&_(!_(a.b), c)'],
  ['-1 - -x + --y', '_+_(_-_(-1, -_(x)), y)'],
  ['--1 - ---1', '_-_(1, -_(1))'],
  ['x in [1, 2,]', '@in(x, [1, 2])'],
  ['a.b(c)[d].e', '_[_](a.b(c), d).e'],
  ['f(a, g())', 'f(a, g())'],
  ['(a + b) * c', '_*_(_+_(a, b), c)'],
  ["{'a': 1, 'b': [2],}", "{'a': 1, 'b': [2]}"],
  ['.self.a', 'self.a'],
  ['self.`a-b`', 'self.a-b'],
  ['self.?a[?0]', "_[?_](_?._(self, 'a'), 0)"],
  ['[?a, b]', '[?a, b]'],
  ["{?'a': b}", "{?'a': b}"],
  ['-9223372036854775808', '-9223372036854775808'],
  ['self.namespace', 'self.namespace'],
])('%s is read as %s', (text, shown) => {
  expect(show(parse(text))).toBe(shown);
});

test.each([
  ['', 'the end where a value belongs', 0],
  ['1 +', 'the end where a value belongs', 3],
  ['a b', '"b" where an operator belongs', 2],
  ['(a', 'the end where ")" belongs', 2],
  ['f(a,)', '")" where a value belongs', 4],
  ['[1 2]', '"2" where "," belongs', 3],
  ['a ? b', 'the end where ":" belongs', 5],
  ['a.1', '".1" where an operator belongs', 1],
  ['a. b.in', '"in" where the name of a field belongs', 5],
  ['namespace == 1', '"namespace" is a reserved word', 0],
  ['Foo{a: 1}', 'no object of a type "Foo" can be made here', 0],
  ['9223372036854775808', 'is too large for an int', 0],
  ['!-a', '"-" where a value belongs', 1],
])('%j is refused', (text, message, at) => {
  expect(() => parse(text)).toThrow(
    expect.objectContaining({ message: expect.stringContaining(message), at }),
  );
});

test('an expression has 250 levels at most', () => {
  const nested = (levels: number): string => `${'('.repeat(levels)}a${')'.repeat(levels)}`;
  expect(show(parse(nested(249)))).toBe('a');
  expect(() => parse(nested(250))).toThrow('it is nested too deeply');
});
