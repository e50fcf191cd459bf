import { celText, celTexts } from '../../../policy/literal';
import { TENANT_LABEL } from '../../labels';
import { fieldOr, type GuardRail, type SharedFacts } from '../guard-rail';

function metadataOf(object: 'object' | 'oldObject', part: 'labels' | 'annotations'): string {
  return `${object} == null ? {} : ${fieldOr(`${object}.metadata`, part, '{}')}`;
}

/** Whether the keys that are guarded are the same in two maps. */
function isSame(one: string, other: string, isGuarded: string): string {
  return [
    `variables.${one}.all(k, !(${isGuarded}) || (k in variables.${other} && variables.${other}[k] == variables.${one}[k]))`,
    `variables.${other}.all(k, !(${isGuarded}) || k in variables.${one})`,
  ].join(' && ');
}

/**
 * Namespaces become, stay and cease to be those of tenants by the platform alone, and so do the labels that select policies
 * and the annotations that state bounds.
 *
 * A policy that selected namespaces would be chosen by the labels of the request itself, which may have dropped them: this
 * one looks at all, and at what was before.
 */
export function namespaces({ namespaceLabels }: SharedFacts): GuardRail {
  const own = 'k.startsWith("cdk8s-platform/")';
  const ofTenants = `k.startsWith("pod-security.kubernetes.io/") || k in ${celTexts(namespaceLabels)}`;
  return {
    name: 'namespaces',
    does: 'namespaces of tenants are made, deleted and labelled by the platform alone',
    exempt: 'administrators',
    kinds: [{ kind: 'v1/Namespace', subresources: ['finalize', 'status'] }],
    operations: ['CREATE', 'UPDATE', 'DELETE'],
    namespaceSelector: {},
    judgedAtSynth: false,
    variables: [
      { name: 'labels', expression: metadataOf('object', 'labels') },
      { name: 'oldLabels', expression: metadataOf('oldObject', 'labels') },
      { name: 'annotations', expression: metadataOf('object', 'annotations') },
      { name: 'oldAnnotations', expression: metadataOf('oldObject', 'annotations') },
      { name: 'isTenants', expression: `${celText(TENANT_LABEL)} in variables.oldLabels` },
    ],
    validations: [
      {
        expression: 'object != null || !variables.isTenants',
        message: 'the namespace of a tenant is deleted by the platform alone',
      },
      {
        expression: `object == null || (${isSame('labels', 'oldLabels', own)})`,
        message: 'labels that begin with cdk8s-platform/ are set by the platform alone',
      },
      {
        expression: `object == null || (${isSame('annotations', 'oldAnnotations', own)})`,
        message: 'annotations that begin with cdk8s-platform/ are set by the platform alone',
      },
      {
        expression: `object == null || !variables.isTenants || (${isSame('labels', 'oldLabels', ofTenants)})`,
        message: 'labels of a tenant by which policies are selected are changed by the platform alone',
      },
    ],
  };
}
