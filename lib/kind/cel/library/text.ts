/** The characters of a text: of CEL, a character is a code point. */
export function charactersOf(text: string): readonly string[] {
  return Array.from(text);
}

/** Number of characters. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}
