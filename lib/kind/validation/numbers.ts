import type { OpenApiSchema } from '../schema/open-api-schema';
import { typeOf } from './json-type';

/**
 * What is wrong with a number by the bounds, steps and sizes of its schema, as a phrase; `undefined` when nothing is.
 *
 * Sources: numberValidator and IsValueValidAgainstRange in k8s.io/kube-openapi, pkg/validation/validate.
 */
export function numberFault(schema: OpenApiSchema, value: number): string | undefined {
  const { minimum, maximum, multipleOf } = schema;
  if (schema.type === 'integer' && [minimum, maximum, multipleOf].some(isFraction)) {
    return 'has a bound in its definition that is no integer of 64 bits, so that no value passes';
  }
  if (schema.type === 'integer' && schema.format === 'int32' && (value < -(2 ** 31) || value >= 2 ** 31)) {
    return 'is beyond 32 bits';
  }
  if (schema.type === 'number' && schema.format === 'float' && !Number.isFinite(Math.fround(value))) {
    return 'is beyond the range of a float';
  }
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

/** Whether a bound on integers is none itself. */
function isFraction(bound: number | undefined): boolean {
  return bound !== undefined && !(Number.isInteger(bound) && bound >= -(2 ** 63) && bound < 2 ** 63);
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
