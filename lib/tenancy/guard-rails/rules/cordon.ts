import { celText } from '../../../policy/literal';
import { CORDONED_LABEL, TENANT_LABEL } from '../../labels';
import type { GuardRail } from '../guard-rail';

/**
 * A tenant that is cordoned changes nothing; what runs keeps running. Deletions stay possible, evictions among them, and so
 * do the leases and events of what runs.
 */
export function cordon(): GuardRail {
  return {
    name: 'cordon',
    does: 'in a cordoned namespace, nothing is created or changed',
    exempt: 'administrators and operators',
    kinds: 'namespaced',
    except: ['v1/Event', 'coordination.k8s.io/Lease', 'events.k8s.io/Event'],
    namespaceSelector: {
      matchExpressions: [
        { key: CORDONED_LABEL, operator: 'Exists' },
        { key: TENANT_LABEL, operator: 'Exists' },
      ],
    },
    judgedAtSynth: false,
    validations: [
      {
        expression: `(has(request.subResource) && request.subResource == "eviction") || !has(namespaceObject.metadata.labels) || !(${celText(CORDONED_LABEL)} in namespaceObject.metadata.labels)`,
        message: 'the tenant is cordoned: nothing is created or changed until the platform lifts it',
      },
    ],
  };
}
