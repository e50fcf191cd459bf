import { extensionCost } from '../../../../lib/kind/cel/cost/extensions';
import { LIBRARY } from '../../../../lib/kind/cel/library';

test('what the extensions of CEL cost grows with the lists that they are given', () => {
  const [distinct] = LIBRARY.get('distinct') ?? [];
  const [size] = LIBRARY.get('size') ?? [];
  if (!distinct || !size) throw new Error('the library lacks functions');
  const target = (max: number) => ({ type: distinct.params[0] ?? distinct.result, size: { min: 0, max } });
  expect(extensionCost(distinct, target(3), [])?.cost.max).toBe(3 * 3 * 2 + 11);
  expect(extensionCost(distinct, target(6), [])?.cost.max).toBe(6 * 6 * 2 + 11);
  expect(extensionCost(size, target(3), [])).toBeUndefined();
});
