import type { IConstruct } from 'constructs';
import { ensureProved } from './proof';

/**
 * Something that there is once in an app, found from any of its constructs; made when it is first asked for. Copies of
 * this package that meet in one app share it.
 * @param name the same in every copy
 */
export function perApp<T extends object>(name: string, make: () => T): (scope: IConstruct) => T {
  const key = Symbol.for(`cdk8s-platform.${name}`);
  return (scope) => {
    const root = scope.node.root as { [key]?: T };
    if (root[key] === undefined) {
      root[key] = make();
      ensureProved(scope);
    }
    return root[key];
  };
}
