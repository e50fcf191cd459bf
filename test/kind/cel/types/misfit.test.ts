import { describeMisfit } from '../../../../lib/kind/cel/types/misfit';
import { SIMPLE } from '../../../../lib/kind/cel/types/type';

const { bool, int, string } = SIMPLE;

test.each([
  ['find', true, [int, string], 'there is no int.find(string)'],
  ['url', false, [int], 'there is no url(int)'],
  ['_-_', false, [int, string], '"-" does not take values of type int and string'],
  ['-_', false, [string], '"-" does not take values of type string'],
  ['_<=_', false, [int, string], '"<=" does not take values of type int and string'],
  ['@in', false, [int, string], '"in" does not take values of type int and string'],
  ['_[_]', false, [int, int], 'a value of type int has no index of type int'],
  ['_?_:_', false, [bool, int, string], 'not bool, int, string'],
] as const)('%s is said not to fit', (name, isMethod, types, message) => {
  expect(describeMisfit(name, isMethod, types)).toContain(message);
});
