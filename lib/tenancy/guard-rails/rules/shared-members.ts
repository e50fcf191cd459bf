import { celTexts } from '../../../policy/literal';
import { SHARED_LABEL, TENANT_LABEL } from '../../labels';
import { Bound } from '../bounds-annotations';
import { BOUNDS, bound, type GuardRail } from '../guard-rail';
import { labelOf } from './shared-labels';

const ACCOUNT = '"system:serviceaccount:"';

/** Subresources whose requests have the object itself, with its labels; a Scale or an Eviction has none. */
const WITH_LABELS = celTexts(['', 'ephemeralcontainers', 'resize', 'status']);

/**
 * In a namespace that tenants share, a member of some of them changes and deletes what carries their labels, and nothing
 * else. To scale, to evict and to connect are requests without the object's labels: there, the names in roles hold alone.
 */
export function sharedMembers(): GuardRail {
  return {
    name: 'shared-members',
    does: 'in a shared namespace, members make, change and delete objects of their own tenants alone',
    exempt: 'administrators and operators',
    kinds: 'namespaced',
    except: ['v1/Event', 'coordination.k8s.io/Lease', 'events.k8s.io/Event'],
    operations: ['CREATE', 'UPDATE', 'DELETE'],
    namespaceSelector: { matchExpressions: [{ key: SHARED_LABEL, operator: 'Exists' }] },
    judgedAtSynth: false,
    variables: [
      BOUNDS,
      { name: 'tenants', expression: bound(Bound.TENANTS) },
      { name: 'members', expression: bound(Bound.TENANT_MEMBERS, '\n') },
      { name: 'user', expression: 'has(request.userInfo.username) ? request.userInfo.username : ""' },
      {
        name: 'names',
        expression: `[variables.user.startsWith(${ACCOUNT}) ? "ServiceAccount:" + variables.user.replace(${ACCOUNT}, "").replace(":", "/") : "User:" + variables.user] + (has(request.userInfo.groups) ? request.userInfo.groups.map(g, "Group:" + g) : [])`,
      },
      {
        name: 'memberOf',
        expression:
          'variables.members.filter(l, l.substring(l.indexOf(" ") + 1) in variables.names).map(l, l.split(" ")[0])',
      },
      { name: 'own', expression: 'variables.tenants.filter(t, t in variables.memberOf)' },
      {
        name: 'isJudged',
        expression: `size(variables.own) > 0 && (!has(request.subResource) || request.subResource in ${WITH_LABELS})`,
      },
    ],
    validations: [
      {
        expression: `!variables.isJudged || ((object == null || ${labelOf('object')} in variables.own) && (oldObject == null || ${labelOf('oldObject')} in variables.own))`,
        message: `members make, change and delete what has the label ${TENANT_LABEL} of their own tenant alone`,
        messageExpression: `"the label ${TENANT_LABEL} is none of your own: " + variables.own.join(", ")`,
      },
    ],
  };
}
