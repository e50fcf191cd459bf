/**
 * Makes `instanceof` hold for objects of any copy of a class, by a mark on them, as cdk8s does for its own: where
 * two copies of this package meet in one tree, each must know the other's values. A subclass that is to be told from
 * its base needs a mark of its own.
 * @param type the class
 * @param name name of the class, the same in every copy
 */
export function markClass(type: { readonly prototype: object }, name: string): void {
  const mark = Symbol.for(`cdk8s-platform.${name}`);
  Object.defineProperty(type.prototype, mark, { value: true });
  Object.defineProperty(type, Symbol.hasInstance, {
    value: (x: unknown): boolean => typeof x === 'object' && x !== null && mark in x,
  });
}
