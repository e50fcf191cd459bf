import { PlatformError } from './errors';
import { markClass } from './mark';
import { checkName } from './names';

/** A key of a Secret, and the namespace that the Secret is in. */
export interface SecretKeyReference {
  /** Namespace of the Secret, in which alone pods and custom resources can use it. */
  readonly namespace: string;
  /** Name of the Secret. */
  readonly name: string;
  /** The key. */
  readonly key: string;
}

/** A Secret that something keeps, such as the operator of a database, for those that use it. */
export class SecretReference {
  static {
    markClass(SecretReference, 'SecretReference');
  }

  /**
   * @param namespace namespace of the Secret
   * @param name name of the Secret
   * @param keys the keys that it has
   * @throws PlatformError without a path, for what cannot be the name of a namespace or of a Secret
   */
  constructor(
    readonly namespace: string,
    readonly name: string,
    readonly keys: readonly string[],
  ) {
    checkName('dns-label', namespace);
    checkName('dns-subdomain', name);
  }

  /**
   * One of its keys.
   * @throws PlatformError without a path, when it has no such key
   */
  key(key: string): SecretKeyReference {
    if (this.keys.includes(key)) return { namespace: this.namespace, name: this.name, key };
    throw new PlatformError({
      problem: `is not a key of the Secret ${this.name}`,
      given: key,
      allowed: this.keys.join(', '),
    });
  }
}
