import { anchorOf, blocks, code, table, text } from '../../lib/core/markdown';

describe('text', () => {
  test.each([
    ['a tag', 'a <b> tag', 'a &lt;b&gt; tag'],
    ['an entity', '&lt; and &', '&amp;lt; and &'],
    ['emphasis', 'limits.* and _x_', 'limits.\\* and \\_x\\_'],
    ['a backslash', 'a\\*b', 'a\\\\\\*b'],
    ['a line break', 'one\n  two', 'one two'],
    ['an empty line', 'one\n\ntwo', 'one<br><br>two'],
    ['code', 'set `a_b<c>` or _x_', 'set `a_b<c>` or \\_x\\_'],
    ['a lone backtick', 'a ` b_c', 'a \\` b\\_c'],
  ])('is shown with %s as it is', (_, value, expected) => {
    expect(text(value)).toBe(expected);
  });
});

test('code is fenced by more backticks than it has, and stays on its line', () => {
  expect(code('a')).toBe('`a`');
  expect(code('a`b')).toBe('`` a`b ``');
  expect(code('a``b`')).toBe('``` a``b` ```');
  expect(code('a\n  b')).toBe('`a b`');
});

test('a pipe does not end a cell, and a column without content is left out', () => {
  expect(table(['A', 'B', 'C'], [['a|b', '', '`c|d`']])).toBe(
    '| A | C |\n| --- | --- |\n| a\\|b | `c\\|d` |',
  );
  expect(table(['A'], [])).toBe('');
});

test('no two fields have one anchor', () => {
  const names = [['a', 'b'], ['a.b'], ['a-b'], ['a b'], ['a-2e-b'], ['a', '', 'b'], ['a_b'], ['ä']];
  expect(new Set(names.map(anchorOf)).size).toBe(names.length);
  expect(anchorOf(['spec', 'backupSchedule'])).toBe('spec.backupSchedule');
});

test('parts that are empty leave no gap', () => {
  expect(blocks('a', '', 'b')).toBe('a\n\nb');
});
