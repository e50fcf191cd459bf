import type { KindRef } from '../../kind/kind-ref';
import type { PolicyVariable } from '../../policy/policy-body';

/** Kinds that are pods, or have templates of pods, all but Pod. */
export const TEMPLATE_KINDS: readonly KindRef[] = [
  'v1/PodTemplate',
  'v1/ReplicationController',
  'apps/DaemonSet',
  'apps/Deployment',
  'apps/ReplicaSet',
  'apps/StatefulSet',
  'batch/CronJob',
  'batch/Job',
];

/** Kinds that are pods, or have templates of pods. */
export const POD_KINDS: readonly KindRef[] = ['v1/Pod', ...TEMPLATE_KINDS];

type Judged = 'object' | 'oldObject';

/** What the pods that an object is or makes are made from: metadata and spec. */
export function templateOf(object: Judged): string {
  return [
    `request.kind.kind == "Pod" ? ${object}`,
    `request.kind.kind == "CronJob" ? ${object}.spec.jobTemplate.spec.template`,
    `request.kind.kind == "PodTemplate" ? ${object}.template`,
    `${object}.spec.template`,
  ].join(' : ');
}

/** The spec of the pods that an object is or makes. */
export function podOf(object: Judged): string {
  return `(${templateOf(object)}).spec`;
}

/** The spec of the pods of the object. */
export const POD: PolicyVariable = { name: 'pod', expression: podOf('object') };
