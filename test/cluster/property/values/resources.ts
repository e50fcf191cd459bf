import * as fc from 'fast-check';
import { type ComputeAmounts, type ComputeResources, Quantity } from '../../../../lib';
import { bytes, cpu } from './quantities';
import { partial } from './records';

const amounts = partial<ComputeAmounts>({ cpu, memory: bytes, ephemeralStorage: bytes });

/** Requests and limits, the greater of two amounts as the limit. */
export const resources: fc.Arbitrary<ComputeResources> = fc
  .tuple(fc.option(amounts, { nil: undefined }), fc.option(amounts, { nil: undefined }))
  .map(([requests, limits]) => {
    const ordered = { requests: { ...requests }, limits: { ...limits } };
    for (const name of ['cpu', 'memory', 'ephemeralStorage'] as const) {
      const [low, high] = [ordered.requests[name], ordered.limits[name]];
      if (low === undefined || high === undefined || Quantity.of(low).compare(high) <= 0) continue;
      ordered.requests[name] = high;
      ordered.limits[name] = low;
    }
    return { ...(requests && { requests: ordered.requests }), ...(limits && { limits: ordered.limits }) };
  });
