import type { Construct } from 'constructs';
import { emit } from '../core/kube-object';
import { LOCKED } from './labels';

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
