import { Program } from '../../../lib/kind/cel/program';
import { SIMPLE } from '../../../lib/kind/cel/types/type';

const compile = (text: string) => () => Program.compile(text, { self: SIMPLE.string }, SIMPLE.bool);

test.each([
  ["self.matches('(?=a)')", 'Illegal regex', 13],
  ["matches(self, '(')", 'Illegal regex', 14],
  ["self.find('[') == ''", 'Illegal regex', 10],
  [
    "duration('1 hour') > duration('1s')",
    "type conversion error from 'string' to 'google.protobuf.Duration'",
    9,
  ],
  ["timestamp('2020') > timestamp(0)", "to 'google.protobuf.Timestamp'", 10],
  ["int('x') == 1", "to 'int'", 4],
  ['uint(-1) == 1u', 'unsigned integer overflow', 5],
  ["int(string(timestamp('2020-01-01T00:00:00Z'))) == 1", "to 'int'", 4],
  ["[1, 'a'].size() == 2", 'a value of type string where the others are of type int', 4],
  ["{'a': 1, 'b': 'c'}.size() == 2", 'a value of type string where the others are of type int', 14],
  ["'%d'.format([self]) == ''", '%d does not show values of type string', 13],
  ["'%d %d'.format([1]) == ''", 'a format of 2 values is given 1', 15],
  ["'%q'.format([1]) == ''", 'unrecognized formatting clause "q"', 0],
])('%s is refused where it goes wrong', (text, message, at) => {
  expect(compile(text)).toThrow(expect.objectContaining({ message: expect.stringContaining(message), at }));
});

test.each([
  ['what is no literal', "self.matches(self + '(')"],
  ['values of a format of any types', "'%s %d'.format([self, 1]) == ''"],
  ['a format that is no literal', "self.format([1, 'a']) == ''"],
])('%s is taken', (_, text) => {
  expect(compile(text)).not.toThrow();
});
