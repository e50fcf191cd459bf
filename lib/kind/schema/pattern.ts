import { RE2JS } from 're2js';

const compiled = new Map<string, RE2JS | Error>();

/** Why Go, in which the API server is written, cannot read a pattern; `undefined` when it can. */
export function patternFault(pattern: string): string | undefined {
  const regexp = compile(pattern);
  return regexp instanceof Error ? regexp.message.replace(/^error parsing regexp: /, '') : undefined;
}

/** Whether a part of a text matches a pattern, as Go matches it; nothing matches one that Go cannot read. */
export function matches(pattern: string, text: string): boolean {
  const regexp = compile(pattern);
  return !(regexp instanceof Error) && regexp.test(text);
}

/** Patterns are few and their compilation takes a thousand times as long as a match. */
function compile(pattern: string): RE2JS | Error {
  let regexp = compiled.get(pattern);
  if (!regexp) {
    try {
      regexp = RE2JS.compile(pattern);
    } catch (error) {
      regexp = error instanceof Error ? error : new Error(String(error));
    }
    compiled.set(pattern, regexp);
  }
  return regexp;
}
