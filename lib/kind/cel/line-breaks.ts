/** Whether a text has line breaks, as the grammar of CEL and the checks of the API server know them. */
export function hasLineBreaks(text: string): boolean {
  return /[\n\r]/.test(text);
}
