import type { Manifest } from '../../../../lib';
import type { Attributes } from './attributes';

const RBAC = 'rbac.authorization.k8s.io/v1';

/** A rule of a role, as it is rendered. */
export interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}

/** A rendered role. */
export interface Role extends Manifest {
  readonly rules: readonly Rule[];
}

/** A rendered binding. */
export interface Binding extends Manifest {
  readonly roleRef: { readonly apiGroup: string; readonly kind: string; readonly name: string };
  readonly subjects: readonly { readonly kind: string; readonly name: string; readonly namespace: string }[];
}

/** What an account holds. */
export interface Held {
  readonly roles: readonly Role[];
  readonly bindings: readonly Binding[];
}

/** A ServiceAccount. */
export interface Account {
  readonly namespace: string;
  readonly name: string;
}

/** The roles among rendered objects that are bound to an account, and their bindings. */
export function heldBy(objects: readonly Manifest[], { namespace, name }: Account): Held {
  const ofRbac = objects.filter(({ apiVersion }) => apiVersion === RBAC);
  const isMember = (subject: Account): boolean => subject.name === name && subject.namespace === namespace;
  const bindings = ofRbac.filter(isBinding).filter(({ subjects = [] }) => subjects.some(isMember));
  const roles = ofRbac.filter(isRole).filter((role) => bindings.some((binding) => binds(binding, role)));
  return { roles, bindings };
}

function isBinding(object: Manifest): object is Binding {
  return 'roleRef' in object;
}

function isRole(object: Manifest): object is Role {
  return 'rules' in object;
}

/** Whether a binding is one of a role. */
export function binds({ metadata, roleRef }: Binding, role: Manifest): boolean {
  const { namespace } = role.metadata;
  return (
    roleRef.kind === role.kind &&
    roleRef.name === role.metadata.name &&
    (namespace === undefined || namespace === metadata.namespace)
  );
}

/** Whether a rule lets what is asked for pass, wherever it is bound. */
export function allows(rule: Rule, { verb, group, resource, name }: Attributes): boolean {
  const { apiGroups = [], resources = [], resourceNames, verbs } = rule;
  const named = resourceNames === undefined || (name !== undefined && resourceNames.includes(name));
  return named && apiGroups.includes(group) && resources.includes(resource) && verbs.includes(verb);
}

/** The label of copies, by which they are found to be deleted. */
export const COPY = 'judged-copy';

/** What an account holds, as another holds it whose name is in all of the names. */
export function copyOf({ roles, bindings }: Held, account: Account): readonly Manifest[] {
  const named = (name: string): string => `${account.name}-${name}`;
  const metadataOf = ({ metadata: { name = '', namespace } }: Manifest) => ({
    name: named(name),
    namespace,
    labels: { [COPY]: 'true' },
  });
  return [
    ...roles.map((role) => ({
      apiVersion: RBAC,
      kind: role.kind,
      metadata: metadataOf(role),
      rules: role.rules,
    })),
    ...bindings.map((binding) => ({
      apiVersion: RBAC,
      kind: binding.kind,
      metadata: metadataOf(binding),
      roleRef: { ...binding.roleRef, name: named(binding.roleRef.name) },
      subjects: [{ kind: 'ServiceAccount', ...account }],
    })),
  ];
}
