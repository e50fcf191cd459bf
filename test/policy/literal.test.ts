import { Program } from '../../lib/kind/cel/program';
import { SIMPLE } from '../../lib/kind/cel/types/type';
import { celText, celTexts } from '../../lib/policy/literal';

test.each(['', 'a', '"quoted" \\ and\nbroken', 'ünï 😀', '\u0001'])(
  '%j is written so that CEL reads it',
  (text) => {
    expect(Program.compile(celText(text), {}, SIMPLE.string).run({})).toBe(text);
  },
);

test('lists have each text once, in order', () => {
  expect(celTexts(['b', 'a', 'b'])).toBe('["a", "b"]');
});
