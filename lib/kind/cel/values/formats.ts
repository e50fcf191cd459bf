import { Duration, parseDuration, parseTimestamp, Timestamp } from './time';

/**
 * How the API server reads the texts that a schema gives a format.
 * Source: k8s.io/kube-openapi, pkg/validation/strfmt.
 */

/** Reads `date-time`: RFC 3339, or a moment of UTC without a zone; the empty text is the beginning of 1970. */
export function parseDataTimestamp(text: string): Timestamp | undefined {
  if (text === '') return new Timestamp(0n);
  return parseTimestamp(text) ?? parseTimestamp(`${text}Z`);
}

/** Reads `date`: `2030-01-31`. */
export function parseDate(text: string): Timestamp | undefined {
  return parseTimestamp(`${text}T00:00:00Z`);
}

const UNIT_NAMES: readonly (readonly [unit: string, exact: readonly string[], beginning: string])[] = [
  ['ns', ['ns'], 'nano'],
  ['us', ['us', 'µs'], 'micro'],
  ['ms', ['ms'], 'milli'],
  ['s', ['s'], 'sec'],
  ['m', ['m'], 'min'],
  ['h', ['h', 'hr'], 'hour'],
  ['24h', ['d'], 'day'],
  ['168h', ['w', 'wk'], 'week'],
];

/** Reads `duration`: as Go writes it, or in words, `3 days`. */
export function parseDataDuration(text: string): Duration | undefined {
  const exact = parseDuration(text);
  if (exact) return exact;
  let nanos: bigint | undefined;
  for (const [, count = '', word = ''] of text.matchAll(/(\d+)\s*([A-Za-zµ]+)/g)) {
    const name = word.toLowerCase();
    for (const [unit, names, beginning] of UNIT_NAMES) {
      if (!names.includes(name) && !name.startsWith(beginning)) continue;
      const length = parseDuration(/^\d/.test(unit) ? unit : `1${unit}`)?.nanos ?? 0n;
      nanos = (nanos ?? 0n) + BigInt(count) * length;
    }
  }
  return nanos === undefined ? undefined : new Duration(nanos);
}

/** Reads `byte`: base64 in the alphabet for URLs, with padding. */
export function decodeBase64(text: string): Uint8Array | undefined {
  if (!/^(?:[\w-]{4})*(?:[\w-]{2}==|[\w-]{3}=)?$/.test(text)) return undefined;
  return new Uint8Array(Buffer.from(text, 'base64url'));
}
