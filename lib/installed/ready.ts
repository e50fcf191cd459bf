import type { ApiResource } from '../core/api-resources';
import type { Readiness } from '../core/installed-software';

/** That the API server serves kinds. */
export function established(kinds: readonly ApiResource[]): readonly Readiness[] {
  return kinds.map(({ group, plural }) => ({
    kind: 'apiextensions.k8s.io/CustomResourceDefinition',
    name: `${plural}.${group}`,
    condition: 'Established',
  }));
}

/** That enough pods of Deployments answer. */
export function available(namespace: string, names: readonly string[]): readonly Readiness[] {
  return names.map((name) => ({ kind: 'apps/Deployment', namespace, name, condition: 'Available' }));
}
