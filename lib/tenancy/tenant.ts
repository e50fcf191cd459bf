import { Construct } from 'constructs';
import { Cluster } from '../core/cluster';
import { at, fail } from '../core/errors';
import { lazy } from '../core/kube-object';
import { LOCKED_LABEL, type StringMap } from '../core/labels';
import { checkName } from '../core/names';
import { type Kind, type KindLike, kindOf } from '../kind/kind';
import type { Allowance } from '../network/allowance';
import type { ComputeResources } from '../workload/resources';
import { parseBounds, type TenantBounds } from './bounds';
import { Bound, boundAnnotations, listedIfAny } from './bounds-annotations';
import type { Budget } from './budget';
import type { GuardRails } from './guard-rails/guard-rails';
import { TENANT_LABEL } from './labels';
import type { Subject } from './subject';
import { TenantNamespace } from './tenant-namespace';
import { connectedFrom, connectsTo, type PermittedConnection, registerTenant } from './tenants';

/** Props of {@link Tenant}. */
export interface TenantProps {
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
  /** What each of its namespaces may use. */
  readonly budget: Budget;
  /**
   * Who may do everything that the tenant may do: what editors may, delete what holds data, run commands in pods,
   * keep ServiceAccounts.
   * @default - nobody
   */
  readonly owners?: readonly Subject[];
  /**
   * Who may run workloads and read Secrets.
   * @default - nobody
   */
  readonly editors?: readonly Subject[];
  /**
   * Who may look, but not at Secrets.
   * @default - nobody
   */
  readonly viewers?: readonly Subject[];
  /**
   * Custom kinds of the platform that the members may use: viewers, editors and owners as the kind says of the roles
   * view, edit and admin. Namespaced ones alone.
   * @default - none
   */
  readonly kinds?: readonly KindLike[];
  /**
   * What a container gets that states no resources itself.
   * @default - requests 100m CPU and 128Mi of memory, limit 256Mi of memory
   */
  readonly containerDefaults?: ComputeResources;
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

const CONTAINER_DEFAULTS: ComputeResources = {
  requests: { cpu: '100m', memory: '128Mi' },
  limits: { memory: '256Mi' },
};

/**
 * A tenant: its namespaces, each with the `restricted` pod security level, a quota, defaults for containers,
 * roles for its members, and a default deny in both directions that leaves open DNS, the tenant itself and what
 * is declared.
 */
export class Tenant extends Construct {
  /** Name of the tenant. */
  readonly name: string;

  private readonly namespaces: ReadonlyMap<string, TenantNamespace>;
  private readonly permitted: PermittedConnection[] = [];

  constructor(scope: Construct, id: string, props: TenantProps) {
    super(scope, id);
    this.name = at(this, 'name', () => checkName('dns-label', props.name ?? id));
    const names = this.parseNamespaces(props.namespaces ?? [this.name]);
    const { owners = [], editors = [], viewers = [], connected = true } = props;
    const kinds = this.parseKinds(props.kinds ?? []);
    const isGuarded = props.guardRails !== undefined;
    const annotations = this.renderBounds(names, props);
    this.namespaces = new Map(
      names.map((name) => [
        name,
        new TenantNamespace(this, name, {
          name,
          labels: { [TENANT_LABEL]: this.name },
          annotations,
          lockLabels: isGuarded ? { [LOCKED_LABEL]: 'true' } : {},
          isGuarded:
            isGuarded && (props.guardRails === 'installed' || props.guardRails.enforcement === 'Deny'),
          members: { owner: owners, editor: editors, viewer: viewers },
          kinds,
          budget: props.budget,
          containerDefaults: props.containerDefaults ?? CONTAINER_DEFAULTS,
          connected: connected ? names : [],
          allowIngress: props.allowIngress ?? [],
          allowEgress: props.allowEgress ?? [],
        }),
      ]),
    );
    registerTenant(this, {
      path: this.node.path,
      name: this.name,
      namespaces: names,
      permitted: this.permitted,
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
   */
  permitConnectionsTo(other: Tenant): void {
    this.permitted.push({ to: other.name });
  }

  private renderBounds(names: readonly string[], props: TenantProps): StringMap {
    const bounds = at(this, 'allowed', () => parseBounds(props.allowed ?? {}, Cluster.of(this)));
    if (props.guardRails === undefined) {
      if (props.allowed === undefined) return {};
      fail(this, 'allowed', {
        problem: 'is for guard rails, which the tenant does not have: nothing would hold its members to it',
        given: props.allowed,
        fix: "pass `guardRails`: the GuardRails of this app, or 'installed'",
      });
    }
    const { owners = [], editors = [], viewers = [] } = props;
    return {
      ...at(this, 'members', () =>
        boundAnnotations({
          bounds,
          hasLoadBalancers: (props.budget.loadBalancers ?? 0) > 0,
          namespaces: names,
          members: [...owners, ...editors, ...viewers],
        }),
      ),
      [Bound.CONNECTS_TO]: lazy(() => listedIfAny(connectsTo(this, this.name)) as string),
      [Bound.CONNECTED_FROM]: lazy(() => listedIfAny(connectedFrom(this, this.name)) as string),
    };
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
    for (const name of names) at(this, 'namespaces', () => checkName('dns-label', name));
    const reserved = names.find((name) => name === 'default' || name.startsWith('kube-'));
    if (reserved) {
      fail(this, 'namespaces', {
        problem: "is the cluster's own",
        given: reserved,
        allowed: 'any name but `default` and those that start with `kube-`',
      });
    }
    return names;
  }
}
