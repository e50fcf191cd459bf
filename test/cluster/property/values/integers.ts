import * as fc from 'fast-check';
import { mostly } from './records';

/** Integers from a bound on, once in a while at or past the limits of what 32 and 64 bits hold. */
export function integers(min: number, usual: number): fc.Arbitrary<number> {
  return mostly(
    fc.integer({ min, max: usual }),
    fc.constantFrom(2 ** 31 - 1, 2 ** 31, 2 ** 53 - 1, 2 ** 63, 1e21),
    200,
  );
}

/** Ports. */
export const port = mostly(fc.integer({ min: 1, max: 65535 }), fc.constantFrom(1, 65535));
