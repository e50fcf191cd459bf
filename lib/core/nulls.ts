import { isPlainObject } from './plain-object';

/** What stands for a null. Half of a surrogate pair is no text, so that it is nobody's value. */
const MARK = '\ud800null';

/**
 * Puts marks in the place of nulls, all of which cdk8s leaves out when it renders an object. Where a schema allows
 * null, it is a value: left out, the field would get its default, or be missing.
 * @returns the body itself where there are none
 */
export function markNulls<T>(body: T): T {
  return replace(body, null, MARK);
}

/** Puts nulls in the place of their marks. */
export function unmarkNulls<T>(body: T): T {
  return replace(body, MARK, null);
}

function replace<T>(value: T, from: unknown, to: unknown): T {
  if (value === from) return to as T;
  if (Array.isArray(value)) {
    const items = value.map((item) => replace(item, from, to));
    return items.every((item, index) => item === value[index]) ? value : (items as T);
  }
  // What is no plain object, such as what cdk8s resolves later, stays what it is.
  if (!isPlainObject(value)) return value;
  const entries = Object.entries(value).map(([key, part]) => [key, replace(part, from, to)] as const);
  return entries.every(([key, part]) => part === value[key]) ? value : (Object.fromEntries(entries) as T);
}
