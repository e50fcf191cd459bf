import { append } from '../../core/append';
import { BUILT_IN } from '../../rbac/built-in-roles';
import type { HeldRole } from '../../rbac/held-roles';
import type { PermissionMatrix } from '../../rbac/permission-matrix';
import { type Right, reach, type Step } from '../../rbac/reach/reach';
import { covers, partsOf, type Rule } from '../../rbac/rule';
import { groupsOf } from '../../rbac/subject';
import type { TenantMap } from '../tenant-map';
import type { ClusterReads } from './cluster-reads';
import { EVERYBODY, type Member } from './members';

/** A right that somebody comes to who was not given it. */
export interface Leak {
  readonly member: Member;
  /** Key of who holds it, or what the member gives itself. */
  readonly holder: string;
  /** What is held. */
  readonly right: Right;
  /** The parts of it that were not given, each of one verb on one resource; none of a role that is not in the app. */
  readonly parts: readonly Rule[];
  /** How the member comes to it; no step where it holds it itself. */
  readonly path: readonly Step[];
}

/** What is known where leaks are looked for. */
export interface Surroundings {
  readonly matrix: PermissionMatrix;
  readonly reads: ClusterReads;
  readonly tenants: TenantMap;
}

/**
 * What a member comes to beyond what was given to it.
 *
 * A place is given by a binding to the member itself, with all that follows from what it holds in that namespace, or that
 * tenant, alone. So a group that is bound in two tenants leaks nothing, but does as soon as what it does in one
 * opens more of the other. In the whole cluster reading alone is given: who changes what is there is an administrator, and
 * no member of a tenant.
 */
export function leaksOf(around: Surroundings, member: Member): readonly Leak[] {
  const { matrix } = around;
  const given = new Given(around, member);
  return reach(matrix, member.key).flatMap(({ what, rights, path }) =>
    rights.flatMap((right): readonly Leak[] => {
      if (given.hasPlace(what, right.namespace)) return [];
      const parts = (right.rules ?? []).flatMap(partsOf).filter((part) => !given.hasPart(what, right, part));
      return parts.length > 0 || !right.rules ? [{ member, holder: what, right, parts, path }] : [];
    }),
  );
}

/** What was given to a member. */
class Given {
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
      if (unit !== undefined && (sort === 'person' || this.units.has(unit))) append(this.units, unit, held);
    }
  }

  /** Whether all that a holder has in a place is given, as far as the member comes to it from there alone. */
  hasPlace(holder: string, namespace: string | undefined): boolean {
    const { key, sort } = this.member;
    if (namespace === undefined) return false;
    if (holder === key && sort === 'person') return true;
    const unit = this.unitOf(namespace);
    if (!this.units.has(unit)) return false;
    return this.units.size === 1 || holder === key || this.reachedIn(unit).has(holder);
  }

  /** Whether a part of a right is given by other rights. */
  hasPart(holder: string, { namespace, binding }: Right, part: Rule): boolean {
    const { key, sort } = this.member;
    if (holder === key && sort === 'person' && namespace === undefined)
      return this.around.reads.changesNothing(part);
    if (covers(this.rulesAt(namespace), part)) return true;
    if (!EVERYBODY.includes(holder)) return false;
    if (binding?.path === BUILT_IN) return true;
    // What everybody may do in a namespace of no tenant, or learn of the cluster, they are meant to.
    return namespace === undefined
      ? this.around.reads.tells(part)
      : this.around.tenants.of(namespace) === undefined;
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
