/**
 * Order in which GitOps applies the objects of one chart: lower waves first, the next one only when the last is healthy. Argo CD
 * reads it from an annotation. Sorted by wave, the documents of a file can be applied top to bottom as well.
 */
export enum Wave {
  /** CustomResourceDefinitions, and admission policies: in force before there is anything to hold to them. */
  DEFINITIONS = -30,
  /** Namespaces, cluster RBAC, classes: what others refer to. */
  FOUNDATIONS = -20,
  /** Accounts, roles, quotas, limits and network policies: in force before any pod starts. */
  GUARDRAILS = -10,
  /** Operators, and plain objects such as Services and ConfigMaps. */
  OPERATORS = 0,
  /** Webhook configurations, once the operator that answers them is ready. */
  WEBHOOKS = 10,
  /** Custom resources. */
  CUSTOM_RESOURCES = 20,
  /** Workloads, and the claims that they bind when they are scheduled. */
  WORKLOADS = 30,
}

/** Annotation that Argo CD reads. Source: https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/ */
export const SYNC_WAVE = 'argocd.argoproj.io/sync-wave';

/** The wave of a built-in kind, by what it is for. Kinds not listed here are plain objects. */
const WAVES: Readonly<Record<string, Wave>> = {
  CustomResourceDefinition: Wave.DEFINITIONS,
  ValidatingAdmissionPolicy: Wave.DEFINITIONS,
  ValidatingAdmissionPolicyBinding: Wave.DEFINITIONS,

  ClusterRole: Wave.FOUNDATIONS,
  ClusterRoleBinding: Wave.FOUNDATIONS,
  IngressClass: Wave.FOUNDATIONS,
  Namespace: Wave.FOUNDATIONS,
  PersistentVolume: Wave.FOUNDATIONS,
  PriorityClass: Wave.FOUNDATIONS,
  RuntimeClass: Wave.FOUNDATIONS,
  StorageClass: Wave.FOUNDATIONS,

  LimitRange: Wave.GUARDRAILS,
  NetworkPolicy: Wave.GUARDRAILS,
  PodDisruptionBudget: Wave.GUARDRAILS,
  ResourceQuota: Wave.GUARDRAILS,
  Role: Wave.GUARDRAILS,
  RoleBinding: Wave.GUARDRAILS,
  ServiceAccount: Wave.GUARDRAILS,

  MutatingWebhookConfiguration: Wave.WEBHOOKS,
  ValidatingWebhookConfiguration: Wave.WEBHOOKS,

  CronJob: Wave.WORKLOADS,
  DaemonSet: Wave.WORKLOADS,
  Deployment: Wave.WORKLOADS,
  HorizontalPodAutoscaler: Wave.WORKLOADS,
  Ingress: Wave.WORKLOADS,
  Job: Wave.WORKLOADS,
  // A claim of a class that waits for its first consumer stays pending until the pod exists: in an earlier wave
  // it would hold up the very workload that it waits for.
  PersistentVolumeClaim: Wave.WORKLOADS,
  StatefulSet: Wave.WORKLOADS,
};

/** The wave of a built-in kind. */
export function waveOf(kind: string): Wave {
  return WAVES[kind] ?? Wave.OPERATORS;
}

/**
 * The wave that an object is applied in, by its annotation: 0 where it has none, or what is no number, as for Argo CD.
 */
export function waveNumber(annotation: string | undefined): number {
  return annotation !== undefined && /^[+-]?\d+$/.test(annotation) ? Number(annotation) : 0;
}
