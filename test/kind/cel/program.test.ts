import { Program } from '../../../lib/kind/cel/program';
import { SIMPLE } from '../../../lib/kind/cel/types/type';

const VARIABLES = { self: SIMPLE.int, oldSelf: SIMPLE.int };

test('an expression is compiled once and run on many values', () => {
  const program = Program.compile('self > 1 && self % 2 == 0', VARIABLES, SIMPLE.bool);
  expect([program.run({ self: 4n }), program.run({ self: 5n })]).toEqual([true, false]);
  expect(program.needs).toBe(0);
});

test('an expression knows which variables it uses', () => {
  const uses = (text: string): boolean => Program.compile(text, VARIABLES, SIMPLE.bool).uses('oldSelf');
  expect([uses('self > 1'), uses('[1].all(x, x < oldSelf)'), uses("'oldSelf' == ''")]).toEqual([
    false,
    true,
    false,
  ]);
});

test('names in backticks need a version that reads them', () => {
  const self = { ...SIMPLE.dyn };
  expect(Program.compile('self.`a` == 1', { self }, SIMPLE.bool).needs).toBe(37);
});

test('an expression of another type than is wanted is refused', () => {
  expect(() => Program.compile('self', VARIABLES, SIMPLE.bool)).toThrow(
    'its value is of type int where one of type bool belongs',
  );
});
