/** Where kinds say by labels which pods they are about, by their groups and names. */
export const POD_SELECTORS: Readonly<Record<string, readonly string[]>> = {
  '/ReplicationController': ['spec', 'selector'],
  '/Service': ['spec', 'selector'],
  'apps/DaemonSet': ['spec', 'selector', 'matchLabels'],
  'apps/Deployment': ['spec', 'selector', 'matchLabels'],
  'apps/ReplicaSet': ['spec', 'selector', 'matchLabels'],
  'apps/StatefulSet': ['spec', 'selector', 'matchLabels'],
  // Of the pods of a Job, the server makes the selector itself, unless the Job says otherwise.
  'batch/Job': ['spec', 'selector', 'matchLabels'],
  'networking.k8s.io/NetworkPolicy': ['spec', 'podSelector', 'matchLabels'],
  'policy/PodDisruptionBudget': ['spec', 'selector', 'matchLabels'],
};
