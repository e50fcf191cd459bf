import { PlatformError } from '../core/errors';
import { isPlainObject } from '../core/plain-object';
import { nearest } from '../kind/validation/nearest';

/** The props that there are, by name: complete, since the compiler asks for each. */
export type KnownProps<T> = Readonly<Record<keyof T, true>>;

/**
 * Refuses props that are misspelt: what they were to bound would be left without a word, as nothing checks types where
 * programs are run without the compiler.
 * @throws PlatformError without a path, for a prop that there is not, and for what has no props
 */
export function refuseUnknown<T extends object>(given: T, known: KnownProps<T>): T {
  const names = Object.keys(known);
  if (!isPlainObject(given)) {
    throw new PlatformError({ problem: 'is no object', given, allowed: `an object of ${names.join(', ')}` });
  }
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(known, name));
  if (unknown === undefined) return given;
  throw new PlatformError({
    problem: 'has a prop that is unknown',
    given: unknown,
    allowed: nearest(unknown, names),
  });
}
