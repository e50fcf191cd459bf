/** The least and the most that something can be: a cost, or a number of characters, items or entries. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/** The greatest number that an API server reckons with. */
const MAX = 2 ** 64 - 1;

/** What nothing is known of. */
export const UNKNOWN: Range = { min: 0, max: MAX };

/** Exactly so much. */
export function exactly(value: number): Range {
  return { min: value, max: value };
}

/** The sum of some. */
export function sum(...ranges: readonly Range[]): Range {
  return ranges.reduce(
    (one, other) => ({
      min: Math.min(one.min + other.min, MAX),
      max: Math.min(one.max + other.max, MAX),
    }),
    exactly(0),
  );
}

/** The product of two. */
export function product(one: Range, other: Range): Range {
  return { min: Math.min(one.min * other.min, MAX), max: Math.min(one.max * other.max, MAX) };
}

/** So many times as much, rounded up. */
export function times(range: Range, factor: number): Range {
  return {
    min: Math.min(Math.ceil(range.min * factor), MAX),
    max: Math.min(Math.ceil(range.max * factor), MAX),
  };
}

/** What is one or the other. */
export function union(one: Range, other: Range): Range {
  return { min: Math.min(one.min, other.min), max: Math.max(one.max, other.max) };
}
