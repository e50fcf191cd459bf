import type { Construct } from 'constructs';
import { fail } from '../core/errors';
import { namespaceOf } from '../core/namespace-scope';
import { type Env, EnvSource } from './env';

/**
 * Refuses variables from Secrets of other namespaces, which the kubelet would never find: their pods would not start.
 * @throws PlatformError for the first of them
 */
export function refuseSecretsOfOthers(scope: Construct, containers: readonly { readonly env?: Env }[]): void {
  for (const { env = {} } of containers) {
    for (const [variable, source] of Object.entries(env)) {
      if (!(source instanceof EnvSource) || source.namespace === undefined) continue;
      const own = namespaceOf(scope);
      if (source.namespace === own) continue;
      fail(scope, `env.${variable}`, {
        problem: 'is from a Secret of another namespace, which no pod can read',
        given: `${source.namespace}/${source.spec.secretKeyRef?.name}`,
        allowed: `a Secret of the namespace ${own}`,
      });
    }
  }
}
