import { LOCKED_LABEL } from '../../../core/labels';
import { celText } from '../../../policy/literal';
import { fieldOr, type GuardRail } from '../guard-rail';

function isLocked(object: string): string {
  return `has(${object}.metadata) && has(${object}.metadata.labels) && ${celText(LOCKED_LABEL)} in ${object}.metadata.labels`;
}

/** What controllers make pods of. */
const PODS = `object == null ? [] : ${[
  'request.kind.group == "" && request.kind.kind == "Pod" ? [object]',
  'request.kind.group == "" && request.kind.kind == "PodTemplate" ? [object.template]',
  'request.kind.group == "batch" && request.kind.kind == "CronJob" ? [object.spec.jobTemplate.spec.template]',
  'request.kind.group in ["", "apps", "batch"] && has(object.spec) && has(object.spec.template) ? [object.spec.template]',
].join(' : ')} : []`;

/** What controllers make other objects of. */
const OTHERS = `object == null ? [] : ${[
  'request.kind.group == "batch" && request.kind.kind == "CronJob" ? [object.spec.jobTemplate]',
  `request.kind.group == "apps" && request.kind.kind == "StatefulSet" ? ${fieldOr('object.spec', 'volumeClaimTemplates', '[]')}`,
  'request.kind.group == "resource.k8s.io" && request.kind.kind == "ResourceClaimTemplate" ? [object.spec]',
].join(' : ')} : []`;

/** What controllers make claims of: those of each pod. It takes a variable `pods`. */
const EPHEMERAL =
  'variables.pods.filter(p, has(p.spec) && has(p.spec.volumes)).map(p, p.spec.volumes.filter(v, has(v.ephemeral) && has(v.ephemeral.volumeClaimTemplate)).map(v, v.ephemeral.volumeClaimTemplate))';

/**
 * What the platform put into a tenant's namespace stays as it is, its status and whatever other subresource has its labels
 * included: a label may be changed by way of some of them. A Scale has none, so that to scale is not refused. Nobody else
 * locks anything, nor has it locked by controllers, which are free of this rule: what is locked passes for the platform's own.
 */
export function lockedObjects(): GuardRail {
  return {
    name: 'locked-objects',
    does: `objects with the label ${LOCKED_LABEL} are changed, deleted and made by the platform alone`,
    exempt: 'administrators',
    kinds: 'namespaced',
    operations: ['CREATE', 'UPDATE', 'DELETE'],
    judgedAtSynth: false,
    variables: [
      { name: 'pods', expression: PODS },
      { name: 'templates', expression: `variables.pods + (${OTHERS})` },
      { name: 'ephemeral', expression: EPHEMERAL },
    ],
    validations: [
      {
        expression: `oldObject == null || !(${isLocked('oldObject')})`,
        message: 'this is an object of the platform, which members of a tenant do not change',
      },
      {
        expression: `object == null || !(${isLocked('object')})`,
        message: `the label ${LOCKED_LABEL} is for objects of the platform`,
      },
      {
        expression: `variables.templates.all(t, !(${isLocked('t')})) && variables.ephemeral.all(l, l.all(t, !(${isLocked('t')})))`,
        message: `the label ${LOCKED_LABEL} is for objects of the platform, and for no template`,
      },
    ],
  };
}
