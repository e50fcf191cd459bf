import type { IConstruct } from 'constructs';
import type { ObjectIndex } from './rendered-object';

/**
 * What checks and reports read alike from the objects of an app: made when it is first asked for, then shared by them.
 * Objects that were rendered are of one app, so they alone tell whether it was made.
 */
export function derived<T extends object>(
  make: (objects: ObjectIndex, app: IConstruct) => T,
): (objects: ObjectIndex, app: IConstruct) => T {
  const made = new WeakMap<ObjectIndex, T>();
  return (objects, app) => {
    const known = made.get(objects) ?? make(objects, app);
    made.set(objects, known);
    return known;
  };
}
