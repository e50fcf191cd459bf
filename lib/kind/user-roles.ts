import { PlatformError } from '../core/errors';
import type { Grant } from '../core/policy-rules';
import { READ } from '../core/rbac-terms';
import type { Kind } from './kind';

/**
 * What somebody is in a namespace, in the words of the ClusterRoles that Kubernetes has for it. Each may do what those
 * before it may.
 *
 * Source: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles
 */
export type UserRole = 'view' | 'edit' | 'admin';

/** The roles of users, each containing those before it. */
export const USER_ROLES: readonly UserRole[] = ['view', 'edit', 'admin'];

/** The least role that may do something to the objects of a kind; `false` where no user may, whatever the role. */
export type LeastRole = 'edit' | 'admin' | false;

/** Who may change the objects of a kind; who has a role at all may read them. */
export interface UserRoles {
  /**
   * Who may create one.
   * @default 'edit'
   */
  readonly create?: LeastRole;
  /**
   * Who may change one: its spec, its labels and annotations, its scale where it has one.
   * @default 'edit'
   */
  readonly update?: LeastRole;
  /**
   * Who may delete one. Of a kind that holds data, editors never.
   * @default 'edit', and 'admin' where the kind holds data
   */
  readonly delete?: LeastRole;
}

/** Verbs on the objects of a kind, by role. */
export type UserVerbs = Readonly<Record<UserRole, readonly string[]>>;

const CHANGE = ['patch', 'update'];

/**
 * What each role may do. Nobody deletes a collection: one slip would empty a namespace.
 * @throws PlatformError without a path, for a role that there is not, and where editors may delete what holds data
 */
export function userVerbsOf(roles: UserRoles | false, holdsData: boolean): UserVerbs {
  if (roles === false) return { view: [], edit: [], admin: [] };
  const { create = 'edit', update = 'edit', delete: remove = holdsData ? 'admin' : 'edit' } = roles;
  checkRole('create', create);
  checkRole('update', update);
  checkRole('delete', remove);
  if (holdsData && remove === 'edit') {
    throw new PlatformError(
      { problem: 'lets editors delete what holds data', given: remove, allowed: "'admin' or false" },
      { prop: 'delete' },
    );
  }
  const verbs = (role: UserRole): readonly string[] => [
    ...READ,
    ...(reaches(role, create) ? ['create'] : []),
    ...(reaches(role, update) ? CHANGE : []),
    ...(reaches(role, remove) ? ['delete'] : []),
  ];
  return { view: verbs('view'), edit: verbs('edit'), admin: verbs('admin') };
}

/**
 * The rights of a role on the objects of a kind: the one source of all roles that people get. Never among them are the
 * subresources `status`, which is the controller's to write, and `finalizers`, which is asked of who names an object as
 * the owner that waits for another's deletion. The list in `metadata.finalizers` is a part of the object: no role can
 * keep it from those who may change that.
 */
export function userGrants(kind: Kind, role: UserRole): readonly Grant[] {
  const { group, plural } = kind.resource;
  const verbs = kind.userVerbs[role];
  // Who may not change a spec must not change it by way of its scale.
  const scaling = verbs.filter((verb) => CHANGE.includes(verb));
  return [
    ...(verbs.length > 0 ? [{ group, resource: plural, verbs }] : []),
    ...(scaling.length > 0 && hasScale(kind)
      ? [{ group, resource: `${plural}/scale`, verbs: ['get', ...scaling] }]
      : []),
  ];
}

/**
 * Name of the ClusterRole of a role: `postgresqls.database.example.com-edit`.
 *
 * The name of the definition is there once in a cluster, so no other kind comes to the same name; `kubectl get
 * clusterroles` lists the roles of a group together; and `-view`, `-edit`, `-admin` are the suffixes that Operator
 * Lifecycle Manager and most projects use. Theirs has the version in between, which RBAC knows nothing of and which
 * would rename the role, and break who is bound to it, with each new one.
 */
export function userRoleName(kind: Kind, role: UserRole): string {
  return `${kind.crdName}-${role}`;
}

/**
 * The label by which Kubernetes adds a ClusterRole to the built-in one of a role; none for a cluster-scoped kind. The
 * built-in roles are for namespaces: bound in one, they reach no object without a namespace, and whoever has one of
 * them in all namespaces was not meant to configure the cluster.
 */
export function aggregationLabels(kind: Kind, role: UserRole): Readonly<Record<string, string>> {
  if (!kind.resource.namespaced) return {};
  return { [`rbac.authorization.k8s.io/aggregate-to-${role}`]: 'true' };
}

function checkRole(prop: keyof UserRoles, role: LeastRole): void {
  if (role === 'edit' || role === 'admin' || role === false) return;
  throw new PlatformError(
    {
      problem: 'is no role that may change objects',
      given: role,
      allowed: "'edit', 'admin', or false for nobody",
    },
    { prop },
  );
}

function reaches(role: UserRole, least: LeastRole): boolean {
  return least !== false && USER_ROLES.indexOf(role) >= USER_ROLES.indexOf(least);
}

function hasScale(kind: Kind): boolean {
  return kind.manifest().spec.versions.some(({ subresources }) => subresources.scale);
}
