import { append } from '../../core/append';
import type { Finding } from '../../core/check';
import type { Grant } from '../../core/policy-rules';
import type { ObjectIndex } from '../../core/rendered-object';
import { grantsOf, type HeldRole, heldRoles } from '../../rbac/held-roles';
import type { BindingSubject } from '../../rbac/subject';
import type { Install } from '../install';
import { type Danger, dangersOf } from './danger';
import { PLACES, type Place, resourceName } from './permission';

/**
 * Reads the roles that are bound to the accounts of operators, whatever made them, and refuses powers that no operator
 * states a reason for: a binding by somebody else gives as much as one of its own.
 */
export function powerFindings(installs: readonly Install[], objects: ObjectIndex): readonly Finding[] {
  const accounts = new Accounts(installs);
  return heldRoles(objects).flatMap((held) =>
    [...new Set(held.subjects.flatMap((subject) => accounts.of(subject, held.namespace)))].flatMap(
      (install) => findingsOfRole(install, held),
    ),
  );
}

/** The accounts of operators, by the subjects that stand for them. */
class Accounts {
  private readonly byUser = new Map<string, Install[]>();
  private readonly byGroup = new Map<string, Install[]>();

  constructor(installs: readonly Install[]) {
    for (const install of installs) {
      const { namespace, name } = install;
      append(this.byUser, `system:serviceaccount:${namespace}:${name}`, install);
      for (const group of [
        'system:authenticated',
        'system:serviceaccounts',
        `system:serviceaccounts:${namespace}`,
      ])
        append(this.byGroup, group, install);
    }
  }

  /** @param home namespace of the binding, where a ServiceAccount is looked for that states none */
  of({ kind, name, namespace }: BindingSubject, home: string | undefined): readonly Install[] {
    if (kind === 'Group') return this.byGroup.get(`${name}`) ?? [];
    const user = kind === 'ServiceAccount' ? `system:serviceaccount:${namespace ?? home}:${name}` : `${name}`;
    return this.byUser.get(user) ?? [];
  }
}

function findingsOfRole(install: Install, held: HeldRole): readonly Finding[] {
  const account = `ServiceAccount ${install.namespace}/${install.name}`;
  const where = held.namespace === undefined ? 'in the whole cluster' : `in namespace ${held.namespace}`;
  const { path } = held.binding;
  const remedy = `remove it, or state it with its reason in \`permissions\` of the operator [${install.path}]`;
  if (!held.rules) {
    return [
      {
        path,
        problem: `binds a role that is not in the app to ${account}: what the operator may do by it is not known`,
        given: held.role,
        fix: remedy,
        severity: 'warning',
      },
    ];
  }
  return grantsOf(held.rules).flatMap((grant) =>
    dangersOf(grant, held.namespace === undefined).flatMap((danger): readonly Finding[] => {
      const verbs = danger.verbs.filter((verb) => !isStated(install, grant, verb, held.namespace));
      if (verbs.length === 0) return [];
      return [findingOf({ path, account, where, remedy }, held, grant, { ...danger, verbs })];
    }),
  );
}

function findingOf(
  { path, account, where, remedy }: Readonly<Record<'path' | 'account' | 'where' | 'remedy', string>>,
  { role }: HeldRole,
  grant: Grant,
  { power, verbs, severity }: Danger,
): Finding {
  return {
    path,
    problem: `gives ${account} by ${role} a power ${where} that no reason is stated for: it may ${power}`,
    given: `${verbs.join(', ')} ${resourceName(grant)}`,
    fix: severity === 'warning' ? `limit its scope to namespaces, or ${remedy}` : remedy,
    severity,
  };
}

/** Whether somebody stated a reason for what a rule gives. */
function isStated(install: Install, grant: Grant, verb: string, namespace: string | undefined): boolean {
  return PLACES.some(
    (place) =>
      isGivenAt(install, place, namespace) &&
      install.permissions[place].some(
        ({ stated, group, resource, verbs, resourceNames }) =>
          stated &&
          (group === '*' || group === grant.group) &&
          isSame(resource, grant.resource) &&
          (verbs.includes('*') || verbs.includes(verb)) &&
          (!resourceNames || isWithin(grant.resourceNames, resourceNames)),
      ),
  );
}

/** `*` stands for everything, and `*\/scale` for the scale of everything. */
function isSame(stated: string, resource: string): boolean {
  if (stated === '*' || stated === resource) return true;
  return stated.startsWith('*/') && resource.endsWith(stated.slice(1));
}

function isWithin(names: readonly string[] | undefined, stated: readonly string[]): boolean {
  if (!names) return false;
  return names.every((name) => stated.includes(name));
}

function isGivenAt(install: Install, place: Place, namespace: string | undefined): boolean {
  switch (place) {
    case 'cluster':
      return true;
    case 'ownNamespace':
      return namespace === install.namespace;
    default:
      return install.scope.covers(namespace);
  }
}
