import { CompileError } from '../errors';
import { Uint } from '../values/uint';
import { unescapeBytes, unescapeText } from './escapes';
import type { LiteralValue } from './expr';

/** A word of an expression. */
export interface Token {
  /** `punctuation` is an operator or a bracket; `quoted` an identifier in backticks, which only names a field. */
  readonly kind: 'end' | 'identifier' | 'literal' | 'punctuation' | 'quoted';
  /** As it is written; of a quoted identifier, without its backticks. */
  readonly text: string;
  /** Where it begins, counted in characters. */
  readonly at: number;
  /** The value of a literal. */
  readonly value?: LiteralValue;
}

const SPACE = /(?:[ \t\r\n\f]|\/\/[^\n]*)*/y;
const STRING = /([bB]?)([rR]?)("""|'''|"|')/y;
const FLOAT = /(?:\d+\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+|\.\d+(?:[eE][+-]?\d+)?)/y;
const INTEGER = /(0x[0-9a-fA-F]+|\d+)([uU]?)/y;
const IDENTIFIER = /[A-Za-z_][A-Za-z0-9_]*/y;
const QUOTED = /`([A-Za-z0-9_.\-/ ]+)`/y;
const PUNCTUATION = /==|!=|<=|>=|&&|\|\||[<>!+\-*/%?:.,()[\]{}]/y;
const WORDS: ReadonlyMap<string, LiteralValue> = new Map<string, LiteralValue>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/**
 * Splits an expression into words, the last of which is its end.
 * Source: https://github.com/google/cel-spec/blob/master/doc/langdef.md#syntax
 * @throws CompileError at the first character that begins no word
 */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = skipSpace(text, 0);
  while (at < text.length) {
    const { token, end } = tokenAt(text, at);
    tokens.push(token);
    at = skipSpace(text, end);
  }
  tokens.push({ kind: 'end', text: 'the end', at });
  return tokens;
}

interface Read {
  readonly token: Token;
  readonly end: number;
}

function tokenAt(text: string, at: number): Read {
  const found = stringAt(text, at) ?? numberAt(text, at);
  if (found) return found;
  const word = match(IDENTIFIER, text, at)?.[0];
  if (word !== undefined) {
    const value = WORDS.get(word);
    const kind = value !== undefined ? 'literal' : word === 'in' ? 'punctuation' : 'identifier';
    return { token: { kind, text: word, at, value }, end: at + word.length };
  }
  const quoted = match(QUOTED, text, at);
  if (quoted) {
    const [all, name = ''] = quoted;
    return { token: { kind: 'quoted', text: name, at }, end: at + all.length };
  }
  const sign = match(PUNCTUATION, text, at)?.[0];
  if (sign === undefined) throw new CompileError(`"${text[at]}" has no meaning here`, at);
  return { token: { kind: 'punctuation', text: sign, at }, end: at + sign.length };
}

function numberAt(text: string, at: number): Read | undefined {
  const float = match(FLOAT, text, at)?.[0];
  if (float !== undefined) return literalToken(float, at, at + float.length, Number(float));
  const [integer, digits = '', unsigned] = match(INTEGER, text, at) ?? [];
  if (integer === undefined) return undefined;
  const value = BigInt(digits);
  if (unsigned && value >= 2n ** 64n) throw new CompileError(`${integer} is too large for a uint`, at);
  return literalToken(integer, at, at + integer.length, unsigned ? new Uint(value) : value);
}

function stringAt(text: string, at: number): Read | undefined {
  const [prefix, bytes, raw, quote = ''] = match(STRING, text, at) ?? [];
  if (prefix === undefined) return undefined;
  const start = at + prefix.length;
  const close = closingQuote(text, start, quote, Boolean(raw));
  if (close === undefined) throw new CompileError('a text is not closed', at);
  const content = text.slice(start, close);
  const value = bytes
    ? unescapeBytes(content, Boolean(raw), start)
    : raw
      ? content
      : unescapeText(content, start);
  return literalToken(text.slice(at, close + quote.length), at, close + quote.length, value);
}

function closingQuote(text: string, start: number, quote: string, raw: boolean): number | undefined {
  for (let at = start; at < text.length; at++) {
    if (text.startsWith(quote, at)) return at;
    if (quote.length === 1 && (text[at] === '\n' || text[at] === '\r')) return undefined;
    if (text[at] === '\\' && !raw) at++;
  }
  return undefined;
}

function literalToken(text: string, at: number, end: number, value: LiteralValue): Read {
  return { token: { kind: 'literal', text, at, value }, end };
}

function skipSpace(text: string, at: number): number {
  return at + (match(SPACE, text, at)?.[0].length ?? 0);
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
