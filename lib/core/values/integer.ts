import { PlatformError } from '../errors';

/** The integers that a prop takes. */
export interface IntegerRange {
  /** The least of them. */
  readonly min: number;
  /**
   * The greatest of them.
   * @default - the greatest that 32 bits hold
   */
  readonly max?: number;
  /**
   * What is wrong with any other value.
   * @default 'is not valid'
   */
  readonly problem?: string;
}

/** The API holds replicas, counts and seconds in 32 bits, and reads what is greater as negative or not at all. */
const INT32_MAX = 2 ** 31 - 1;

/**
 * Returns the value when it is an integer in the range.
 * @throws PlatformError without a path when it is not
 */
export function parseInteger(value: number, { min, max, problem = 'is not valid' }: IntegerRange): number {
  const most = max ?? INT32_MAX;
  if (Number.isInteger(value) && value >= min && value <= most) return value;
  throw new PlatformError({
    problem,
    given: value,
    allowed: `an integer from ${min} ${max !== undefined || value > most ? `to ${most}` : 'on'}`,
  });
}

/**
 * Returns the greatest number of something when it is an integer, and not below the least one.
 * @param least name of the prop that states the least one
 * @throws PlatformError without a path when it is not
 */
export function parseMaximum(value: number, min: number, least: string): number {
  return parseInteger(value, { min, ...(value < min && { problem: `is below ${least}` }) });
}
