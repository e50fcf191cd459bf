import type { Finding } from '../../core/check';
import { REASON } from '../../core/reason';
import { BUILT_IN } from '../../rbac/built-in-roles';
import { placeName } from '../../rbac/reach/reach';
import { type Rule, resourceOf } from '../../rbac/rule';
import type { ClusterReads } from './cluster-reads';
import type { Surroundings } from './given';
import type { Leak } from './leak';

/** How many rights a finding names. */
const SHOWN = 5;

/** Whether a leak only tells of the cluster, or is a role of which nothing is known. */
export function tells({ right, parts }: Leak, reads: ClusterReads): boolean {
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

/** The finding of what one step opens: the gravest of it in full. */
export function describe(around: Surroundings, leaks: readonly Leak[]): Finding {
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
  const isWide = isHeld(first) && right.namespace === undefined;
  const more = further.length > 0 ? `, and ${further.length} more beside it` : '';
  return {
    path: placeOf(first),
    problem: `lets ${memberName(first)} ${isWide ? 'gain rights cluster-wide' : 'out of its bounds'}: ${[...steps, ...end].join('; ')}${more}`,
    given: right.rules ? partNames(parts) : `${right.role}, which is not in the app`,
    allowed: allowedOf(first, around),
    fix: fixOf(first),
    ...(tells(first, reads) && { severity: 'warning' }),
  };
}

/** Whether a person holds by a binding to itself what leaks. */
function isHeld({ member, path }: Leak): boolean {
  return member.sort === 'person' && path.length === 0;
}

function allowedOf(leak: Leak, { tenants }: Surroundings): string {
  const { member, right } = leak;
  if (!isHeld(leak))
    return 'rights in the namespaces of the tenant, and those that were given to the member itself';
  if (right.namespace === undefined)
    return 'rights in the namespaces of the tenant, and reading what is in no namespace';
  const tenant = tenants.of(right.namespace);
  if (tenant && member.tenants.includes(tenant)) return 'what owners of the tenant have there, and reading';
  return `rights in the namespaces of the tenant${tenant ? '' : ', and reading elsewhere, Secrets apart'}`;
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

function fixOf(leak: Leak): string {
  const { member, holder, right, path } = leak;
  if (isHeld(leak)) {
    return right.namespace === undefined
      ? `bind ${holder} in the namespaces of its tenant alone; why it reads in the others, if it must, say in the annotation ${REASON} of the binding; who is meant to be an administrator is no member of a tenant`
      : `name ${holder} among the members of the tenant that it is to be in; if it is to have more, say why in the annotation ${REASON} of the binding`;
  }
  // What somebody gives itself is nobody to take anything from.
  const step = path.filter(({ from }) => /^(User|Group|ServiceAccount) /.test(from)).at(-1);
  if (member.sort === 'everybody' && !step) return 'bind the role to whom it is for';
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
