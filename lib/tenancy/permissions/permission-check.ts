import type { IConstruct } from 'constructs';
import { addAppCheck } from '../../core/app-check';
import type { Check, Finding } from '../../core/check';
import { Cluster } from '../../core/cluster';
import { BUILT_IN } from '../../rbac/built-in-roles';
import { PermissionMatrix } from '../../rbac/permission-matrix';
import { placeName } from '../../rbac/reach/reach';
import type { Rule } from '../../rbac/rule';
import { type TenantFacts, tenantsOf } from '../tenants';
import { ClusterReads } from './cluster-reads';
import { type Leak, leaksOf, type Surroundings } from './leak';
import { membersOf } from './members';

/** How many rights a finding names. */
const SHOWN = 5;

/** No tenant comes to rights outside of its own namespaces that were not given to it, by whatever path. */
export function permissionCheck(app: IConstruct): Check {
  return (objects) => {
    const tenants = tenantsOf(app);
    if (tenants.length === 0) return [];
    const matrix = new PermissionMatrix(objects, Cluster.find(app)?.kubernetes);
    return permissionFindings(matrix, tenants);
  };
}

addAppCheck(permissionCheck);

/** What tenants come to beyond their own: a finding for each way out. */
export function permissionFindings(
  matrix: PermissionMatrix,
  tenants: readonly TenantFacts[],
): readonly Finding[] {
  const names = new Map(
    tenants.flatMap(({ name, namespaces }) => namespaces.map((namespace) => [namespace, name])),
  );
  const around: Surroundings = {
    matrix,
    reads: new ClusterReads(matrix.objects),
    tenantOf: (namespace) => names.get(namespace),
  };
  const leaks = membersOf(matrix, tenants).flatMap((member) => firstOnes(leaksOf(around, member)));
  return waysOut(leaks).map((ways) => findingOf(around, ways));
}

/** Without what follows from others: what somebody comes to through a holder that leaks already. */
function firstOnes(leaks: readonly Leak[]): readonly Leak[] {
  const holders = new Set(leaks.map(({ holder }) => holder));
  return leaks.filter(({ path }) => !path.some(({ from }, index) => index > 0 && holders.has(from)));
}

/** The leaks by the way out: each right once, whoever else comes to it; and what one step opens together. */
function waysOut(leaks: readonly Leak[]): readonly (readonly [Leak, ...Leak[]])[] {
  const rights = new Map(
    [...leaks]
      .reverse()
      .map((leak) => [`${leak.holder} ${leak.right.binding?.identity} ${leak.right.namespace}`, leak]),
  );
  const ways = new Map<string, [Leak, ...Leak[]]>();
  for (const leak of [...rights.values()].reverse()) {
    const step = leak.path.at(-1);
    const key = `${leak.member.key} ${step ? `${step.from} ${step.by}` : leak.right.binding?.identity}`;
    const known = ways.get(key);
    if (known) known.push(leak);
    else ways.set(key, [leak]);
  }
  return [...ways.values()];
}

function findingOf({ reads, tenantOf }: Surroundings, leaks: readonly [Leak, ...Leak[]]): Finding {
  const [{ holder, right, parts, path }, ...further] = leaks;
  const tells = leaks.every(
    (leak) => leak.right.namespace === undefined && leak.parts.every((part) => reads.tells(part)),
  );
  const tenant = right.namespace === undefined ? undefined : tenantOf(right.namespace);
  const where = `${placeName(right.namespace)}${tenant === undefined ? '' : ` of tenant ${tenant}`}`;
  const steps = path.map(({ from, by, binding, to }) => `${from} ${by}${bindingName(binding)} -> ${to}`);
  const end = `${holder} has ${right.role} ${where}${bindingName(right.binding)}`;
  const more = further.length > 0 ? `, and ${further.length} more beside it` : '';
  return {
    path: placeOf(leaks[0]),
    problem: `lets ${memberName(leaks[0])} out of its bounds: ${[...steps, end].join('; ')}${more}`,
    given: partNames(parts),
    allowed: 'rights in the namespaces of the tenant, and those that are bound to the member itself',
    fix: fixOf(leaks[0]),
    ...(tells && { severity: 'warning' }),
  };
}

function memberName({ member: { key, sort, tenants } }: Leak): string {
  if (sort === 'everybody') return `everybody (${key})`;
  return `${key} of tenant ${tenants.map(({ name }) => name).join(', ')}`;
}

function bindingName(binding: Leak['right']['binding']): string {
  if (!binding) return '';
  const { kind, namespace, name } = binding;
  return ` (by ${kind} ${namespace === undefined ? '' : `${namespace}/`}${name})`;
}

/** The binding that opens the way, if the app has it: that of the right, or else the last before it. */
function placeOf({ member, right, path }: Leak): string {
  const bindings = [...path.map(({ binding }) => binding), right.binding];
  const own = bindings.filter((binding) => binding && binding.path !== BUILT_IN).at(-1);
  return own?.path ?? member.tenants[0]?.path ?? '(app)';
}

function fixOf({ member: { sort }, holder, right, path }: Leak): string {
  const step = path.at(-1);
  if (sort === 'everybody' && !step) return 'bind the role to whom it is for';
  if (holder.startsWith('ServiceAccount ') && right.binding?.path !== BUILT_IN) {
    return `let ${holder} live in a namespace where no tenant runs pods, or bind it in the namespaces of its tenant alone`;
  }
  return step
    ? `take from ${step.from} that it ${step.by}`
    : `bind ${holder} in the namespaces of its tenant alone`;
}

function partNames(parts: readonly Rule[]): string {
  const names = parts.map(({ verbs, apiGroups, resources, nonResourceURLs }) => {
    const [group] = apiGroups;
    const what = group === undefined ? nonResourceURLs[0] : `${group || 'v1'}/${resources[0]}`;
    return `${verbs[0]} ${what}`;
  });
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
  return `${names.slice(0, SHOWN).join(', ')}${more}`;
}
