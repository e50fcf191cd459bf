import type { IConstruct } from 'constructs';
import { append } from '../../core/append';
import { canonicalList } from '../../core/canonical';
import type { ObjectIndex } from '../../core/rendered-object';
import type { Report, ReportSection } from '../../core/report';
import { BUILT_IN } from '../../rbac/built-in-roles';
import { givenBy } from '../../rbac/given';
import type { HeldRole } from '../../rbac/held-roles';
import { permissionMatrixOf } from '../../rbac/matrix-of';
import type { PermissionMatrix } from '../../rbac/permission-matrix';
import { reasonOf } from '../permissions/bindings';
import { type Member, membersOfApp } from '../permissions/members';
import { leaksOfApp } from '../permissions/permission-check';
import { type TenantMap, tenantMapOf } from '../tenant-map';
import type { TenantFacts } from '../tenants';
import { namespacesCell } from './namespaces-cell';

type Rows = ReportSection['rows'];

/** Who may do what where, by the roles and bindings of an app: members of tenants, what they come to, and who else. */
export function permissionReport(objects: ObjectIndex, app: IConstruct): Report | undefined {
  const tenants = tenantMapOf(objects, app);
  if (tenants.tenants.length === 0) return undefined;
  const matrix = permissionMatrixOf(objects, app);
  const members = membersOfApp(objects, app).filter(({ sort }) => sort !== 'everybody');
  const isInside = ({ namespace }: HeldRole, { tenants: own }: Member): boolean => {
    const tenant = namespace === undefined ? undefined : tenants.of(namespace);
    return tenant !== undefined && own.includes(tenant);
  };
  return {
    name: 'permissions',
    title: 'Who may do what',
    text: 'By the roles and bindings of the app. What every cluster gives everybody is not in it, nor who is in a group: the identity provider alone knows.',
    sections: [
      {
        name: 'members',
        title: 'Members of tenants',
        text: 'Users and groups that are bound in a namespace of a tenant, and accounts that live in one.',
        columns: { tenant: 'Tenant', who: 'Who', namespaces: 'Namespaces', roles: 'Roles' },
        rows: canonicalList(members.flatMap((member) => memberRows(member, matrix, tenants))),
      },
      {
        name: 'roles',
        title: 'What their roles give',
        text: 'Roles of one name that give the same stand together. In brackets are the only objects that it is given on.',
        columns: { role: 'Role', namespaces: 'Namespaces', verbs: 'Verbs', resources: 'Resources' },
        rows: roleRows(
          members.flatMap((member) => matrix.heldBy(member.key).filter((held) => isInside(held, member))),
          tenants.tenants,
        ),
      },
      {
        name: 'beyond',
        title: 'What they were given beyond their tenant',
        text: 'Bindings of members outside of the namespaces of their tenants, and those that state a reason. Here nothing is expected.',
        columns: { who: 'Who', namespaces: 'Namespaces', roles: 'Roles', reason: 'Reason' },
        rows: canonicalList(members.flatMap((member) => beyondRows(member, matrix, isInside))),
      },
      {
        name: 'leaks',
        title: 'What they come to beyond that',
        text: 'By becoming somebody else, or giving themselves more. What is more than reading of the cluster stops synth, so here nothing is expected.',
        columns: { binding: 'Construct', problem: 'What it does', rights: 'Rights' },
        rows: canonicalList(
          leaksOfApp(objects, app).map(({ path, problem, given }) => ({
            binding: path,
            problem,
            rights: `${given}`,
          })),
        ),
      },
      {
        name: 'others',
        title: 'Who else has rights',
        text: 'Operators of the platform in namespaces of tenants, and who has rights in the whole cluster.',
        columns: { who: 'Who', namespaces: 'Namespaces', roles: 'Roles' },
        rows: otherRows(matrix, members, tenants),
      },
    ],
  };
}

function memberRows({ key, tenants: own }: Member, matrix: PermissionMatrix, tenants: TenantMap): Rows {
  return own.flatMap(({ name }) =>
    holdings(
      key,
      matrix.heldBy(key).filter(({ namespace }) => tenants.of(`${namespace}`)?.name === name),
    ).map((row) => ({ tenant: name, ...row })),
  );
}

function beyondRows(
  member: Member,
  matrix: PermissionMatrix,
  isInside: (held: HeldRole, member: Member) => boolean,
): Rows {
  const byReason = new Map<string | undefined, HeldRole[]>();
  for (const held of matrix.heldBy(member.key)) {
    const reason = reasonOf(held.binding);
    if (reason !== undefined || !isInside(held, member)) append(byReason, reason, held);
  }
  return [...byReason].flatMap(([reason, held]) =>
    holdings(member.key, held).map((row) => ({ ...row, reason })),
  );
}

/** Where a subject holds which roles: namespaces with the same ones together. */
function holdings(who: string, held: readonly HeldRole[]): Rows {
  const byPlace = new Map<string, string[]>();
  for (const { namespace = '*', role, binding } of held) {
    if (binding.path !== BUILT_IN) append(byPlace, namespace, role);
  }
  const byRoles = new Map<string, string[]>();
  for (const [place, roles] of byPlace) append(byRoles, JSON.stringify(canonicalList(roles)), place);
  return [...byRoles].map(([roles, places]) => ({
    who,
    namespaces: canonicalList(places),
    roles: JSON.parse(roles),
  }));
}

/** What roles give, a row for the resources that they give the same verbs on. */
function roleRows(held: readonly HeldRole[], tenants: readonly TenantFacts[]): Rows {
  const alike = new Map<HeldRole['rules'], Map<string, string[]>>();
  for (const { rules, role, namespace } of held) {
    const byName = alike.get(rules) ?? new Map<string, string[]>();
    alike.set(rules, byName);
    append(byName, role, `${namespace}`);
  }
  const rows = [...alike].flatMap(([rules, byName]) =>
    [...byName].flatMap(([role, places]) => {
      const namespaces = namespacesCell(canonicalList(places), tenants);
      if (!rules) return [{ role, namespaces, verbs: [], resources: ['not in the app'] }];
      return byVerbs(rules).map((given) => ({ role, namespaces, ...given }));
    }),
  );
  return canonicalList(rows);
}

function byVerbs(rules: NonNullable<HeldRole['rules']>): Rows {
  const found = new Map<string, string[]>();
  for (const { verbs, resource, resourceNames } of givenBy(rules)) {
    const names = resourceNames ? ` (${resourceNames.join(', ')})` : '';
    append(found, JSON.stringify(verbs), `${resource}${names}`);
  }
  return [...found].map(([verbs, resources]) => ({ verbs: JSON.parse(verbs), resources }));
}

function otherRows(matrix: PermissionMatrix, members: readonly Member[], tenants: TenantMap): Rows {
  const known = new Set(members.map(({ key }) => key));
  return canonicalList(
    matrix.subjects
      .filter((key) => !known.has(key))
      .flatMap((key) =>
        holdings(
          key,
          matrix.heldBy(key).filter(({ namespace }) => namespace === undefined || tenants.of(namespace)),
        ),
      )
      .map((row) => ({ ...row, namespaces: namespacesCell(row.namespaces as string[], tenants.tenants) })),
  );
}
