/** Of more names than this, a message tells but those that could have been meant. */
const MANY = 20;
const FEW = 5;

/** Names that are allowed in the place of another: all of them, or of many those that are most like it. */
export function nearest(name: string, names: readonly string[]): string {
  if (names.length <= MANY) return names.join(', ');
  const byDistance = names
    .map((other) => ({ other, distance: distanceOf(name.toLowerCase(), other.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const few = byDistance.slice(0, FEW).map(({ other }) => other);
  return `${few.join(', ')} and ${names.length - FEW} others`;
}

/** How many characters are to be added, removed or replaced to make one text of another (Levenshtein). */
function distanceOf(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
