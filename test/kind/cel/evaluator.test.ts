import { Program } from '../../../lib/kind/cel/program';
import { SIMPLE } from '../../../lib/kind/cel/types/type';
import { PlainList } from '../../../lib/kind/cel/values/collections';
import type { Value } from '../../../lib/kind/cel/values/value';

const run = (text: string, self: Value = null): Value =>
  Program.compile(text, { self: SIMPLE.dyn }, SIMPLE.bool).run({ self });

test.each([
  ['false && self.a == 1', false],
  ['self.a == 1 && false', false],
  ['true || self.a == 1', true],
  ['self.a == 1 || true', true],
  ['[0, 2].exists(x, 2 / x == 1)', true],
  ['[0, 1].all(x, 2 / x == 1)', false],
])('%s is decided, whatever the rest has for an answer', (text, value) => {
  expect(run(text)).toBe(value);
});

test.each([
  ['self.a == 1 || false', 'a value of type null has no field a'],
  ['[0, 2].all(x, 2 / x == 1)', 'division by zero'],
  ['[0].map(x, 1 / x).size() == 1', 'division by zero'],
  ['self.a ? true : false', 'has no field a'],
  ['dyn(1) ? true : false', 'a condition is a bool'],
  ['dyn(1) && true', 'both sides of && and || are bools'],
  ['dyn(1).exists(x, true)', 'a value of type int is neither a list nor a map'],
  ["dyn(1).contains('a')", 'no such overload: contains(int, string)'],
  ['dyn(1).orValue(2) == 2', 'a value is not optional'],
  ['[1][5] == 1', 'index out of bounds: 5'],
  ["{'a': 1}['b'] == 1", 'no such key: b'],
])('%s has no answer', (text, message) => {
  expect(() => run(text)).toThrow(message);
});

test('a function is chosen by the types that values have at run', () => {
  expect(run('self.size() == 2', 'ab')).toBe(true);
  expect(run('self.size() == 2', new PlainList([1n, 2n]))).toBe(true);
  expect(run('self + self == 4', 2n)).toBe(true);
  expect(run("self + self == 'aa'", 'a')).toBe(true);
});

test('a name within a loop hides one around it', () => {
  expect(run('[1, 2].all(self, self > 0) && self == 0', 0n)).toBe(true);
});
