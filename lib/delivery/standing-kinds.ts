import type { RenderedObject } from '../core/rendered-object';
import type { ResourceKind } from './resource-kind';

/**
 * Cluster-scoped kinds that a project always permits. Argo CD neither sees nor prunes what its project does not
 * permit: were they permitted only while the app has one, the last binding to leave the app would stay in force
 * in the cluster, and nothing would say so.
 */
export const STANDING_CLUSTER_KINDS: readonly ResourceKind[] = [
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRoleBinding' },
];

const NAMESPACED: Readonly<Record<string, readonly string[]>> = {
  '': ['ConfigMap', 'LimitRange', 'PersistentVolumeClaim', 'ResourceQuota', 'Service', 'ServiceAccount'],
  apps: ['DaemonSet', 'Deployment', 'StatefulSet'],
  autoscaling: ['HorizontalPodAutoscaler'],
  batch: ['CronJob', 'Job'],
  'networking.k8s.io': ['Ingress', 'NetworkPolicy'],
  policy: ['PodDisruptionBudget'],
  'rbac.authorization.k8s.io': ['Role', 'RoleBinding'],
};

/** Namespaced kinds that a project always permits in its own namespaces, for the same reason. */
export const STANDING_NAMESPACED_KINDS: readonly ResourceKind[] = Object.entries(NAMESPACED).flatMap(
  ([group, kinds]) => kinds.map((kind) => ({ group, kind })),
);

/** The kind that a CustomResourceDefinition defines, which its objects may come and go with; if it is one. */
export function definedKind({ group, kind, manifest }: RenderedObject): readonly ResourceKind[] {
  if (group !== 'apiextensions.k8s.io' || kind !== 'CustomResourceDefinition') return [];
  const spec = manifest.spec as { group?: string; names?: { kind?: string } } | undefined;
  return spec?.group && spec.names?.kind ? [{ group: spec.group, kind: spec.names.kind }] : [];
}

/** Whether the kind that a CustomResourceDefinition defines is namespaced. */
export function definesNamespaced({ manifest }: RenderedObject): boolean {
  return (manifest.spec as { scope?: string } | undefined)?.scope !== 'Cluster';
}
