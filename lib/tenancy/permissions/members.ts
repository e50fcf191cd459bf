import { append } from '../../core/append';
import { derived } from '../../core/derived';
import { permissionMatrixOf } from '../../rbac/matrix-of';
import type { PermissionMatrix } from '../../rbac/permission-matrix';
import { isAll } from '../../rbac/reach/reach';
import { EVERYBODY, homeOf, subjectKey } from '../../rbac/subject';
import { type TenantMap, tenantMapOf } from '../tenant-map';
import type { TenantFacts } from '../tenants';
import { isBindingOf } from './bindings';

/** Somebody whose rights a tenant can use, or everybody. */
export interface Member {
  /** Key of the subject: `Group alpha-admins`. */
  readonly key: string;
  /**
   * What its rights are. Those of a `person` were given to it by name. Those of an `account` are there for whoever
   * runs pods beside it, so none beyond the tenant were meant. `everybody` is nobody's member.
   */
  readonly sort: 'person' | 'account' | 'everybody';
  /** Tenants that name it, or else those in whose namespaces somebody bound it. */
  readonly tenants: readonly TenantFacts[];
}

/**
 * Whom the proof starts from: who is bound in a namespace of a tenant, the accounts that live in one, and everybody. Whom
 * no tenant names and who may do everything in the cluster is an administrator.
 *
 * An account that lives outside of all tenants and is bound in one, as an operator is, belongs to the platform: what it
 * may do is stated elsewhere. A path from a tenant to it is found.
 */
export function membersOf(matrix: PermissionMatrix, tenants: TenantMap): readonly Member[] {
  const bound = new Map<string, TenantFacts[]>();
  const named = new Map<string, TenantFacts[]>();
  for (const { namespace, subjects, binding } of matrix.held) {
    const tenant = namespace === undefined ? undefined : tenants.of(namespace);
    if (!tenant) continue;
    for (const subject of subjects) {
      const key = subjectKey(subject, namespace);
      if (key === undefined || homeOf(key) !== undefined || EVERYBODY.includes(key)) continue;
      append(bound, key, tenant);
      if (isBindingOf(tenant, binding)) append(named, key, tenant);
    }
  }
  const people = [...bound].flatMap(([key, of]): readonly Member[] => {
    if (!named.has(key) && isAll(matrix.heldBy(key))) return [];
    return [{ key, sort: 'person', tenants: [...new Set(named.get(key) ?? of)] }];
  });
  const accounts = matrix.subjects.flatMap((key): readonly Member[] => {
    const tenant = tenants.of(homeOf(key) ?? '');
    return tenant ? [{ key, sort: 'account', tenants: [tenant] }] : [];
  });
  return [
    ...EVERYBODY.map((key): Member => ({ key, sort: 'everybody', tenants: [] })),
    ...people,
    ...accounts,
  ];
}

/** Whom the proof of an app starts from. */
export const membersOfApp = derived((objects, app) =>
  membersOf(permissionMatrixOf(objects, app), tenantMapOf(objects, app)),
);
