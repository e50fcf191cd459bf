import { exactly, product, sum, times, UNKNOWN, union } from '../../../../lib/kind/cel/cost/range';

test('ranges are added, multiplied and joined by both ends', () => {
  const [one, other] = [
    { min: 1, max: 3 },
    { min: 2, max: 2 },
  ];
  expect(sum(one, other, exactly(1))).toEqual({ min: 4, max: 6 });
  expect(product(one, other)).toEqual({ min: 2, max: 6 });
  expect(union(one, other)).toEqual({ min: 1, max: 3 });
  expect(times(one, 0.1)).toEqual({ min: 1, max: 1 });
});

test('what is unknown stays as large as an API server can count', () => {
  expect(sum(UNKNOWN, UNKNOWN)).toEqual(UNKNOWN);
  expect(product(UNKNOWN, exactly(5))).toEqual(UNKNOWN);
  expect(times(UNKNOWN, 2)).toEqual(UNKNOWN);
});
