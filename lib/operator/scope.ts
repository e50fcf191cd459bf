import { PlatformError } from '../core/errors';
import { checkName } from '../core/names';
import type { Shard } from './shards';

/** Something that has namespaces, such as a Tenant. */
export interface NamespaceOwner {
  /** Names of its namespaces. */
  readonly namespaceNames: readonly string[];
}

/** Where an operator does its work: reads what it reconciles and keeps what it owns. */
export class OperatorScope {
  /**
   * The whole cluster. Who may create pods anywhere, directly or through what it owns, can take every Secret and every
   * account of the cluster; prefer {@link namespaces} or {@link tenants} where the namespaces are known.
   */
  static cluster(): OperatorScope {
    return new OperatorScope(undefined);
  }

  /**
   * Namespaces by name. It is bound in each of them and told of them by the environment variable `WATCH_NAMESPACE`,
   * separated by commas, which is what operators built with kubebuilder and Operator SDK read.
   * @param names at least one, each once
   * @throws PlatformError without a path, for a name that no namespace has, for none, and for one that is there twice
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

  /**
   * The namespaces that tenants have.
   * @param tenants at least one, each once
   * @throws PlatformError without a path, for none, and for one that is there twice
   */
  static tenants(...tenants: readonly NamespaceOwner[]): OperatorScope {
    return OperatorScope.namespaces(...tenants.flatMap(({ namespaceNames }) => namespaceNames));
  }

  private constructor(
    /** The namespaces, sorted; `undefined` for the whole cluster. */
    readonly names: readonly string[] | undefined,
    /** The share of the objects there that it reconciles; `undefined` for all of them. */
    readonly shard?: Shard,
  ) {}

  /**
   * The same place, and of the objects there one share. The operator is told of it by the environment variable
   * `WATCH_LABEL_SELECTOR`. Every shard must be installed, each once: an app that leaves one out is refused.
   */
  withShard(shard: Shard): OperatorScope {
    return new OperatorScope(this.names, shard);
  }

  /**
   * Whether it reaches a namespace.
   * @param namespace its name; `undefined` for the whole cluster
   */
  covers(namespace: string | undefined): boolean {
    return this.names === undefined || (namespace !== undefined && this.names.includes(namespace));
  }
}
