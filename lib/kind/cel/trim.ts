/** A text without the space around it, as Go trims it: other than `trim()`, with U+0085 and without U+FEFF. */
export function trimSpace(text: string): string {
  return text.replace(/^\p{White_Space}+|\p{White_Space}+$/gu, '');
}

/** Whether a text has line breaks, as the grammar of CEL knows them. */
export function hasLineBreaks(text: string): boolean {
  return /[\n\r]/.test(text);
}
