import * as fc from 'fast-check';

/** The arbitraries of the fields of a type. */
export type Fields<T> = { readonly [Key in keyof T]-?: fc.Arbitrary<Exclude<T[Key], undefined>> };

/** An object of which every field may be left out. */
export function partial<T extends object>(fields: Fields<T>): fc.Arbitrary<Partial<T>> {
  return fc.record(fields as Record<string, fc.Arbitrary<unknown>>, {
    requiredKeys: [],
    noNullPrototype: true,
  }) as fc.Arbitrary<Partial<T>>;
}

/** An object with every field. */
export function full<T extends object>(fields: Fields<T>): fc.Arbitrary<T> {
  return fc.record(fields as Record<string, fc.Arbitrary<unknown>>, {
    noNullPrototype: true,
  }) as fc.Arbitrary<T>;
}

/** A map of up to some entries. */
export function map<T>(
  keys: fc.Arbitrary<string>,
  values: fc.Arbitrary<T>,
  { min = 0, max = 3 } = {},
): fc.Arbitrary<Record<string, T>> {
  return fc.dictionary(keys, values, { minKeys: min, maxKeys: max, noNullPrototype: true });
}

/** Something usual, and once in a while an extreme. */
export function mostly<T>(usual: fc.Arbitrary<T>, extreme: fc.Arbitrary<T>, weight = 12): fc.Arbitrary<T> {
  return fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: extreme });
}
