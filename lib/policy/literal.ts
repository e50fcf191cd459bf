/** A text as CEL writes it. */
export function celText(text: string): string {
  return JSON.stringify(text);
}

/** A list of texts as CEL writes it, each once, in an order of its own. */
export function celTexts(texts: readonly string[]): string {
  return `[${[...new Set(texts)].sort().map(celText).join(', ')}]`;
}
