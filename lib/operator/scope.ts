import { PlatformError } from '../core/errors';
import { checkName } from '../core/names';

/** Where an operator does its work: reads what it reconciles and keeps what it owns. */
export class OperatorScope {
  /**
   * The whole cluster. Who may create pods anywhere, directly or through what it owns, can take every Secret and every
   * account of the cluster; prefer {@link namespaces} where the namespaces are known.
   */
  static cluster(): OperatorScope {
    return new OperatorScope(undefined);
  }

  /**
   * Namespaces by name. It is bound in each of them and told of them by the environment variable `WATCH_NAMESPACE`,
   * separated by commas, which is what operators built with kubebuilder and Operator SDK read.
   * @param names at least one, each once
   */
  static namespaces(...names: readonly string[]): OperatorScope {
    for (const name of names) checkName('dns-label', name);
    if (names.length === 0 || new Set(names).size < names.length) {
      throw new PlatformError({
        problem: 'names no namespace, or one twice',
        given: names,
        allowed: 'at least one name, each once',
      });
    }
    return new OperatorScope([...names].sort());
  }

  private constructor(
    /** The namespaces, sorted; `undefined` for the whole cluster. */
    readonly names: readonly string[] | undefined,
  ) {}
}
