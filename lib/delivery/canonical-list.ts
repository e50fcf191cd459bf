/**
 * The items of a list that stands for a set, each once and in an order of their own, so that the order of
 * declarations never shows in a manifest.
 * @param key what two items that are the same have in common
 */
export function canonicalList<T>(items: readonly T[], key: (item: T) => string): readonly T[] {
  const byKey = new Map(items.map((item) => [key(item), item]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}
