import type { IConstruct } from 'constructs';
import { addAppCheck } from '../../core/app-check';
import { append } from '../../core/append';
import type { Check, Finding } from '../../core/check';
import { derived } from '../../core/derived';
import { permissionMatrixOf } from '../../rbac/matrix-of';
import type { PermissionMatrix } from '../../rbac/permission-matrix';
import { type Rule, readRules } from '../../rbac/rule';
import { rulesOf } from '../roles';
import { type TenantMap, tenantMapOf } from '../tenant-map';
import type { TenantFacts } from '../tenants';
import { ClusterReads } from './cluster-reads';
import { describe, tells } from './describe';
import type { Surroundings } from './given';
import { type Leak, leaksOf } from './leak';
import { type Member, membersOf, membersOfApp } from './members';

/** No tenant comes to rights outside of its own namespaces that were not given to it, by whatever path. */
export function permissionCheck(app: IConstruct): Check {
  return (objects) => leaksOfApp(objects, app);
}

addAppCheck(permissionCheck);

/** What the tenants of an app come to beyond their own. */
export const leaksOfApp = derived((objects, app): readonly Finding[] => {
  const tenants = tenantMapOf(objects, app);
  if (tenants.tenants.length === 0) return [];
  return permissionFindings(permissionMatrixOf(objects, app), tenants, membersOfApp(objects, app));
});

/** What tenants come to beyond their own: a finding for each way out. */
export function permissionFindings(
  matrix: PermissionMatrix,
  tenants: TenantMap,
  members: readonly Member[] = membersOf(matrix, tenants),
): readonly Finding[] {
  const bounds = new Map<TenantFacts, readonly Rule[]>();
  const around: Surroundings = {
    matrix,
    tenants,
    reads: new ClusterReads(matrix.objects),
    boundsOf: (tenant) => {
      const { kinds = [], isGuarded = false } = tenant;
      const known = bounds.get(tenant) ?? readRules(rulesOf('owner', kinds, isGuarded));
      bounds.set(tenant, known);
      return known;
    },
  };
  const leaks = members.flatMap((member) => firstOnes(leaksOf(around, member), around));
  return waysOut(leaks).map((ways) => describe(around, ways));
}

/** Without what follows from others: what somebody comes to by a right that leaks itself, or through who has one. */
function firstOnes(leaks: readonly Leak[], { reads }: Surroundings): readonly Leak[] {
  const grave = leaks.filter((leak) => !tells(leak, reads));
  const leaking = new Set(
    grave.flatMap(({ holder, right, member }) =>
      holder === member.key ? [`${holder} ${right.binding?.identity}`] : [holder],
    ),
  );
  return leaks.filter(
    ({ path }) =>
      !path.some(({ from, binding }) => leaking.has(from) || leaking.has(`${from} ${binding?.identity}`)),
  );
}

/** The leaks by the way out: each right once, whoever else comes to it; and what one step opens together. */
function waysOut(leaks: readonly Leak[]): readonly (readonly Leak[])[] {
  const rights = new Map(
    [...leaks]
      .reverse()
      .map((leak) => [`${leak.holder} ${leak.right.binding?.identity} ${leak.right.namespace}`, leak]),
  );
  const ways = new Map<string, Leak[]>();
  for (const leak of [...rights.values()].reverse()) {
    const step = leak.path.at(-1);
    const key = `${leak.member.key} ${step ? `${step.from} ${step.by}` : leak.right.binding?.identity}`;
    append(ways, key, leak);
  }
  return [...ways.values()];
}
