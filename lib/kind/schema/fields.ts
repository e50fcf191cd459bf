import { z } from 'zod';
import { PlatformError } from '../../core/errors';
import { Cron } from '../../core/values/cron';
import { Quantity } from '../../core/values/quantity';
import { cronRule } from './cron-rule';
import type { ValidationRule } from './open-api-schema';
import { QUANTITY_PATTERN } from './quantity-pattern';
import { REFERENCE, type ReferencedKind, targetOf } from './reference';

/** A field that holds a number or text, as ports and percentages do. */
export function intOrString() {
  return z.union([z.int(), z.string()]).meta({ 'x-kubernetes-int-or-string': true });
}

/** A field that holds an amount of a resource, such as `500m` or `10Gi`; it is emitted in canonical form. */
export function quantity() {
  return z
    .union([z.int(), z.string()])
    .check(canonical((value) => Quantity.of(value).toString()))
    .meta({ pattern: QUANTITY_PATTERN, 'x-kubernetes-int-or-string': true });
}

/** A field that holds a moment: RFC 3339, such as `2030-01-31T02:00:00Z`. */
export function timestamp() {
  return z.iso.datetime({ offset: true });
}

/** A field that holds the schedule of a CronJob, such as `0 2 * * *`; it is emitted with single blanks. */
export function schedule() {
  return z
    .string()
    .max(256)
    .check(canonical((text) => Cron.of(text).toString()))
    .meta(celRules(cronRule()));
}

/**
 * A field that holds the name of an object in the same namespace: `{ name: 'orders' }`. The construct of the object will do
 * in its place, and a SecretReference in that of a Secret.
 * @param of the kind of the object, or its name. Of a kind, objects that the app does not have are warned of.
 */
export function objectReference(of: string | ReferencedKind) {
  const target = targetOf(of);
  const name = z.string().min(1).max(253).describe(`Name of the ${target.kind}, in the same namespace.`);
  return z.strictObject({ name }).meta({ [REFERENCE]: target });
}

/**
 * A check at synth, and a canonical form, by one of the value classes of core.
 * @param parse returns the value as it is emitted, and throws a PlatformError for one that is not valid
 */
export function canonical<T>(parse: (value: T) => T): (payload: z.core.ParsePayload<T>) => void {
  return (payload) => {
    try {
      payload.value = parse(payload.value);
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error;
      const { problem, message } = error;
      payload.issues.push({ code: 'custom', input: payload.value, message, params: { problem } });
    }
  };
}

/** CEL rules that the API server checks a value by, for `.meta()`. */
export function celRules(...validations: readonly ValidationRule[]) {
  return { 'x-kubernetes-validations': validations };
}

/** The rule that a value never changes once it is set, for `.meta()`. */
export function immutable(what: string) {
  return celRules(neverChanges(what));
}

/** The rule that a value never changes once it is set, to stand beside others in {@link celRules}. */
export function neverChanges(what: string): ValidationRule {
  return { rule: 'self == oldSelf', message: `${what} is immutable: create a new object instead` };
}
