import type { IConstruct } from 'constructs';
import { addAppCheck } from '../../core/app-check';
import { append } from '../../core/append';
import type { Check, Finding } from '../../core/check';
import { derived } from '../../core/derived';
import { BUILT_IN } from '../../rbac/built-in-roles';
import { permissionMatrixOf } from '../../rbac/matrix-of';
import type { PermissionMatrix } from '../../rbac/permission-matrix';
import { placeName } from '../../rbac/reach/reach';
import { type Rule, resourceOf } from '../../rbac/rule';
import { TenantMap } from '../tenant-map';
import { tenantsOf } from '../tenants';
import { ClusterReads } from './cluster-reads';
import { type Leak, leaksOf, type Surroundings } from './leak';
import { membersOf } from './members';

/** How many rights a finding names. */
const SHOWN = 5;

/** No tenant comes to rights outside of its own namespaces that were not given to it, by whatever path. */
export function permissionCheck(app: IConstruct): Check {
  return (objects) => leaksOfApp(objects, app);
}

addAppCheck(permissionCheck);

/** What the tenants of an app come to beyond their own. */
export const leaksOfApp = derived((objects, app): readonly Finding[] => {
  const tenants = new TenantMap(tenantsOf(app));
  return tenants.tenants.length === 0 ? [] : permissionFindings(permissionMatrixOf(objects, app), tenants);
});

/** What tenants come to beyond their own: a finding for each way out. */
export function permissionFindings(matrix: PermissionMatrix, tenants: TenantMap): readonly Finding[] {
  const around: Surroundings = { matrix, tenants, reads: new ClusterReads(matrix.objects) };
  const leaks = membersOf(matrix, tenants).flatMap((member) => firstOnes(leaksOf(around, member), around));
  return waysOut(leaks).map((ways) => findingOf(around, ways));
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

/** Whether a leak only tells of the cluster, or is a role of which nothing is known. */
function tells({ right, parts }: Leak, reads: ClusterReads): boolean {
  if (!right.rules) return true;
  return right.namespace === undefined && parts.every((part) => reads.tells(part));
}

/** The gravest first: what reaches into a tenant, then the whole cluster, then namespaces of nobody. */
function gravity(leak: Leak, { reads, tenants }: Surroundings): number {
  const { namespace } = leak.right;
  if (tells(leak, reads)) return 3;
  if (namespace === undefined) return 1;
  return tenants.of(namespace) === undefined ? 2 : 0;
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

function findingOf(around: Surroundings, leaks: readonly Leak[]): Finding {
  const { reads, tenants } = around;
  const [first, ...further] = [...leaks].sort((a, b) => gravity(a, around) - gravity(b, around)) as [
    Leak,
    ...Leak[],
  ];
  const { holder, right, parts, path } = first;
  const tenant = right.namespace === undefined ? undefined : tenants.of(right.namespace);
  const where = `${placeName(right.namespace)}${tenant === undefined ? '' : ` of tenant ${tenant.name}`}`;
  const steps = path.map(({ from, by, binding, to }) => `${from} ${by}${bindingName(binding)} -> ${to}`);
  const end = right.binding ? [`${holder} has ${right.role} ${where}${bindingName(right.binding)}`] : [];
  const isWide = first.member.sort === 'person' && path.length === 0;
  const more = further.length > 0 ? `, and ${further.length} more beside it` : '';
  return {
    path: placeOf(first),
    problem: `lets ${memberName(first)} ${isWide ? 'gain rights cluster-wide' : 'out of its bounds'}: ${[...steps, ...end].join('; ')}${more}`,
    given: right.rules ? partNames(parts) : `${right.role}, which is not in the app`,
    allowed: isWide
      ? 'rights in the namespaces of the tenant, and reading in the whole cluster'
      : 'rights in the namespaces of the tenant, and those that are bound to the member itself',
    fix: isWide
      ? `bind ${holder} in the namespaces of its tenant alone; who is meant to be an administrator is no member of a tenant`
      : fixOf(first),
    ...(tells(first, reads) && { severity: 'warning' }),
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
  // What somebody gives itself is nobody to take anything from.
  const step = path.filter(({ from }) => /^(User|Group|ServiceAccount) /.test(from)).at(-1);
  if (sort === 'everybody' && !step) return 'bind the role to whom it is for';
  if (holder.startsWith('ServiceAccount ') && right.binding?.path !== BUILT_IN) {
    return `let ${holder} live in a namespace where no tenant runs pods, or bind it in the namespaces of its tenant alone`;
  }
  return step
    ? `take from ${step.from} that it ${step.by}`
    : `bind ${holder} in the namespaces of its tenant alone`;
}

function partNames(parts: readonly Rule[]): string {
  const names = parts.map((part) => `${part.verbs[0]} ${resourceOf(part)}`);
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
  return `${names.slice(0, SHOWN).join(', ')}${more}`;
}
