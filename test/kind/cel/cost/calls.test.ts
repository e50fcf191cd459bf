import { standardCost } from '../../../../lib/kind/cel/cost/calls';
import { LIBRARY } from '../../../../lib/kind/cel/library';
import { SIMPLE } from '../../../../lib/kind/cel/types/type';

const text = (max: number) => ({ type: SIMPLE.string, size: { min: 0, max } });
const NOTHING = { min: 0, max: 0 };

test('of two sides of && the second may not be looked at, and of two results of a condition one is', () => {
  const costs = [
    { min: 1, max: 2 },
    { min: 3, max: 5 },
    { min: 2, max: 9 },
  ];
  const [and] = LIBRARY.get('_&&_') ?? [];
  const [conditional] = LIBRARY.get('_?_:_') ?? [];
  if (!and || !conditional) throw new Error('the library lacks operators');
  expect(standardCost(and, undefined, [], costs).cost).toEqual({ min: 1, max: 7 });
  expect(standardCost(conditional, undefined, [], costs).cost).toEqual({ min: 3, max: 11 });
});

test('texts are compared up to the shorter, and matched for each character of a pattern', () => {
  const [less] = (LIBRARY.get('_<_') ?? []).filter(({ params }) => params[0] === SIMPLE.string);
  const [matches] = (LIBRARY.get('matches') ?? []).filter(({ isMethod }) => isMethod);
  if (!less || !matches) throw new Error('the library lacks functions');
  expect(standardCost(less, undefined, [text(100), text(30)], [NOTHING, NOTHING]).cost.max).toBe(3);
  expect(standardCost(matches, text(99), [text(8)], [NOTHING]).cost.max).toBe(20);
});
