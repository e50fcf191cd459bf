import type { Construct } from 'constructs';
import type { Check } from '../../core/check';
import { pathOf } from '../../core/errors';
import { permissionMatrixOf } from '../../rbac/matrix-of';
import { covers, EVERYTHING, type Rule } from '../../rbac/rule';

/**
 * No role that gives everything is one that members may bind. Nobody binds what he does not have, so that a member could
 * not; whoever writes it there means something else.
 * Source: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#restrictions-on-role-binding-creation-or-update
 * @param names of the ClusterRoles that members may bind
 */
export function clusterRolesCheck(guardRails: Construct, names: readonly string[]): Check {
  return (objects) => {
    const { roles } = permissionMatrixOf(objects, guardRails.node.root);
    return names.flatMap((name, index) =>
      roles.rulesOf(undefined, name)?.some(givesEverything)
        ? [
            {
              path: pathOf(guardRails),
              prop: `clusterRoles[${index}]`,
              problem: 'gives everything, of which members may have nothing but what their tenant has',
              given: name,
              allowed: 'ClusterRoles with rules of what a tenant may do',
            },
          ]
        : [],
    );
  };
}

/** Whatever objects it is limited to: it was not written for those of a tenant. */
function givesEverything(rule: Rule): boolean {
  return covers([{ ...rule, resourceNames: [] }], EVERYTHING);
}
