import { PlatformError } from '../errors';
import { Quantity, type QuantityLike } from './quantity';

/** The API server counts thousandths of a byte in 64 bits, and takes what is greater for a fraction. */
const MAX = 2n ** 63n / 1000n;

/**
 * Parses a number of bytes, of memory or of storage within a pod.
 * @throws PlatformError without a path for a fraction of a byte, of which the API server warns
 */
export function parseBytes(value: QuantityLike): Quantity {
  const quantity = Quantity.of(value);
  if (quantity.isWhole && quantity.compare(String(MAX)) <= 0) return quantity;
  throw new PlatformError({
    problem: 'is not a number of whole bytes',
    given: String(value),
    allowed: 'whole bytes, at most 8Pi',
  });
}
