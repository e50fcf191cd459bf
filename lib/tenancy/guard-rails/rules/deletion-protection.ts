import { celText } from '../../../policy/literal';
import { DELETION_PROTECTION_LABEL } from '../../labels';
import type { GuardRail } from '../guard-rail';

/** A namespace that is protected is not deleted by anyone, administrators included, before the label is taken off. */
export function deletionProtection(): GuardRail {
  return {
    name: 'deletion-protection',
    does: `namespaces with the label ${DELETION_PROTECTION_LABEL} are not deleted`,
    exempt: 'nobody',
    kinds: ['v1/Namespace'],
    operations: ['DELETE'],
    namespaceSelector: {},
    judgedAtSynth: false,
    validations: [
      {
        expression: `!has(oldObject.metadata.labels) || !(${celText(DELETION_PROTECTION_LABEL)} in oldObject.metadata.labels)`,
        message: `the namespace is protected from deletion: take off the label ${DELETION_PROTECTION_LABEL} first`,
      },
    ],
  };
}
