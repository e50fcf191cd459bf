import { isIPv4, isIPv6 } from 'node:net';
import type { Format } from 'ajv';

const QUANTITY = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;
const BASE64 = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/;
const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

function isDate(text: string): boolean {
  if (!DATE.test(text)) return false;
  // JavaScript reads 30 February as 1 March, so only a date that comes back unchanged is one.
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function isDateTime(text: string): boolean {
  return text[10] === 'T' && isDate(text.slice(0, 10)) && TIME.test(text.slice(11));
}

function integer(bits: number): Format {
  const limit = 2 ** (bits - 1);
  // The largest int64 is no JavaScript number: it rounds to the limit itself, which must therefore pass.
  const largest = Number.isSafeInteger(limit) ? limit - 1 : limit;
  return { type: 'number', validate: (n: number) => Number.isInteger(n) && n >= -limit && n <= largest };
}

/** The formats of the schemas, as Go reads them. */
export const FORMATS: Readonly<Record<string, Format>> = {
  int32: integer(32),
  int64: integer(64),
  float: { type: 'number', validate: (n: number) => Number.isFinite(Math.fround(n)) },
  double: { type: 'number', validate: (n: number) => Number.isFinite(n) },
  // Go decodes base64 past line breaks, as `|` blocks of YAML have them.
  byte: (text: string) => BASE64.test(text.replace(/[\r\n]/g, '')),
  date: isDate,
  'date-time': isDateTime,
  ipv4: isIPv4,
  ipv6: isIPv6,
  quantity: QUANTITY,
};

/** Go's syntax for patterns, as far as CRDs use it, in JavaScript's. */
export function goRegExp(pattern: string): RegExp {
  const [prefix = '', start = '', flags = ''] = /^(\^?)\(\?([ims]+)\)/.exec(pattern) ?? [];
  const source = `${start}${pattern.slice(prefix.length)}`.replaceAll('(?P<', '(?<').replaceAll('\\z', '$');
  try {
    return new RegExp(source, `${flags}u`);
  } catch {
    // Go allows to escape any punctuation, JavaScript only without the unicode flag.
    return new RegExp(source, flags);
  }
}
