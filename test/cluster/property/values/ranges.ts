import * as fc from 'fast-check';
import {
  type ClaimRange,
  type ComputeAmounts,
  Quantity,
  type QuantityLike,
  type ResourceRange,
} from '../../../../lib';
import { bytes, cpu } from './quantities';
import { full, partial } from './records';

const amounts = partial<ComputeAmounts>({ cpu, memory: bytes, ephemeralStorage: bytes });
const ratio = fc.constantFrom<QuantityLike>(1, 2, '1500m', 10, 4.25, '1e2', 100_000);
const ratios = partial<ComputeAmounts>({ cpu: ratio, memory: ratio, ephemeralStorage: ratio });

/** Ranges with their ends the right way round; some of them bound nothing. */
export const resourceRange: fc.Arbitrary<ResourceRange> = partial<ResourceRange>({
  min: amounts,
  max: amounts,
  maxLimitRequestRatio: ratios,
}).map(({ min, max, maxLimitRequestRatio }) => ({
  ...(maxLimitRequestRatio && { maxLimitRequestRatio: apart(maxLimitRequestRatio, min, max) }),
  ...(max && { max }),
  ...(min && {
    min: Object.fromEntries(
      Object.entries(min).map(([name, least]) => [name, lesser(least, max?.[name as keyof ComputeAmounts])]),
    ),
  }),
}));

/** Ranges of claims. */
export const claimRange: fc.Arbitrary<ClaimRange> = fc.oneof(
  full<Required<ClaimRange>>({ min: bytes, max: bytes }).map(({ min, max }) =>
    Quantity.of(min).compare(max) <= 0 ? { min, max } : { min: max, max: min },
  ),
  full<Required<Pick<ClaimRange, 'max'>>>({ max: bytes }),
  full<Required<Pick<ClaimRange, 'min'>>>({ min: bytes }),
);

/** The ratios of what has not both ends, which would mostly be closer to each other. */
function apart(ratios: ComputeAmounts, min: ComputeAmounts = {}, max: ComputeAmounts = {}): ComputeAmounts {
  return Object.fromEntries(Object.entries(ratios).filter(([name]) => !(name in min) || !(name in max)));
}

function lesser(a: QuantityLike, b: QuantityLike | undefined): QuantityLike {
  return b !== undefined && Quantity.of(a).compare(b) > 0 ? b : a;
}
