import { matches, patternFault } from '../../../lib/kind/schema/pattern';

test.each([
  ['a part of the text', 'b', 'abc', true],
  ['the end of the text, not of a line', '^a$', 'a\n', false],
  ['a character, not half of a pair', '^.$', '🙂', true],
  ['letters of any script', '^\\p{L}+$', 'é日', true],
  ['only spaces of ASCII', '^\\s$', '\u00a0', false],
  ['groups by name', '^(?P<name>a)\\z', 'a', true],
  ['any case', '(?i)^ab$', 'AB', true],
  ['classes by name', '^[[:alpha:]]$', 'x', true],
  ['in linear time', '^(a+)+$', `${'a'.repeat(5000)}!`, false],
  ['what cannot be read', '(?=a)', 'a', false],
])('matches %s', (_, pattern, text, isMatch) => {
  expect(matches(pattern, text)).toBe(isMatch);
});

test.each(['(?=a)', '(?<!a)b', '(a)\\1', 'a{1001}', '[a', '\\Z', 'a**', '(?<a>b)(?<c'])(
  'Go cannot read %s',
  (pattern) => {
    expect(patternFault(pattern)).toMatch(/^\w/);
  },
);

test.each(['^a{1,1000}$', '\\/', '(?s).', '\\x{10FFFF}', '\\Qa.b\\E', '{'])('Go can read %s', (pattern) => {
  expect(patternFault(pattern)).toBeUndefined();
});
