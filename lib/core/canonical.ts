/**
 * The items of a list that stands for a set, each once and in an order of their own, so that the order of
 * declarations never shows in a manifest.
 * @param key what two items that are the same have in common; by default all that they hold
 */
export function canonicalList<T>(
  items: readonly T[],
  key: (item: T) => string = (item) => JSON.stringify(item),
): readonly T[] {
  const byKey = new Map(items.map((item) => [key(item), item]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}

/** A map with its keys in order, so that its text tells whether it is the same as another. */
export function canonicalMap<T>(map: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}
