import type { SchemaType } from '../schema/open-api-schema';

/** Fields of a JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * The type that the API server takes a value for when it reads it as JSON; `undefined` for what JSON has no form for,
 * such as functions and numbers that are not finite.
 *
 * It reads a number as an integer when its digits, without a point or an exponent, fit in 64 bits.
 */
export function typeOf(value: unknown): SchemaType | 'null' | undefined {
  switch (typeof value) {
    case 'boolean':
    case 'string':
      return typeof value as 'boolean' | 'string';
    case 'number':
      if (Number.isSafeInteger(value)) return 'integer';
      if (!Number.isFinite(value)) return undefined;
      return Number.isInteger(value) && fitsInt64(value) ? 'integer' : 'number';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? 'array' : 'object';
    default:
      return undefined;
  }
}

const INT64_MAX = 2n ** 63n - 1n;

/** Whether the digits that an integer is written with fit in 64 bits: beyond 2^53 they are not its exact value. */
function fitsInt64(value: number): boolean {
  const text = String(value);
  if (text.includes('e')) return false;
  const written = BigInt(text);
  return written >= -INT64_MAX - 1n && written <= INT64_MAX;
}

/** A text that is the same for two JSON values when they are the same, whatever the order of their fields. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeOf(part) !== 'object') return part;
    return Object.fromEntries(Object.entries(part as JsonObject).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
