import { Construct } from 'constructs';
import { canonicalList } from '../core/canonical';
import { addCheck } from '../core/check';
import { at, fail } from '../core/errors';
import type { StringMap } from '../core/labels';
import { checkName } from '../core/names';
import { type Kind, type KindLike, kindOf } from '../kind/kind';
import type { Allowance } from '../network/allowance';
import type { ComputeResources } from '../workload/resources';
import { type Budget, type Hard, renderBudget } from './budget/budget';
import { quotasOf, totalCheck } from './budget/total-budget';
import type { TenantBounds } from './guard-rails/bounds';
import type { GuardRails } from './guard-rails/guard-rails';
import { areInForce } from './guard-rails/in-force';
import { renderBounds } from './guard-rails/render-bounds';
import { CORDONED_LABEL, DELETION_PROTECTION_LABEL, TENANT_LABEL } from './labels';
import { CONTAINER_DEFAULTS } from './limits/container-defaults';
import type { ClaimRange, ResourceRange } from './limits/limit-range';
import { checkNamespaceAnnotations, checkNamespaceLabels } from './namespace-metadata';
import { checkTenantNamespace, refuseOthers } from './namespace-names';
import { type Members, type MembersByRole, membersByRole } from './roles';
import type { SharedConfig } from './shared-config';
import { TenantNamespace } from './tenant-namespace';
import { type PermittedConnection, registerTenant } from './tenants';

/** Props of {@link Tenant}. */
export interface TenantProps extends Members {
  /**
   * Name of the tenant.
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * Names of its namespaces, at least one.
   * @default - one, named after the tenant
   */
  readonly namespaces?: readonly string[];
  /**
   * What each of its namespaces may use.
   * @default - as `budgets` and `totalBudget` say, one of which there must be
   */
  readonly budget?: Budget;
  /**
   * What single namespaces may use, by their names, in place of `budget`.
   * @default - none has a budget of its own
   */
  readonly budgets?: Readonly<Record<string, Budget>>;
  /**
   * What its namespaces may use together. Where there is neither `budget` nor `budgets` it is shared out among them;
   * where there is, their sum is proved to be within it.
   * @default - the sum of what each may use
   */
  readonly totalBudget?: Budget;
  /**
   * How `totalBudget` is shared out: whole numbers by the names of all namespaces, `{ shop: 3, 'shop-staging': 1 }`.
   * Amounts are rounded down to what can be counted; what that leaves over goes to the largest remainders.
   * @default - equal shares
   */
  readonly budgetShares?: Readonly<Record<string, number>>;
  /**
   * Further members of single namespaces, by their names.
   * @default - each namespace has the same members
   */
  readonly namespaceMembers?: Readonly<Record<string, Members>>;
  /**
   * Custom kinds of the platform that the members may use: viewers, editors and owners as the kind says of the roles
   * view, edit and admin. Namespaced ones alone.
   * @default - none
   */
  readonly kinds?: readonly KindLike[];
  /**
   * What a container gets that states no resources itself. It must state what the budget or a range makes every
   * container state.
   * @default - requests 100m CPU and 128Mi of memory, limit 256Mi of memory
   */
  readonly containerDefaults?: ComputeResources;
  /**
   * What each container may ask for. A container without a limit gets `max` as its limit.
   * @default - anything
   */
  readonly containerRange?: ResourceRange;
  /**
   * What the containers of each pod may ask for together.
   * @default - anything
   */
  readonly podRange?: ResourceRange;
  /**
   * What storage each claim may ask for.
   * @default - any
   */
  readonly claimRange?: ClaimRange;
  /**
   * Names of Secrets of type `kubernetes.io/dockerconfigjson` by which pods pull images that name neither account nor
   * pull secret. The Secrets are not rendered: they must be made in each namespace, by External Secrets for one.
   * @default - none
   */
  readonly imagePullSecrets?: readonly string[];
  /**
   * ConfigMaps that each namespace has: data by key, by name. For what is no secret.
   * @default - none
   */
  readonly sharedConfig?: SharedConfig;
  /**
   * Labels of its namespaces: a cost centre, what a mesh asks for.
   * @default - none beside those of the platform
   */
  readonly labels?: StringMap;
  /**
   * Annotations of its namespaces.
   * @default - none beside those of the platform
   */
  readonly annotations?: StringMap;
  /**
   * Whether the tenant is frozen: its pods go on running, no pod, Job or claim is created, not even in place of a pod
   * that ends, and its members may only look.
   * @default false
   */
  readonly cordoned?: boolean;
  /**
   * Whether its namespaces are kept when they are deleted by mistake: GitOps does not prune them, and guard rails refuse
   * to delete them.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * Whether every pod of the tenant may connect to every other one. Where not, pods reach only what they declare
   * with `connectTo`.
   * @default true
   */
  readonly connected?: boolean;
  /**
   * Further connections to every pod of the tenant.
   * @default - none
   */
  readonly allowIngress?: readonly Allowance[];
  /**
   * Further connections from every pod of the tenant.
   * @default - none
   */
  readonly allowEgress?: readonly Allowance[];
  /**
   * The guard rails that hold its members: those of this app, or `'installed'`, where another app installs them. Members
   * may then do what a team needs and only guard rails bound: editors write network policies, owners roles and role
   * bindings. Guard rails that do not refuse anything yet change no role.
   * @default - none; roles alone hold the members
   */
  readonly guardRails?: GuardRails | 'installed';
  /**
   * What its members may choose; for guard rails to hold them to.
   * @default - as each bound says
   */
  readonly allowed?: TenantBounds;
}

/**
 * A tenant: its namespaces, each with the `restricted` pod security level, a quota, limits of containers, pods and
 * claims, roles for its members, and a default deny in both directions that leaves open DNS, the tenant itself and what
 * is declared.
 */
export class Tenant extends Construct {
  /** Name of the tenant. */
  readonly name: string;
  /** Its members in all its namespaces, by what they may do. */
  readonly members: MembersByRole;
  /** Custom kinds of the platform that its members may use. */
  readonly kinds: readonly Kind[];
  /** Whether guard rails hold its members, so that these may do more. */
  readonly isGuarded: boolean;

  private readonly namespaces: ReadonlyMap<string, TenantNamespace>;
  private readonly permitted: PermittedConnection[] = [];
  private permittedToAnyone = false;

  constructor(scope: Construct, id: string, props: TenantProps) {
    super(scope, id);
    this.name = at(this, 'name', () => checkName('dns-label', props.name ?? id));
    const names = this.parseNamespaces(props.namespaces ?? [this.name]);
    this.kinds = this.parseKinds(props.kinds ?? []);
    this.members = at(this, undefined, () => membersByRole(props));
    const quotas = at(this, undefined, () => quotasOf(names, props));
    const members = this.membersOf(names, props);
    const { labels, annotations } = this.namespaceMetadata(props);
    const { guardRails } = props;
    this.isGuarded = at(this, 'guardRails', () => areInForce(guardRails));
    const { connected = true, cordoned = false, deletionProtection = true } = props;
    this.namespaces = new Map(
      names.map((name) => [
        name,
        new TenantNamespace(this, name, {
          ...props,
          name,
          labels,
          annotations: {
            ...annotations,
            ...renderBounds(this, this.name, props, {
              hasLoadBalancers: (quotas.get(name) as Hard)['services.loadbalancers'] !== '0',
              namespaces: names,
              members: Object.values(members(name)).flat(),
            }),
          },
          isGuarded: this.isGuarded,
          members: members(name),
          kinds: this.kinds,
          hard: quotas.get(name) as Hard,
          cordoned,
          deletionProtection,
          containerDefaults: props.containerDefaults ?? CONTAINER_DEFAULTS,
          imagePullSecrets: this.parsePullSecrets(props.imagePullSecrets ?? []),
          sharedConfig: props.sharedConfig ?? {},
          connected: connected ? names : [],
          allowIngress: props.allowIngress ?? [],
          allowEgress: props.allowEgress ?? [],
        }),
      ]),
    );
    const { totalBudget } = props;
    if (totalBudget) {
      const total = at(this, 'totalBudget', () => renderBudget(totalBudget));
      addCheck(this, totalCheck({ path: this.node.path, namespaces: names, total }));
    }
    registerTenant(this, {
      path: this.node.path,
      name: this.name,
      namespaces: names,
      permitted: this.permitted,
      isPermittedToAnyone: () => this.permittedToAnyone,
      kinds: this.kinds,
      isGuarded: this.isGuarded,
    });
  }

  /** Names of its namespaces, as `OperatorScope.tenants` takes them. */
  get namespaceNames(): readonly string[] {
    return [...this.namespaces.keys()];
  }

  /**
   * A namespace of the tenant, as the scope for what lives in it.
   * @param name one of `namespaces`; may be left out where there is only one
   * @throws PlatformError when the tenant has no such namespace
   */
  namespace(name?: string): TenantNamespace {
    const names = this.namespaceNames;
    const found = this.namespaces.get(name ?? (names.length === 1 ? (names[0] as string) : ''));
    if (found) return found;
    return fail(this, 'namespace', {
      problem: 'is not a namespace of the tenant',
      given: name,
      allowed: `one of ${names.join(', ')}`,
    });
  }

  /**
   * Says that connections of this tenant's pods to those of another are wanted. It opens nothing: what is opened, by
   * `connectTo` of a workload or by a policy, would otherwise be a leak between tenants and stop synth.
   * @throws PlatformError for the tenant itself
   */
  permitConnectionsTo(other: Tenant): void {
    if (other === this) {
      fail(this, 'permitConnectionsTo', {
        problem: 'is given the tenant itself, whose own connections are no leak',
        given: other.name,
        allowed: 'another tenant',
        fix: 'leave it out; `connected` says whether pods of the tenant may connect to each other',
      });
    }
    this.permitted.push({ to: other.name });
  }

  /**
   * Says that connections to this tenant's pods are wanted from anyone: pods of namespaces that the app does not know
   * among them, but none of other tenants. It opens nothing itself.
   */
  permitConnectionsFromAnyone(): void {
    this.permittedToAnyone = true;
  }

  private membersOf(names: readonly string[], props: TenantProps): (namespace: string) => MembersByRole {
    const { namespaceMembers = {} } = props;
    at(this, 'namespaceMembers', () => refuseOthers(namespaceMembers, names));
    return (namespace) =>
      at(this, `namespaceMembers.${namespace}`, () =>
        membersByRole(props, namespaceMembers[namespace] ?? {}),
      );
  }

  private namespaceMetadata(props: TenantProps): {
    readonly labels: StringMap;
    readonly annotations: StringMap;
  } {
    const { labels = {}, annotations = {}, cordoned, deletionProtection = true } = props;
    return {
      labels: {
        ...at(this, 'labels', () => checkNamespaceLabels(labels)),
        [TENANT_LABEL]: this.name,
        ...(cordoned && { [CORDONED_LABEL]: 'true' }),
        ...(deletionProtection && { [DELETION_PROTECTION_LABEL]: 'true' }),
      },
      annotations: at(this, 'annotations', () => checkNamespaceAnnotations(annotations)),
    };
  }

  private parsePullSecrets(names: readonly string[]): readonly string[] {
    for (const name of names) at(this, 'imagePullSecrets', () => checkName('dns-subdomain', name));
    return canonicalList(names);
  }

  private parseKinds(kinds: readonly KindLike[]): readonly Kind[] {
    const parsed = kinds.map(kindOf);
    const beyond = parsed.find(({ resource }) => !resource.namespaced);
    if (!beyond) return parsed;
    return fail(this, 'kinds', {
      problem: 'has a cluster-scoped kind, which no role in a namespace reaches',
      given: beyond.resource.kind,
      allowed: 'namespaced kinds',
      fix: 'bind a ClusterRole of the kind by a ClusterRoleBinding to whom it is for',
    });
  }

  private parseNamespaces(names: readonly string[]): readonly string[] {
    if (names.length === 0 || new Set(names).size < names.length) {
      fail(this, 'namespaces', {
        problem: 'is empty or names a namespace twice',
        given: names,
        allowed: 'at least one name, each once',
      });
    }
    for (const name of names) at(this, 'namespaces', () => checkTenantNamespace(name));
    return names;
  }
}
