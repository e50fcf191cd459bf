import { PlatformError } from '../errors';
import { isPlainObject } from '../plain-object';

// YAML ends the search for the colon of a one-line key after this many characters of the written key.
const MAX_KEY = 1024;

// Far beyond any manifest; a value that holds itself ends here and not in a stack overflow.
const MAX_DEPTH = 1000;

const MAX_CACHED_LENGTH = 64;
const MAX_CACHED_KEYS = 8192;

// A leading digit needs a letter that no number or timestamp has, in any base, so `100m` is plain, `1e3` not.
const PLAIN =
  /^(?:[A-Za-z_/$]|\d(?=.*[g-nq-su-wyG-NQ-SU-WY]))[\w./@%+=,;()&|<>!?*$~^'-]*(?:[ :][\w./@%+=,;()&|<>!?*$~^'-]+)*$/;

// YAML 1.1 reads the words as booleans or null, 1.2 a part of them. `e1` is a number to the parser of cdk8s.
const RESERVED = /^(?:y|n|yes|no|on|off|true|false|null|e[-+]?\d+)$/i;

// Not printable in YAML, or a line break or a byte order mark to some parsers; JSON leaves them as they are.
const UNPRINTABLE = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;

// A block scalar has no escapes. White space that ends a line is legal in it, but editors and hooks strip it.
const NOT_LITERAL = /[^\P{Cc}\t\n]|[\p{Cs}\u2028\u2029\ufeff\ufffe\uffff]|[ \t](?:\n|$)/u;

// Parsers take the indentation of a block from its first line with text.
const LITERAL_START = /^\n*[^ \t\n]/;

const INDENTS: string[] = [];
const keyCache = new Map<string, string>();

/**
 * Writes plain JSON values as YAML documents, joined with `---` lines, in the layout of kubectl: block style,
 * two spaces, `- ` at the indent of its key. Parsers of YAML 1.1 and 1.2 read back the same values; only half of
 * a surrogate pair, which is not text, is refused by some: libyaml and the parser of kubectl.
 *
 * It is our own because serialization is most of the time of a synth: a writer that need not care for
 * comments, anchors, tags and folding is many times faster than a YAML library.
 *
 * Keys stay in their order, and those with an undefined value are left out. What JSON has no value for throws
 * a {@link PlatformError} that names its place: functions, symbols, bigints, numbers that are not finite,
 * class instances, and undefined in an array.
 */
export function toYaml(documents: readonly object[]): string {
  return documents.map((document, index) => new Writer(index).write(document)).join('---\n');
}

class Writer {
  // Pieces, not one growing string: concatenation leaves a rope, and flattening ropes took most of the time.
  private readonly pieces: string[] = [];
  // Entries are overwritten, never removed: only those above the current depth count.
  private readonly path: (string | number)[];

  constructor(index: number) {
    this.path = [index];
  }

  write(document: unknown): string {
    if (Array.isArray(document)) this.items(document, 0, 1, '');
    else if (isPlainObject(document)) this.entries(document, 0, 1, '');
    else this.reject(document, 1);
    return this.pieces.join('');
  }

  private value(value: unknown, level: number, depth: number, inItem: boolean): void {
    if (typeof value === 'string') this.pieces.push(` ${scalar(value, level + 1)}\n`);
    else if (value === null || value === true || value === false) this.pieces.push(` ${value}\n`);
    else if (typeof value === 'number' && Number.isFinite(value)) this.pieces.push(` ${number(value)}\n`);
    else if (Array.isArray(value)) {
      if (inItem) this.items(value, level + 1, depth, ' ');
      else this.items(value, level, depth, `\n${indent(level)}`);
    } else if (isPlainObject(value)) {
      this.entries(value, level + 1, depth, inItem ? ' ' : `\n${indent(level + 1)}`);
    } else this.reject(value, depth);
  }

  private entries(object: Record<string, unknown>, level: number, depth: number, lead: string): void {
    this.checkDepth(depth);
    const margin = indent(level);
    let empty = true;
    for (const key of Object.keys(object)) {
      const value = object[key];
      if (value === undefined) continue;
      this.path[depth] = key;
      this.pieces.push(empty ? lead : margin, this.key(key, depth));
      this.value(value, level, depth + 1, false);
      empty = false;
    }
    if (empty) this.pieces.push(lead === '' ? '{}\n' : ' {}\n');
  }

  private items(array: readonly unknown[], level: number, depth: number, lead: string): void {
    this.checkDepth(depth);
    const margin = indent(level);
    for (let index = 0; index < array.length; index++) {
      this.path[depth] = index;
      this.pieces.push(index === 0 ? `${lead}-` : `${margin}-`);
      this.value(array[index], level, depth + 1, true);
    }
    if (array.length === 0) this.pieces.push(lead === '' ? '[]\n' : ' []\n');
  }

  private key(key: string, depth: number): string {
    const known = keyCache.get(key);
    if (known !== undefined) return known;
    const written = plainOrQuoted(key);
    if (written.length > MAX_KEY) {
      throw new PlatformError(
        {
          problem: `has a key that takes ${written.length} characters in YAML`,
          given: key,
          allowed: `up to ${MAX_KEY} characters, with quotes and escapes`,
        },
        { prop: this.place(depth) },
      );
    }
    if (key.length <= MAX_CACHED_LENGTH) {
      if (keyCache.size >= MAX_CACHED_KEYS) keyCache.clear();
      keyCache.set(key, `${written}:`);
    }
    return `${written}:`;
  }

  private checkDepth(depth: number): void {
    if (depth <= MAX_DEPTH) return;
    throw new PlatformError(
      { problem: `contains itself, or is nested more than ${MAX_DEPTH} levels deep` },
      { prop: `${this.place(8)}…` },
    );
  }

  private reject(value: unknown, depth: number): never {
    throw new PlatformError(
      {
        problem: `is ${nameOf(value)}, which is not a JSON value`,
        allowed: 'plain objects, arrays, strings, finite numbers, booleans and null',
      },
      { prop: this.place(depth) },
    );
  }

  private place(depth: number): string {
    const steps = this.path.slice(0, depth).map((step) => {
      if (typeof step === 'number') return `[${step}]`;
      return /^\w+$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
    });
    return `documents${steps.join('')}`;
  }
}

function nameOf(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null)
    return value === undefined ? 'undefined' : `a ${typeof value}`;
  return `an instance of ${value.constructor?.name || 'a class'}`;
}

function indent(level: number): string {
  INDENTS[level] ??= '  '.repeat(level);
  return INDENTS[level];
}

// YAML 1.1 takes an exponent for a number only after a point: 1e21 is a string there.
function number(value: number): string {
  const text = String(value);
  return text.includes('e') && !text.includes('.') ? text.replace('e', '.0e') : text;
}

function scalar(text: string, level: number): string {
  if (text.includes('\n') && LITERAL_START.test(text) && !NOT_LITERAL.test(text)) return literal(text, level);
  return plainOrQuoted(text);
}

function literal(text: string, level: number): string {
  const margin = indent(level);
  const lines = (text.startsWith('\n') ? text : margin + text).replace(/\n(?=[^\n])/g, `\n${margin}`);
  if (!text.endsWith('\n')) return `|-\n${lines}`;
  return `${text.endsWith('\n\n') ? '|+' : '|'}\n${lines.slice(0, -1)}`;
}

function plainOrQuoted(text: string): string {
  if (PLAIN.test(text) && !RESERVED.test(text)) return text;
  return JSON.stringify(text).replace(
    UNPRINTABLE,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
