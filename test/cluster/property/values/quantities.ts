import * as fc from 'fast-check';
import { Quantity, type QuantityLike } from '../../../../lib';
import { mostly } from './records';

const SUFFIXES = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

const number = fc.oneof(
  fc.integer({ min: 1, max: 2000 }).map(String),
  fc.stringMatching(/^[1-9][0-9]{0,2}\.[0-9]{0,3}$/),
  fc.stringMatching(/^\.[0-9]{0,2}[1-9]$/),
  fc.constantFrom('+1', '001', '1.', '9007199254740993'),
);
const suffix = fc.oneof(
  fc.constantFrom(...SUFFIXES),
  fc.integer({ min: -9, max: 15 }).map((power) => `e${power}`),
  fc.integer({ min: 0, max: 12 }).map((power) => `E+${power}`),
);

function readable(value: QuantityLike): boolean {
  try {
    return Quantity.of(value).compare(0) > 0;
  } catch {
    return false;
  }
}

/** More than nothing of something, in every notation. */
export const quantity: fc.Arbitrary<QuantityLike> = fc
  .oneof(
    fc.tuple(number, suffix).map((parts) => parts.join('')),
    fc.integer({ min: 1, max: 100_000 }),
    fc.constantFrom(0.1, 0.25, 1.5, 1e21, 5e-7),
  )
  .filter(readable)
  .chain((value) => fc.constantFrom<QuantityLike>(value, value, Quantity.of(value)));

/** Whole bytes as people write them, and once in a while any other quantity. */
export const bytes: fc.Arbitrary<QuantityLike> = mostly(
  fc
    .tuple(fc.integer({ min: 1, max: 999 }), fc.constantFrom('', 'k', 'Ki', 'M', 'Mi', 'Gi', 'T', 'Ti', 'e3'))
    .map((parts): QuantityLike => parts.join('')),
  quantity,
  60,
);

/** CPU as people write it, and once in a while any other quantity. */
export const cpu: fc.Arbitrary<QuantityLike> = mostly(
  fc.oneof<fc.Arbitrary<QuantityLike>[]>(
    fc.integer({ min: 0, max: 64_000 }).map((milli) => `${milli}m`),
    fc.constantFrom(0, 1, 0.5, '2', '100u', '1e-3'),
  ),
  quantity,
  60,
);
