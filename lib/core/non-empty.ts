/**
 * A list, or nothing where it is empty. For lists of built-in kinds: the API server drops an empty one, and whatever
 * writes it would show a difference for ever.
 */
export function nonEmpty<T>(list: readonly T[] | undefined): readonly T[] | undefined {
  return list && list.length > 0 ? list : undefined;
}
