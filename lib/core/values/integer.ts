import { PlatformError } from '../errors';

/** The integers that a prop takes. */
export interface IntegerRange {
  /** The least of them. */
  readonly min: number;
  /**
   * The greatest of them.
   * @default - none
   */
  readonly max?: number;
  /**
   * What is wrong with any other value.
   * @default 'is not valid'
   */
  readonly problem?: string;
}

/**
 * Returns the value when it is an integer in the range.
 * @throws PlatformError without a path when it is not
 */
export function parseInteger(
  value: number,
  { min, max = Number.POSITIVE_INFINITY, problem = 'is not valid' }: IntegerRange,
): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new PlatformError({
    problem,
    given: value,
    allowed: `an integer from ${min} ${Number.isFinite(max) ? `to ${max}` : 'on'}`,
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
