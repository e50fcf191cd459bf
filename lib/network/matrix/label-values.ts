/**
 * What the value of one label key may be: absent, or one of some values, or any but some. Closed under what selectors
 * need: and, not.
 */
export interface LabelValues {
  /** Whether the key may be absent. */
  readonly absent: boolean;
  /**
   * The values that it may have.
   * @default - any
   */
  readonly only?: ReadonlySet<string>;
  /**
   * The values that it may not have, where `only` does not say it.
   * @default - none
   */
  readonly but?: ReadonlySet<string>;
}

const NOTHING: ReadonlySet<string> = new Set();

/** Whatever it is. */
export const ANYTHING: LabelValues = { absent: true };
/** No such key. */
export const ABSENT: LabelValues = { absent: true, only: NOTHING };
/** The key, with whatever value. */
export const PRESENT: LabelValues = { absent: false };

/** One of some values. */
export function oneOf(values: Iterable<string>): LabelValues {
  return { absent: false, only: new Set(values) };
}

/** None of some values; so is a key that is absent. */
export function noneOf(values: Iterable<string>): LabelValues {
  return { absent: true, but: new Set(values) };
}

/** What is both. */
export function both(a: LabelValues, b: LabelValues): LabelValues {
  const absent = a.absent && b.absent;
  if (a.only ?? b.only) {
    const values = [...(a.only ?? b.only ?? NOTHING)].filter((value) => has(a, value) && has(b, value));
    return { absent, only: new Set(values) };
  }
  return { absent, but: new Set([...(a.but ?? NOTHING), ...(b.but ?? NOTHING)]) };
}

/** What is not. */
export function not({ absent, only, but }: LabelValues): LabelValues {
  return only ? { absent: !absent, but: only } : { absent: !absent, only: but ?? NOTHING };
}

/** Whether a value is among them. */
export function has({ only, but }: LabelValues, value: string): boolean {
  return only ? only.has(value) : !but?.has(value);
}

/** Whether nothing is left: values that are not named are more than any list of them. */
export function isImpossible({ absent, only }: LabelValues): boolean {
  return !absent && only?.size === 0;
}
