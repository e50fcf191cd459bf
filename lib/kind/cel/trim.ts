const SPACE = /\p{White_Space}/u;

/** A text without the space around it, as Go trims it: other than `trim()`, with U+0085 and without U+FEFF. */
export function trimSpace(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && SPACE.test(text.charAt(start))) start++;
  while (end > start && SPACE.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}
