import { checkLabelSelector } from '../../lib/operator/label-selector';
import { messageOf } from '../core/support';

test.each([
  'a=b',
  'a==b',
  'a!=b',
  'a',
  '!a',
  'a in (b)',
  'a in (b, c)',
  'a notin (b),c=d',
  'example.com/a=b, !c',
  'a=',
])('%s selects labels', (selector) => {
  expect(checkLabelSelector(selector)).toBe(selector);
});

test.each([
  '',
  ',',
  'a=b,',
  'a in b',
  'a in (b',
  'a=b=c',
  'a b',
  '=b',
  'a in (-b)',
  'A B in (c)',
  '-a',
  'a/b/c=d',
])('%j selects none', (selector) => {
  expect(messageOf(() => checkLabelSelector(selector))).toMatch(/is not a label/);
});
