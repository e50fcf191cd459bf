import { itemsOf } from '../core/manifest-fields';
import type { Grant } from '../core/policy-rules';
import { RBAC_GROUP } from '../core/rbac-terms';
import type { ObjectIndex, RenderedObject } from '../core/rendered-object';
import { Roles } from './roles';
import type { Rule } from './rule';
import type { BindingSubject } from './subject';

/** A role that a binding gives to somebody. */
export interface HeldRole {
  /** The binding. */
  readonly binding: RenderedObject;
  /** What it is bound to: `ClusterRole cluster-admin`. */
  readonly role: string;
  /** Namespace in which it is held; `undefined` for the whole cluster. */
  readonly namespace: string | undefined;
  /** Accounts, users and groups that hold it. */
  readonly subjects: readonly BindingSubject[];
  /** What it gives; `undefined` for a role that is neither in the app nor built in. */
  readonly rules: readonly Rule[] | undefined;
}

/**
 * Every role that is bound in an app, whatever it was made by.
 * @param roles what the roles give
 */
export function heldRoles(objects: ObjectIndex, roles: Roles = new Roles(objects)): readonly HeldRole[] {
  return ['ClusterRoleBinding', 'RoleBinding'].flatMap((kind) =>
    objects.ofKind(RBAC_GROUP, kind).map((binding) => heldRole(binding, roles)),
  );
}

/** The role that a binding gives. */
export function heldRole(binding: RenderedObject, roles: Roles): HeldRole {
  const { roleRef, subjects } = binding.manifest as { roleRef?: BindingSubject; subjects?: unknown };
  const namespace = binding.kind === 'RoleBinding' ? binding.namespace : undefined;
  const { kind, name = '' } = roleRef ?? {};
  const isKnown = kind === 'ClusterRole' || (kind === 'Role' && namespace !== undefined);
  return {
    binding,
    namespace,
    role: `${kind} ${name}`,
    subjects: itemsOf(subjects) as readonly BindingSubject[],
    rules: isKnown ? roles.rulesOf(kind === 'Role' ? namespace : undefined, name) : undefined,
  };
}

/** Rules as grants, one for each resource; a rule on paths, such as `/metrics`, gives none. */
export function grantsOf(rules: readonly Rule[]): readonly Grant[] {
  return rules.flatMap(({ apiGroups, resources, resourceNames, verbs }) =>
    apiGroups.flatMap((group) =>
      resources.map((resource) => ({
        group,
        resource,
        verbs,
        ...(resourceNames.length > 0 && { resourceNames }),
      })),
    ),
  );
}
