import type { Construct } from 'constructs';
import { canonicalList } from '../core/canonical';
import { emit } from '../core/kube-object';
import { checkName } from '../core/names';
import { LOCKED } from './labels';

/**
 * Returns names of Secrets by which images are pulled, each once and in order.
 * @throws PlatformError without a path, for an invalid one
 */
export function checkPullSecrets(names: readonly string[]): readonly string[] {
  return canonicalList(names.map((name) => checkName('dns-subdomain', name)));
}

/**
 * Emits the account that pods run as which name none. Kubernetes makes one in each namespace, and leaves alone one that
 * is there: applied before or after, it is the same object.
 *
 * Its token is not mounted, as a pod that talks to the API server has an account of its own.
 * Source: `serviceaccount_controller` in k8s.io/kubernetes, pkg/controller/serviceaccount, which creates and never updates.
 */
export function emitDefaultAccount(scope: Construct, imagePullSecrets: readonly string[]): void {
  emit(
    scope,
    'DefaultServiceAccount',
    'v1/ServiceAccount',
    { name: 'default', labels: LOCKED },
    {
      automountServiceAccountToken: false,
      ...(imagePullSecrets.length > 0 && { imagePullSecrets: imagePullSecrets.map((name) => ({ name })) }),
    },
  );
}
