import { PlatformError } from './errors';
import { Quantity, type QuantityLike } from './values/quantity';

const MAX_INT32 = 2 ** 31 - 1;

/**
 * What is at a path of fields in a manifest; `undefined` where something on the way is no object. Manifests of other
 * libraries, and those written by hand, have been through no type.
 */
export function fieldOf(value: unknown, ...path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (object, name) =>
      typeof object === 'object' && object !== null && Object.hasOwn(object, name)
        ? (object as Readonly<Record<PropertyKey, unknown>>)[name]
        : undefined,
    value,
  );
}

/** The items of a list; none of what is no list. */
export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A number of things, as Kubernetes counts them; `undefined` for what is none. */
export function countOf(value: unknown): number | undefined {
  const isCount = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MAX_INT32;
  return isCount ? value : undefined;
}

/** A quantity; `undefined` for what is none, which the check of quantities tells of. */
export function quantityOf(value: unknown): Quantity | undefined {
  try {
    return Quantity.of(value as QuantityLike);
  } catch (error) {
    if (error instanceof PlatformError) return undefined;
    throw error;
  }
}
