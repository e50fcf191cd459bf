import { CompileError } from '../errors';

const SIMPLE: Readonly<Record<string, string>> = {
  '\\': '\\',
  '"': '"',
  "'": "'",
  '`': '`',
  '?': '?',
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
const ESCAPE = /\\(?:([0-3][0-7]{2})|[xX]([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([\s\S]?))/g;

/**
 * The text that a literal with escapes stands for.
 * @param at where its content begins, for the error
 * @throws CompileError for an escape that CEL does not have
 */
export function unescapeText(content: string, at: number): string {
  return content.replace(ESCAPE, (all, octal, hex, short, long, simple, offset) => {
    if (simple !== undefined) return simpleEscape(simple, at + offset);
    const code = octal === undefined ? Number.parseInt(hex ?? short ?? long, 16) : Number.parseInt(octal, 8);
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
      throw new CompileError(`${all} is not a character of Unicode`, at + offset);
    }
    return String.fromCodePoint(code);
  });
}

/**
 * The bytes that a literal stands for: text as UTF-8, and escapes of single bytes.
 * @param raw whether backslashes are bytes as any other
 * @throws CompileError for an escape that CEL does not have in bytes
 */
export function unescapeBytes(content: string, raw: boolean, at: number): Uint8Array {
  if (raw) return new TextEncoder().encode(content);
  const bytes: number[] = [];
  let end = 0;
  const text = (part: string): void => {
    bytes.push(...new TextEncoder().encode(part));
  };
  for (const found of content.matchAll(ESCAPE)) {
    const [all, octal, hex, short, long, simple] = found;
    text(content.slice(end, found.index));
    if (simple !== undefined) text(simpleEscape(simple, at + found.index));
    else if (octal !== undefined) bytes.push(Number.parseInt(octal, 8));
    else if (hex !== undefined) bytes.push(Number.parseInt(hex, 16));
    else if ((short ?? long) !== undefined)
      throw new CompileError(`${all} has no meaning in bytes`, at + found.index);
    end = found.index + all.length;
  }
  text(content.slice(end));
  return Uint8Array.from(bytes);
}

function simpleEscape(char: string, at: number): string {
  const found = SIMPLE[char];
  if (found === undefined || char === '') throw new CompileError(`\\${char} is not an escape`, at);
  return found;
}
