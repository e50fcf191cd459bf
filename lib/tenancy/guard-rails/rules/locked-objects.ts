import { LOCKED_LABEL } from '../../../core/labels';
import { celText } from '../../../policy/literal';
import { fieldOr, type GuardRail } from '../guard-rail';

function isLocked(object: string): string {
  return `has(${object}.metadata) && has(${object}.metadata.labels) && ${celText(LOCKED_LABEL)} in ${object}.metadata.labels`;
}

/** What controllers make objects of, with its labels: they are free of this rule. */
const TEMPLATES = `object == null ? [] : ${[
  'request.kind.group == "" && request.kind.kind == "PodTemplate" ? [object.template]',
  'request.kind.group == "batch" && request.kind.kind == "CronJob" ? [object.spec.jobTemplate, object.spec.jobTemplate.spec.template]',
  `request.kind.group == "apps" && request.kind.kind == "StatefulSet" ? [object.spec.template] + ${fieldOr('object.spec', 'volumeClaimTemplates', '[]')}`,
  'request.kind.group in ["", "apps", "batch"] && has(object.spec) && has(object.spec.template) ? [object.spec.template]',
].join(' : ')} : []`;

/**
 * What the platform put into a tenant's namespace stays as it is, its status and other subresources included: a label may
 * be changed by way of some of them. Nobody else locks anything: what is locked passes for the platform's own.
 */
export function lockedObjects(): GuardRail {
  return {
    name: 'locked-objects',
    does: `objects with the label ${LOCKED_LABEL} are changed, deleted and made by the platform alone`,
    exempt: 'administrators',
    kinds: 'namespaced',
    operations: ['CREATE', 'UPDATE', 'DELETE'],
    judgedAtSynth: false,
    variables: [{ name: 'templates', expression: TEMPLATES }],
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
        expression: `variables.templates.all(t, !(${isLocked('t')}))`,
        message: `the label ${LOCKED_LABEL} is for objects of the platform, and for no template`,
      },
    ],
  };
}
