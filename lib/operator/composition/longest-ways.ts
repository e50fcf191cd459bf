/** What {@link longestWays} finds. */
export interface Ways<T> {
  /** The longest way from each node on, itself first. */
  readonly ways: ReadonlyMap<T, readonly T[]>;
  /** The first ring that was met, its first node again at its end; ways do not go around it. */
  readonly ring?: readonly T[];
}

/** Follows steps from each of some nodes as far as they lead. */
export function longestWays<T>(nodes: readonly T[], next: (node: T) => readonly T[]): Ways<T> {
  const ways = new Map<T, readonly T[]>();
  const trail: T[] = [];
  let ring: readonly T[] | undefined;
  const visit = (node: T): readonly T[] => {
    const known = ways.get(node);
    if (known) return known;
    if (trail.includes(node)) {
      ring ??= [...trail.slice(trail.indexOf(node)), node];
      return [];
    }
    trail.push(node);
    const longest = next(node)
      .map(visit)
      .reduce<readonly T[]>((a, b) => (b.length > a.length ? b : a), []);
    trail.pop();
    const way = [node, ...longest];
    ways.set(node, way);
    return way;
  };
  for (const node of nodes) visit(node);
  return { ways, ring };
}
