import type { OpenApiSchema } from '../schema/open-api-schema';
import { typeOf } from './json-type';

/**
 * What is wrong with a number by the bounds, steps and sizes of its schema, as a phrase; `undefined` when nothing is.
 *
 * Sources: numberValidator and IsValueValidAgainstRange in k8s.io/kube-openapi, pkg/validation/validate.
 */
export function numberFault(schema: OpenApiSchema, value: number): string | undefined {
  const { minimum, maximum, multipleOf } = schema;
  const holds = rangeOf(schema);
  if (![minimum, maximum, multipleOf].every((bound) => bound === undefined || holds(bound))) {
    return 'has a bound in its definition that is beyond the range of its type, so that no value passes';
  }
  if (!holds(value)) return `is beyond the range of ${schema.format}`;
  const isInteger = typeOf(value) === 'integer';
  // Of integers, Go compares 64 bits each, and drops the fraction of a bound.
  const number = isInteger ? exact(value) : value;
  const bound = isInteger ? toInt64 : (given: number) => given;
  if (minimum !== undefined && isBelow(number, bound(minimum), schema.exclusiveMinimum)) {
    return 'is below its minimum';
  }
  if (maximum !== undefined && isBelow(bound(maximum), number, schema.exclusiveMaximum)) {
    return 'is above its maximum';
  }
  if (multipleOf === undefined) return undefined;
  const inStep = isInteger ? isMultiple(number, toInt64(multipleOf)) : isNearMultiple(value, multipleOf);
  return inStep ? undefined : 'is out of step';
}

/** The numbers that the type and format of a schema have room for. */
function rangeOf({ type, format }: OpenApiSchema): (number: number) => boolean {
  if (type === 'integer') {
    const limit = format === 'int32' ? 2 ** 31 : 2 ** 63;
    return (number) => Number.isInteger(number) && number >= -limit && number < limit;
  }
  return type === 'number' && format === 'float'
    ? (number) => Number.isFinite(Math.fround(number))
    : () => true;
}

/** The integer that the digits say which a number is written with. */
function exact(value: number): number | bigint {
  return Number.isSafeInteger(value) ? value : BigInt(String(value));
}

/** As Go converts on x86: what does not fit becomes the least number. */
function toInt64(bound: number): number {
  const whole = Math.trunc(bound);
  return whole >= -(2 ** 63) && whole < 2 ** 63 ? whole : -(2 ** 63);
}

/** Whether one is less than another, or the same where that is too little as well. */
function isBelow(one: number | bigint, other: number | bigint, exclusive = false): boolean {
  return exclusive ? one <= other : one < other;
}

function isMultiple(value: number | bigint, factor: number): boolean {
  return factor > 0 && BigInt(value) % BigInt(factor) === 0n;
}

/** Source: IsFloat64AJSONInteger in github.com/go-openapi/swag, conv, which allows for what binary fractions lose. */
function isNearMultiple(value: number, factor: number): boolean {
  if (factor <= 0) return false;
  const times = factor < 1 ? (1 / factor) * value : value / factor;
  if (Math.abs(times) > Number.MAX_SAFE_INTEGER) return false;
  const whole = Math.round(times);
  return times === whole || Math.abs(times - whole) < 1e-9 * Math.abs(whole);
}
