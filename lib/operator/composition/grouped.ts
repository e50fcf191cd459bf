import { append } from '../../core/append';

/** The values of items by their keys, each in the order of the items. */
export function grouped<T, K, V>(
  items: readonly T[],
  entry: (item: T) => readonly [K, V],
): ReadonlyMap<K, readonly V[]> {
  const groups = new Map<K, V[]>();
  for (const item of items) {
    const [key, value] = entry(item);
    append(groups, key, value);
  }
  return groups;
}
