import { kubernetesCost } from '../../../../lib/kind/cel/cost/kubernetes';
import { LIBRARY } from '../../../../lib/kind/cel/library';
import { SIMPLE } from '../../../../lib/kind/cel/types/type';

const text = (max: number) => ({ type: SIMPLE.string, size: { min: 0, max } });

test('functions that Kubernetes adds cost what it says, and those of CEL are not its own', () => {
  const cost = (name: string, ...args: readonly number[]) => {
    const [overload] = LIBRARY.get(name) ?? [];
    if (!overload) throw new Error(`there is no ${name}`);
    return kubernetesCost(overload, undefined, args.map(text));
  };
  expect(cost('quantity', 100)?.cost).toEqual({ min: 0, max: 10 });
  expect(cost('ip.isCanonical', 100)?.cost.max).toBe(20);
  expect(cost('url', 100)).toEqual({ cost: { min: 0, max: 10 }, size: { min: 0, max: 100 } });
  expect(cost('format.named', 100)?.cost).toEqual({ min: 1, max: 1 });
  expect(cost('matches', 100, 10)).toBeUndefined();
});
