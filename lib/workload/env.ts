import type { k8s } from 'cdk8s-plus-28';
import { checkDataKey } from '../core/data-key';
import { PlatformError, type Problem } from '../core/errors';
import { checkQualifiedName } from '../core/labels';
import { markClass } from '../core/mark';
import { checkName } from '../core/names';
import type { Plain } from '../core/plain';
import type { SecretKeyReference } from '../core/secret-reference';

const FIELD =
  /^(metadata\.(name|namespace|uid)|spec\.(nodeName|serviceAccountName)|status\.(hostIPs?|podIPs?))$/;
const KEYED_FIELD = /^metadata\.(?:labels|annotations)\['([^']+)'\]$/;

/** Where the value of an environment variable comes from. */
export class EnvSource {
  static {
    markClass(EnvSource, 'EnvSource');
  }

  /**
   * A key of a Secret in the same namespace: by name and key, or as the construct gives it that keeps the Secret, whose
   * namespace is compared with that of the pod.
   */
  static secret(reference: SecretKeyReference): EnvSource;
  static secret(name: string, key: string): EnvSource;
  static secret(of: string | SecretKeyReference, ofKey = ''): EnvSource {
    const { namespace, name, key } =
      typeof of === 'string' ? { namespace: undefined, name: of, key: ofKey } : of;
    const secretKeyRef = { name: checkName('dns-subdomain', name), key: checkDataKey(key) };
    return new EnvSource({ secretKeyRef }, namespace);
  }

  /** A key of a ConfigMap in the same namespace. */
  static configMap(name: string, key: string): EnvSource {
    return new EnvSource({
      configMapKeyRef: { name: checkName('dns-subdomain', name), key: checkDataKey(key) },
    });
  }

  /** A field of the pod: `metadata.name`, `status.podIP`, `metadata.labels['app']`. */
  static field(fieldPath: string): EnvSource {
    const key = KEYED_FIELD.exec(fieldPath)?.[1];
    if (key !== undefined) checkQualifiedName(key);
    else if (!FIELD.test(fieldPath)) {
      throw new PlatformError({
        problem: 'is not a field of a pod that a variable may hold',
        given: fieldPath,
        allowed:
          "metadata.name, metadata.namespace, metadata.uid, metadata.labels['KEY'], metadata.annotations['KEY'], spec.nodeName, spec.serviceAccountName, status.hostIP, status.hostIPs, status.podIP, status.podIPs",
      });
    }
    return new EnvSource({ fieldRef: { apiVersion: 'v1', fieldPath } });
  }

  private constructor(
    /** The source as a container renders it. */
    readonly spec: Plain<k8s.EnvVarSource>,
    /** The namespace that it must be read in, where that is known. */
    readonly namespace?: string,
  ) {}
}

/** Environment variables by name: a literal value, or where it comes from. */
export type Env = Readonly<Record<string, string | EnvSource>>;

const NAME = /^[A-Za-z_][A-Za-z0-9_.-]*$/;

/**
 * Renders environment variables, sorted by name: `$(NAME)` in a value is expanded for names that sort before it.
 * @throws PlatformError without a path for an invalid name, and for a value that is neither text nor a source
 */
export function renderEnv(env: Env): Plain<k8s.EnvVar>[] {
  return Object.keys(env)
    .sort()
    .map((name) => {
      if (!NAME.test(name)) {
        throw new PlatformError(
          {
            problem: 'is not the name of an environment variable',
            given: name,
            allowed: 'letters, digits, "_", "-" and ".", not starting with a digit',
          },
          { prop: 'env' },
        );
      }
      const value: unknown = env[name];
      if (value instanceof EnvSource) return { name, valueFrom: value.spec };
      // The API server stores no empty value, which every sync would add again.
      if (value === '') return { name };
      if (typeof value === 'string') return { name, value };
      throw new PlatformError(noValue(value), { prop: `env.${name}` });
    });
}

/** Text of anything but a string would be a guess: `String` turns an object into `[object Object]`. */
function noValue(given: unknown): Problem {
  const isPlain = typeof given === 'number' || typeof given === 'boolean';
  return {
    problem: 'is not the value of an environment variable',
    given,
    allowed: 'a string, EnvSource.secret, EnvSource.configMap or EnvSource.field',
    fix: isPlain ? `write "${given}"` : undefined,
  };
}
