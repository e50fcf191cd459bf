import { EvaluationError } from '../errors';
import { PlainList } from '../values/collections';
import type { List } from '../values/value';
import { formatText } from './format';
import { functions, methods, type Overload } from './overload';
import { charactersOf } from './text';
import { Versions } from './versions';

/** An index that a text of so many characters has, its end included. */
function within(index: bigint, length: number): number {
  if (index >= 0n && index <= BigInt(length)) return Number(index);
  throw new EvaluationError(`index out of range: ${index}`);
}

function substring(text: string, start: bigint, end?: bigint): string {
  const characters = charactersOf(text);
  if (end !== undefined && start > end)
    throw new EvaluationError(`invalid substring range. start: ${start}, end: ${end}`);
  const from = within(start, characters.length);
  return characters.slice(from, end === undefined ? undefined : within(end, characters.length)).join('');
}

/** Where a part begins, at an index or after it, or, looking from the end, at an index or before it; -1 for nowhere. */
function find(text: string, part: string, offset: bigint, fromEnd: boolean): bigint {
  if (offset < 0n) throw new EvaluationError(`index out of range: ${offset}`);
  const [characters, wanted] = [charactersOf(text), charactersOf(part)];
  const length = BigInt(characters.length);
  if (wanted.length === 0) return offset > length ? length : offset;
  if (offset >= length) return -1n;
  const last = characters.length - wanted.length;
  const step = fromEnd ? -1 : 1;
  for (
    let index = fromEnd ? Math.min(Number(offset), last) : Number(offset);
    index >= 0 && index <= last;
    index += step
  ) {
    if (wanted.every((character, place) => characters[index + place] === character)) return BigInt(index);
  }
  return -1n;
}

function findLast(text: string, part: string): bigint {
  const length = charactersOf(text).length;
  if (part === '') return BigInt(length);
  return length === 0 ? -1n : find(text, part, BigInt(length - 1), true);
}

/** Splits into at most so many parts, and any number where it is negative; of a separator of nothing, by character. */
function split(text: string, separator: string, limit: bigint): PlainList {
  if (limit === 0n) return new PlainList([]);
  const parts = separator === '' ? charactersOf(text) : text.split(separator);
  if (limit < 0n || BigInt(parts.length) <= limit) return new PlainList(parts);
  const count = Number(limit) - 1;
  return new PlainList([...parts.slice(0, count), parts.slice(count).join(separator)]);
}

/** Replaces at most so many times, and any number of times where it is negative. */
function replace(text: string, part: string, by: string, limit: bigint): string {
  if (part !== '') {
    const parts = split(text, part, limit < 0n ? -1n : limit + 1n);
    return [...parts].join(by);
  }
  // Nothing is before each character and after the last.
  const characters = charactersOf(text);
  const times = limit < 0n || limit > BigInt(characters.length) ? characters.length + 1 : Number(limit);
  const result = characters.map((character, index) => (index < times ? by + character : character)).join('');
  return times > characters.length ? result + by : result;
}

function join(list: List, separator: string): string {
  const texts = [...list].map((item) => {
    if (typeof item === 'string') return item;
    throw new EvaluationError(`join: invalid input: ${String(item)}`);
  });
  return texts.join(separator);
}

const QUOTED: ReadonlyMap<string, string> = new Map([
  ['\u0007', '\\a'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\v', '\\v'],
  ['\\', '\\\\'],
  ['"', '\\"'],
]);

function quote(text: string): string {
  return `"${charactersOf(text)
    .map((character) => QUOTED.get(character) ?? character)
    .join('')}"`;
}

/** The characters that Go takes for space. */
const SPACE = '[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+';
const AROUND = new RegExp(`^${SPACE}|${SPACE}$`, 'g');

/** Functions on texts: those of CEL and its string extension in version 2. */
export const STRINGS: readonly Overload[] = [
  ...methods(Versions.ALL, 'string', {
    'contains(string): bool': (text: string, part: string) => text.includes(part),
    'endsWith(string): bool': (text: string, part: string) => text.endsWith(part),
    'startsWith(string): bool': (text: string, part: string) => text.startsWith(part),
    'charAt(int): string': (text: string, index: bigint) => {
      const characters = charactersOf(text);
      return characters[within(index, characters.length)] ?? '';
    },
    'indexOf(string): int': (text: string, part: string) => find(text, part, 0n, false),
    'indexOf(string, int): int': (text: string, part: string, offset: bigint) =>
      find(text, part, offset, false),
    'lastIndexOf(string): int': findLast,
    'lastIndexOf(string, int): int': (text: string, part: string, offset: bigint) =>
      find(text, part, offset, true),
    'lowerAscii(): string': (text: string) => text.replace(/[A-Z]+/g, (part) => part.toLowerCase()),
    'upperAscii(): string': (text: string) => text.replace(/[a-z]+/g, (part) => part.toUpperCase()),
    'replace(string, string): string': (text: string, part: string, by: string) =>
      replace(text, part, by, -1n),
    'replace(string, string, int): string': replace,
    'split(string): list(string)': (text: string, separator: string) => split(text, separator, -1n),
    'split(string, int): list(string)': split,
    'substring(int): string': (text: string, start: bigint) => substring(text, start),
    'substring(int, int): string': substring,
    'trim(): string': (text: string) => text.replace(AROUND, ''),
  }),
  ...methods(Versions.ALL, 'list(string)', {
    'join(): string': (list: List) => join(list, ''),
    'join(string): string': join,
  }),
  ...methods(Versions.FORMAT, 'string', { 'format(list(dyn)): string': formatText }),
  ...functions(Versions.FORMAT, { 'strings.quote(string): string': quote }),
];
