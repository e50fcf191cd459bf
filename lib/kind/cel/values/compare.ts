import { EvaluationError, noOverload } from '../errors';
import { describeType } from '../types/type';
import { Duration, Timestamp } from './time';
import { Uint } from './uint';
import { List, MapValue, Opaque, Optional, TypeValue, typeOfValue, type Value } from './value';

/**
 * Whether two values are equal: numbers by what they are worth, whatever their types; values of different types
 * never. The one on the left decides how lists and maps are compared.
 * @throws EvaluationError where a list or object of a schema is compared with what is none
 */
export function equals(left: Value, right: Value): boolean {
  if (left === null || right === null) return left === right;
  if (left instanceof List || left instanceof MapValue || left instanceof Opaque) return left.equals(right);
  if (left instanceof Optional) return right instanceof Optional && equalOptionals(left, right);
  if (left instanceof TypeValue) return right instanceof TypeValue && left.type.name === right.type.name;
  if (left instanceof Timestamp) return right instanceof Timestamp && left.nanos === right.nanos;
  if (left instanceof Duration) return right instanceof Duration && left.nanos === right.nanos;
  if (left instanceof Uint8Array) return right instanceof Uint8Array && Buffer.compare(left, right) === 0;
  const [one, other] = [numberOf(left), numberOf(right)];
  if (one === undefined || other === undefined) return left === right;
  // JavaScript compares a bigint and a number by what they are worth.
  // biome-ignore lint/suspicious/noDoubleEquals: only the loose comparison knows both types
  return one == other;
}

function equalOptionals({ value: left }: Optional, { value: right }: Optional): boolean {
  return left === undefined || right === undefined ? left === right : equals(left, right);
}

function numberOf(value: Value): bigint | number | undefined {
  if (value instanceof Uint) return value.value;
  return typeof value === 'bigint' || typeof value === 'number' ? value : undefined;
}

/**
 * Orders two values of one type, or two numbers: negative, 0 or positive.
 * @throws EvaluationError for values that have no order
 */
export function compare(left: Value, right: Value): number {
  const [one, other] = [numberOf(left), numberOf(right)];
  if (one !== undefined && other !== undefined) return compareNumbers(one, other);
  if (typeof left === 'string' && typeof right === 'string') return compareTexts(left, right);
  if (typeof left === 'boolean' && typeof right === 'boolean') return Number(left) - Number(right);
  if (left instanceof Uint8Array && right instanceof Uint8Array) return Buffer.compare(left, right);
  if (left instanceof Timestamp && right instanceof Timestamp) return compareNumbers(left.nanos, right.nanos);
  if (left instanceof Duration && right instanceof Duration) return compareNumbers(left.nanos, right.nanos);
  const types = [left, right].map((value) => describeType(typeOfValue(value)));
  throw noOverload(`${types.join(' and ')} have no order`);
}

function compareNumbers(left: bigint | number, right: bigint | number): number {
  if (Number.isNaN(left) || Number.isNaN(right)) throw new EvaluationError('NaN values cannot be ordered');
  if (left < right) return -1;
  return left > right ? 1 : 0;
}

/** By code points, which UTF-8 keeps in order and UTF-16 does not. */
function compareTexts(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}
