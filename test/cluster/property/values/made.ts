import type * as fc from 'fast-check';
import { PlatformError } from '../../../../lib';

/** Values of a class that parses what it is given; what it refuses reaches no construct, and so is left out. */
export function made<In, Out extends object>(
  given: fc.Arbitrary<In>,
  make: (value: In) => Out,
): fc.Arbitrary<Out> {
  return given.map((value) => attempt(() => make(value))).filter((value) => value !== undefined);
}

function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof PlatformError) return undefined;
    throw error;
  }
}
