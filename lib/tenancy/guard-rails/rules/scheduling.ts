import { celTexts } from '../../../policy/literal';
import { Bound } from '../bounds-annotations';
import { BOUNDS, bound, fieldOr, type GuardRail } from '../guard-rail';
import { POD, POD_KINDS, podOf } from '../pods';

/**
 * Taints that Kubernetes itself has every pod tolerate, or those with requests.
 * Source: https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#taint-based-evictions
 */
const TOLERATED = celTexts([
  'node.kubernetes.io/memory-pressure',
  'node.kubernetes.io/not-ready',
  'node.kubernetes.io/unreachable',
]);

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

/** Whether a field is as it was before, as that of a pod is after the API server has filled it in. */
function kept(field: string): string {
  return `(has(variables.before.${field}) && variables.before.${field} == variables.pod.${field})`;
}

/**
 * Pods are placed by the scheduler, on nodes that the tenant may use, before no one else's, and neither beside nor apart from
 * those of others: who says to be apart from the pods of all namespaces has the nodes for himself. What an object had before
 * stays: admission and the scheduler write into pods, and bounds may have become narrower since.
 */
export function scheduling(): GuardRail {
  return {
    name: 'scheduling',
    does: 'priority and runtime classes, node labels and tolerations are those of the tenant, and nodes are chosen by the scheduler, whatever pods of others are there',
    exempt: 'administrators',
    kinds: POD_KINDS,
    variables: [
      BOUNDS,
      { name: 'priorityClasses', expression: bound(Bound.PRIORITY_CLASSES) },
      { name: 'runtimeClasses', expression: bound(Bound.RUNTIME_CLASSES) },
      { name: 'nodeLabels', expression: bound(Bound.NODE_LABELS) },
      { name: 'tolerable', expression: `${bound(Bound.TOLERATIONS)} + ${TOLERATED}` },
      POD,
      { name: 'before', expression: `oldObject == null ? {} : (${podOf('oldObject')})` },
      { name: 'tolerations', expression: fieldOr('variables.pod', 'tolerations', '[]') },
      { name: 'tolerated', expression: fieldOr('variables.before', 'tolerations', '[]') },
      { name: 'nodeSelector', expression: fieldOr('variables.pod', 'nodeSelector', '{}') },
      { name: 'affinity', expression: fieldOr('variables.pod', 'affinity', '{}') },
      {
        name: 'podTerms',
        expression: ['podAffinity', 'podAntiAffinity']
          .flatMap((side) => [
            `(has(variables.affinity.${side}) ? ${fieldOr(`variables.affinity.${side}`, REQUIRED, '[]')} : [])`,
            `(has(variables.affinity.${side}) ? ${fieldOr(`variables.affinity.${side}`, PREFERRED, '[]')}.map(p, p.podAffinityTerm) : [])`,
          ])
          .join(' + '),
      },
    ],
    validations: [
      {
        expression: `!has(variables.pod.priorityClassName) || variables.pod.priorityClassName == "" || variables.pod.priorityClassName in variables.priorityClasses || ${kept('priorityClassName')}`,
        message: 'the priority class is none that the tenant may use',
        messageExpression:
          '"priority class " + string(variables.pod.priorityClassName) + " is none that the tenant may use: " + variables.priorityClasses.join(", ")',
      },
      {
        expression: `!has(variables.pod.runtimeClassName) || variables.pod.runtimeClassName in variables.runtimeClasses || ${kept('runtimeClassName')}`,
        message: 'the runtime class is none that the tenant may use',
        messageExpression:
          '"runtime class " + string(variables.pod.runtimeClassName) + " is none that the tenant may use: " + variables.runtimeClasses.join(", ")',
      },
      {
        expression:
          'size(variables.nodeLabels) > 0 && variables.nodeLabels.all(l, l == "*" || (l.split("=")[0] in variables.nodeSelector && variables.nodeSelector[l.split("=")[0]] == l.split("=")[1]))',
        message: 'the pods do not ask for the nodes of the tenant',
        messageExpression: '"nodeSelector must have " + variables.nodeLabels.join(", ")',
      },
      {
        expression:
          'variables.tolerations.all(t, (has(t.key) && t.key in variables.tolerable) || t in variables.tolerated)',
        message: 'a toleration is none that the tenant may have',
        messageExpression: '"tolerations may have these keys alone: " + variables.tolerable.join(", ")',
      },
      {
        expression: `variables.podTerms.all(t, !has(t.namespaceSelector) && (!has(t.namespaces) || size(t.namespaces) == 0)) || ${kept('affinity')}`,
        message:
          'pods are placed by those of other namespaces: leave out `namespaces` and `namespaceSelector` of pod affinity',
      },
      {
        expression: `!has(variables.pod.nodeName) || variables.pod.nodeName == "" || ${kept('nodeName')}`,
        message: 'nodeName goes past the scheduler, and past taints',
      },
      {
        expression: `!has(variables.pod.schedulerName) || variables.pod.schedulerName == "default-scheduler" || ${kept('schedulerName')}`,
        message: 'schedulerName is none that the tenant may use: default-scheduler',
      },
    ],
  };
}
