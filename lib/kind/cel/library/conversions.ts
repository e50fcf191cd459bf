import { EvaluationError } from '../errors';
import { type Duration, parseDuration, parseTimestamp, Timestamp } from '../values/time';
import { Uint } from '../values/uint';
import { TypeValue, typeOfValue, type Value } from '../values/value';
import { toInt, toUint } from './operators';
import { functions, type Overload } from './overload';
import { Versions } from './versions';

const UTF_8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const SECOND = 1_000_000_000n;

function orFail<T>(value: T | undefined, type: string): T {
  if (value !== undefined) return value;
  throw new EvaluationError(`type conversion error from 'string' to '${type}'`);
}

/** A number without its fraction, where an integer type has it. */
function truncated(value: number, type: 'int' | 'uint'): bigint {
  const isInRange = type === 'int' ? Math.abs(value) < 2 ** 63 : value >= 0 && value < 2 ** 64;
  if (isInRange) return BigInt(Math.trunc(value));
  throw new EvaluationError(type === 'int' ? 'integer overflow' : 'unsigned integer overflow');
}

/** Source: ParseFloat of Go, but for hexadecimal numbers. */
function parseDouble(text: string): number | undefined {
  const [, sign, word] = /^([+-]?)(inf|infinity|nan)$/i.exec(text) ?? [];
  if (word?.toLowerCase() === 'nan') return sign ? undefined : Number.NaN;
  if (word) return sign === '-' ? -Infinity : Infinity;
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

function parseInteger(text: string, signed: boolean): bigint | undefined {
  if (!(signed ? /^[+-]?\d+$/ : /^\d+$/).test(text)) return undefined;
  const value = BigInt(text.replace(/^\+/, ''));
  const [least, most] = signed ? [-(2n ** 63n), 2n ** 63n - 1n] : [0n, 2n ** 64n - 1n];
  return value >= least && value <= most ? value : undefined;
}

function parseBool(text: string): boolean | undefined {
  if (['1', 't', 'T', 'true', 'TRUE', 'True'].includes(text)) return true;
  return ['0', 'f', 'F', 'false', 'FALSE', 'False'].includes(text) ? false : undefined;
}

function decode(bytes: Uint8Array): string {
  try {
    return UTF_8.decode(bytes);
  } catch {
    throw new EvaluationError('invalid UTF-8 in bytes, cannot convert to string');
  }
}

/**
 * A number in the shortest form that reads back as the same, as Go's %g has it: with an exponent from a million on.
 */
export function formatDouble(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  if (Object.is(value, -0)) return '-0';
  const [mantissa = '', power = '0'] = value.toExponential().split('e');
  const exponent = Number(power);
  // JavaScript has no exponent in numbers of this size.
  if (exponent >= -4 && exponent < 6) return String(value);
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

/** Conversions between types. */
export const CONVERSIONS: readonly Overload[] = functions(Versions.ALL, {
  'type(A): type(A)': (value: Value) => new TypeValue(typeOfValue(value)),
  'dyn(A): dyn': (value: Value) => value,
  'bool(bool): bool': (value: boolean) => value,
  'bool(string): bool': (text: string) => orFail(parseBool(text), 'bool'),
  'bytes(bytes): bytes': (value: Uint8Array) => value,
  'bytes(string): bytes': (text: string) => new TextEncoder().encode(text),
  'double(double): double': (value: number) => value,
  'double(int): double': (value: bigint) => Number(value),
  'double(string): double': (text: string) => orFail(parseDouble(text), 'double'),
  'double(uint): double': ({ value }: Uint) => Number(value),
  'duration(duration): duration': (value: Duration) => value,
  'duration(string): duration': (text: string) => orFail(parseDuration(text), 'google.protobuf.Duration'),
  'int(int): int': (value: bigint) => value,
  'int(double): int': (value: number) => truncated(value, 'int'),
  'int(duration): int': ({ nanos }: Duration) => nanos,
  'int(string): int': (text: string) => orFail(parseInteger(text, true), 'int'),
  'int(timestamp): int': ({ seconds }: Timestamp) => seconds,
  'int(uint): int': ({ value }: Uint) => toInt(value),
  'string(string): string': (value: string) => value,
  'string(bool): string': (value: boolean) => String(value),
  'string(bytes): string': (bytes: Uint8Array) => decode(bytes),
  'string(double): string': (value: number) => formatDouble(value),
  'string(duration): string': (value: Duration) => String(value),
  'string(int): string': (value: bigint) => String(value),
  'string(timestamp): string': (value: Timestamp) => String(value),
  'string(uint): string': ({ value }: Uint) => String(value),
  'timestamp(timestamp): timestamp': (value: Timestamp) => value,
  'timestamp(int): timestamp': (seconds: bigint) => new Timestamp(seconds * SECOND),
  'timestamp(string): timestamp': (text: string) => orFail(parseTimestamp(text), 'google.protobuf.Timestamp'),
  'uint(uint): uint': (value: Uint) => value,
  'uint(double): uint': (value: number) => new Uint(truncated(value, 'uint')),
  'uint(int): uint': (value: bigint) => toUint(value),
  'uint(string): uint': (text: string) => new Uint(orFail(parseInteger(text, false), 'uint')),
});
