import { append } from '../../core/append';
import { BUILT_IN } from '../../rbac/built-in-roles';
import type { HeldRole } from '../../rbac/held-roles';
import type { PermissionMatrix } from '../../rbac/permission-matrix';
import { type Right, reach } from '../../rbac/reach/reach';
import { covers, type Rule } from '../../rbac/rule';
import { EVERYBODY, groupsOf } from '../../rbac/subject';
import type { TenantMap } from '../tenant-map';
import type { TenantFacts } from '../tenants';
import { isBindingOf, reasonOf } from './bindings';
import type { ClusterReads } from './cluster-reads';
import type { Member } from './members';

/** What is known where leaks are looked for. */
export interface Surroundings {
  readonly matrix: PermissionMatrix;
  readonly reads: ClusterReads;
  readonly tenants: TenantMap;
  /** What the owners of a tenant may have in its namespaces. */
  boundsOf(tenant: TenantFacts): readonly Rule[];
}

/**
 * What was given to a member.
 *
 * A tenant gives to whom it names, and a binding that states a reason gives as well, with all that follows from what is held
 * in that namespace, or that tenant, alone. So a group that is in two tenants leaks nothing, but does as soon as what it
 * does in one opens more of the other. Of what others bind to a member, that is given which the owners of its tenant may
 * have there, and reading in namespaces of no tenant, Secrets apart. In the whole cluster it is what is in no namespace,
 * and with a reason all reading: who changes what is there is an administrator, and no member of a tenant.
 */
export class Given {
  /** What it holds itself in each unit that was given to it. */
  private readonly units = new Map<string, HeldRole[]>();
  private readonly reachable = new Map<string, ReadonlySet<string>>();
  private readonly rules = new Map<string | undefined, readonly Rule[]>();

  constructor(
    private readonly around: Surroundings,
    private readonly member: Member,
  ) {
    const { key, sort, tenants } = member;
    for (const { namespaces } of tenants)
      for (const namespace of namespaces) this.units.set(this.unitOf(namespace), []);
    for (const held of around.matrix.heldBy(key)) {
      const unit = held.namespace === undefined ? undefined : this.unitOf(held.namespace);
      const isGiven = sort === 'person' && this.isStated(held);
      if (unit !== undefined && (isGiven || this.units.has(unit))) append(this.units, unit, held);
    }
  }

  /** Whether all that a holder has in a place is given, as far as the member comes to it from there alone. */
  hasPlace(holder: string, right: Right): boolean {
    const { key, sort } = this.member;
    const { namespace } = right;
    if (namespace === undefined) return false;
    if (holder === key && sort === 'person') return this.isStated(right);
    const unit = this.unitOf(namespace);
    if (!this.units.has(unit)) return false;
    return this.units.size === 1 || holder === key || this.reachedIn(unit).has(holder);
  }

  /** Whether a part of a right is given by other rights. */
  hasPart(holder: string, right: Right, part: Rule): boolean {
    const { key, sort } = this.member;
    const { namespace, binding } = right;
    if (holder === key && sort === 'person') return this.mayHold(right, part);
    if (covers(this.rulesAt(namespace), part)) return true;
    if (!EVERYBODY.includes(holder)) return false;
    if (binding?.path === BUILT_IN) return true;
    // What everybody may do in a namespace of no tenant, or learn of the cluster, they are meant to.
    return namespace === undefined
      ? this.around.reads.tells(part)
      : this.around.tenants.of(namespace) === undefined;
  }

  /** Whether a person may hold a part of a right that somebody bound to it. */
  private mayHold(right: Right, part: Rule): boolean {
    const { reads, tenants, boundsOf } = this.around;
    const { namespace } = right;
    if (namespace === undefined)
      return reads.tells(part) || (this.isStated(right) && reads.changesNothing(part));
    const tenant = tenants.of(namespace);
    if (tenant === undefined) return reads.changesNothing(part) && !isOfSecrets(part);
    return (
      this.member.tenants.includes(tenant) && (reads.changesNothing(part) || covers(boundsOf(tenant), part))
    );
  }

  /** Whether a tenant itself gives a right, or its binding says why it does. */
  private isStated({ namespace, binding }: Right): boolean {
    if (!binding) return false;
    const tenant = namespace === undefined ? undefined : this.around.tenants.of(namespace);
    return (tenant !== undefined && isBindingOf(tenant, binding)) || reasonOf(binding) !== undefined;
  }

  private rulesAt(namespace: string | undefined): readonly Rule[] {
    const { key, sort } = this.member;
    const known = this.rules.get(namespace);
    if (known) return known;
    const held = [key, ...groupsOf(key)].flatMap((holder) =>
      this.around.matrix
        .heldBy(holder)
        .filter(({ binding }) => binding.path === BUILT_IN || (holder === key && sort === 'person')),
    );
    const rules = held.flatMap((right) =>
      right.namespace === undefined || right.namespace === namespace ? (right.rules ?? []) : [],
    );
    this.rules.set(namespace, rules);
    return rules;
  }

  private reachedIn(unit: string): ReadonlySet<string> {
    const known =
      this.reachable.get(unit) ??
      new Set(
        reach(
          this.around.matrix,
          this.member.key,
          this.units.get(unit),
          (namespace) => namespace !== undefined && this.unitOf(namespace) === unit,
        ).map(({ what }) => what),
      );
    this.reachable.set(unit, known);
    return known;
  }

  /** A tenant is one place, whatever namespaces it has; so is a namespace of none. */
  private unitOf(namespace: string): string {
    const tenant = this.around.tenants.of(namespace);
    return tenant === undefined ? `namespace ${namespace}` : `tenant ${tenant.path}`;
  }
}

function isOfSecrets({ apiGroups, resources }: Rule): boolean {
  return ['', '*'].includes(`${apiGroups[0]}`) && ['secrets', '*'].includes(`${resources[0]}`);
}
