/**
 * Remembers what was made from a text, so that it is made once; of several, those that were asked for last.
 * @param most how many are remembered
 */
export function recent<T extends object>(most: number): (text: string, make: () => T) => T {
  const made = new Map<string, T>();
  return (text, make) => {
    const found = made.get(text) ?? make();
    // A Map has its keys in the order in which they were set.
    made.delete(text);
    made.set(text, found);
    const [oldest] = made.keys();
    if (made.size > most && oldest !== undefined) made.delete(oldest);
    return found;
  };
}
