import { selects } from '../../lib/core/label-selector';

const labels = { team: 'shop', stage: 'test' };

test.each([
  [{}, true],
  [{ matchLabels: { team: 'shop' } }, true],
  [{ matchLabels: { team: 'shop', stage: 'live' } }, false],
  [{ matchExpressions: [{ key: 'team', operator: 'In', values: ['a', 'shop'] }] }, true],
  [{ matchExpressions: [{ key: 'team', operator: 'In', values: ['a'] }] }, false],
  [{ matchExpressions: [{ key: 'other', operator: 'In', values: ['a'] }] }, false],
  [{ matchExpressions: [{ key: 'team', operator: 'NotIn', values: ['a'] }] }, true],
  [{ matchExpressions: [{ key: 'other', operator: 'NotIn', values: ['a'] }] }, true],
  [{ matchExpressions: [{ key: 'team', operator: 'NotIn', values: ['shop'] }] }, false],
  [{ matchExpressions: [{ key: 'team', operator: 'Exists' }] }, true],
  [{ matchExpressions: [{ key: 'other', operator: 'Exists' }] }, false],
  [{ matchExpressions: [{ key: 'other', operator: 'DoesNotExist' }] }, true],
  [{ matchExpressions: [{ key: 'team', operator: 'DoesNotExist' }] }, false],
  [{ matchLabels: { team: 'shop' }, matchExpressions: [{ key: 'stage', operator: 'DoesNotExist' }] }, false],
])('%j selects: %s', (selector, expected) => {
  expect(selects(selector, labels)).toBe(expected);
});
