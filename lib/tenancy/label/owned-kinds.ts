import { type KindRef, resourceOfKind } from '../../kind/kind-ref';

/** Kinds whose objects belong to one tenant: what makes pods, what selects them, and what they use. */
export const OWNED_KINDS: readonly KindRef[] = [
  'v1/ConfigMap',
  'v1/PersistentVolumeClaim',
  'v1/Pod',
  'v1/PodTemplate',
  'v1/ReplicationController',
  'v1/Secret',
  'v1/Service',
  'v1/ServiceAccount',
  'apps/DaemonSet',
  'apps/Deployment',
  'apps/ReplicaSet',
  'apps/StatefulSet',
  'autoscaling/HorizontalPodAutoscaler',
  'batch/CronJob',
  'batch/Job',
  'networking.k8s.io/Ingress',
  'networking.k8s.io/NetworkPolicy',
  'policy/PodDisruptionBudget',
];

/** The same, each as its group and its name: `apps/Deployment`, `/Pod`. */
export const OWNED: ReadonlySet<string> = new Set(
  OWNED_KINDS.map((owned) => {
    const { group, kind } = resourceOfKind(owned);
    return `${group}/${kind}`;
  }),
);
