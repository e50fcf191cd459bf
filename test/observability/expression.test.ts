import { checkExpression, series } from '../../lib/observability/expression';
import { promqlErrors, selectorsIn } from '../support/promql';

test('series are told by labels, which are equal to a text or match a pattern', () => {
  expect(series('up')).toBe('up');
  expect(series('up', { job: 'shop', code: { matches: '5..|<error>' } })).toBe(
    'up{job="shop",code=~"5..|<error>"}',
  );
});

test('whatever a label is equal to, the expression is PromQL', () => {
  for (const text of ['a"b', 'a\\b', 'a\nb', '{', '}', "'", '`', '#', 'ä'])
    expect(promqlErrors(series('up', { job: text }))).toEqual([]);
});

test.each([
  'up',
  'sum by (a) (rate(b{c="}"}[5m])) / 2 > 0.1',
  'label_replace(up, "a", "$1", \'b\', `(.+)`)',
  'up{a="\\""} # a comment with ) in it',
  '1',
])('%s is an expression', (expression) => {
  expect(checkExpression(expression)).toBe(expression);
  expect(promqlErrors(expression)).toEqual([]);
});

test.each([
  ['', 'is empty'],
  [' ', 'is empty'],
  ['sum(up', 'lacks a )'],
  ['sum(up))', 'has a ) that nothing opens'],
  ['rate(up[5m)', 'has a ) that nothing opens'],
  ['up{job="a}', 'has a string that " opens and nothing ends'],
  ['up{job="a"', 'lacks a }'],
])('%p is none', (expression, problem) => {
  expect(() => checkExpression(expression)).toThrow(problem);
});

test('the grammar finds what brackets do not tell', () => {
  expect(promqlErrors('sum by a (up)')).not.toEqual([]);
  expect(promqlErrors('up and')).toEqual(['6: something is missing']);
  expect(promqlErrors('rate(up[5x])')).not.toEqual([]);
});

test('the selectors of an expression are told from its functions and labels', () => {
  expect(selectorsIn('sum by (job) (rate(a_total{job="b"}[$__rate_interval])) / on (c) d')).toEqual([
    'a_total{job="b"}',
    'd',
  ]);
});
