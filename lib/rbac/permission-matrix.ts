import { append } from '../core/append';
import type { ObjectIndex } from '../core/rendered-object';
import { builtInObjects } from './built-in-roles';
import { type HeldRole, heldRole, heldRoles } from './held-roles';
import { type Reached, reach } from './reach/reach';
import { NEWEST, Roles } from './roles';
import { allows, type NonResourceAttributes, type ResourceAttributes, type Rule } from './rule';
import { type BindingSubject, homeOf, keysOf, type Requester, subjectKey } from './subject';

/**
 * Who may do what where, by the roles and bindings that were rendered, whatever made them, and those that every cluster
 * has. It answers as the RBAC authorizer does.
 */
export class PermissionMatrix {
  /** What the roles give. */
  readonly roles: Roles;
  /** Every role that the app binds. */
  readonly held: readonly HeldRole[];

  private readonly holders = new Map<string, HeldRole[]>();
  private readonly accounts = new Map<string, string[]>();

  /**
   * @param objects what was rendered
   * @param kubernetes minor version of the cluster, by which built-in roles differ; the newest that we know by default
   * @param administrators what somebody holds by roles that were not rendered
   */
  constructor(
    /** What was rendered. */
    readonly objects: ObjectIndex,
    kubernetes: string = NEWEST,
    administrators: readonly HeldRole[] = [],
  ) {
    this.roles = new Roles(objects, kubernetes);
    this.held = heldRoles(objects, this.roles);
    const builtIn = builtInObjects(kubernetes)
      .filter(({ kind }) => kind.endsWith('Binding'))
      .map((binding) => heldRole(binding, this.roles));
    for (const held of [...this.held, ...builtIn, ...administrators]) this.hold(held);
    for (const key of this.holders.keys()) {
      const home = key.startsWith('ServiceAccount ') ? homeOf(key) : undefined;
      if (home !== undefined) append(this.accounts, home, key);
    }
  }

  /**
   * Whether somebody may make a request.
   *
   * A subject as a binding names it is in the groups that it is always in: a ServiceAccount in those of accounts,
   * everybody in `system:authenticated`. What else a person is in, the identity provider alone knows: for them, name the
   * user with all groups.
   */
  may(who: BindingSubject | Requester, request: ResourceAttributes | NonResourceAttributes): boolean {
    const namespace = 'path' in request ? undefined : request.namespace;
    return keysOf(who).some((key) =>
      this.heldBy(key).some(
        (held) =>
          (held.namespace === undefined || held.namespace === namespace) &&
          held.rules?.some((rule) => allows(rule, request)),
      ),
    );
  }

  /**
   * Whom a subject can act as, and what it can come to by that, each with the shortest path.
   * @param subject as a binding names it
   */
  reach(subject: BindingSubject): readonly Reached[] {
    const key = subjectKey(subject);
    return key === undefined ? [] : reach(this, key);
  }

  /** Keys of all subjects that hold a role. */
  get subjects(): readonly string[] {
    return [...this.holders.keys()];
  }

  /** The roles that are bound to a subject itself, none of those of its groups. */
  heldBy(key: string): readonly HeldRole[] {
    return this.holders.get(key) ?? [];
  }

  /** The ServiceAccounts of a namespace, or of all, that hold a role. */
  accountsIn(namespace: string | undefined): readonly string[] {
    return namespace === undefined
      ? [...this.accounts.values()].flat()
      : (this.accounts.get(namespace) ?? []);
  }

  /** The rules that some subjects hold in a namespace together with those of the whole cluster, or these alone. */
  rulesAt(keys: readonly string[], namespace: string | undefined): readonly Rule[] {
    return keys
      .flatMap((key) => this.heldBy(key))
      .filter((held) => held.namespace === undefined || held.namespace === namespace)
      .flatMap(({ rules = [] }) => rules);
  }

  private hold(held: HeldRole): void {
    const keys = held.subjects.map((subject) => subjectKey(subject, held.namespace));
    for (const key of new Set(keys)) if (key !== undefined) append(this.holders, key, held);
  }
}
