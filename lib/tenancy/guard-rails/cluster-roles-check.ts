import type { Check } from '../../core/check';
import { fieldOf, itemsOf } from '../../core/manifest-fields';
import { RBAC_GROUP } from '../../core/rbac-terms';
import type { RenderedObject } from '../../core/rendered-object';

/** The role of the cluster's administrators, which Kubernetes has. */
const ADMINISTRATOR = 'cluster-admin';

/**
 * No role that gives everything is one that members may bind. Nobody binds what he does not have, so that a member could
 * not; whoever writes it there means something else.
 * Source: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#restrictions-on-role-binding-creation-or-update
 * @param path of the guard rails
 * @param names of the ClusterRoles that members may bind
 */
export function clusterRolesCheck(path: string, names: readonly string[]): Check {
  return (objects) => {
    const unbounded = objects.ofKind(RBAC_GROUP, 'ClusterRole').filter(givesEverything);
    const everything = new Set([ADMINISTRATOR, ...unbounded.map(({ name }) => name)]);
    return names.flatMap((name, index) =>
      everything.has(name)
        ? [
            {
              path,
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

function givesEverything({ manifest }: RenderedObject): boolean {
  return itemsOf(fieldOf(manifest, 'rules')).some((rule) =>
    ['apiGroups', 'resources', 'verbs'].every((field) => itemsOf(fieldOf(rule, field)).includes('*')),
  );
}
