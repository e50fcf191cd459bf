import { Construct } from 'constructs';
import { addCheck } from '../core/check';
import { at, fail, inProp, PlatformError } from '../core/errors';
import { checkName } from '../core/names';
import type { Kind } from '../kind/kind';
import { ConnectionSet } from '../network/matrix/connection-set';
import { type PortLike, portOf } from '../network/port';
import { type Hard, renderBudget } from './budget/budget';
import { quotasOf, totalCheck } from './budget/total-budget';
import { checkPullSecrets } from './default-account';
import { areInForce } from './guard-rails/in-force';
import { renderBounds } from './guard-rails/render-bounds';
import { refuseUnknown } from './known-props';
import { CORDONED_LABEL, DELETION_PROTECTION_LABEL, TENANT_LABEL } from './labels';
import { CONTAINER_DEFAULTS } from './limits/container-defaults';
import { checkNamespaceAnnotations, checkNamespaceLabels } from './namespace-metadata';
import { checkTenantNamespaces } from './namespace-names';
import { tenantPodSecurity } from './pod-security';
import { type MembersByRole, membersByNamespace, membersByRole, namespacedKinds } from './roles';
import { TenantNamespace, type TenantNamespaceProps } from './tenant-namespace';
import { TENANT_PROPS, type TenantProps } from './tenant-props';
import { permitConnections, registerTenant } from './tenants';

/**
 * A tenant: its namespaces, each with a pod security level, `restricted` unless it states another, a quota, limits of
 * containers, pods and claims, roles for its members, and a default deny in both directions that leaves open DNS, the tenant
 * itself and what is declared.
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
  private permittedToAnyone = false;

  constructor(scope: Construct, id: string, props: TenantProps) {
    super(scope, id);
    at(this, undefined, () => refuseUnknown(props, TENANT_PROPS));
    this.name = at(this, 'name', () => checkName('dns-label', props.name ?? id));
    const names = at(this, 'namespaces', () => checkTenantNamespaces(props.namespaces ?? [this.name]));
    this.kinds = at(this, 'kinds', () => namespacedKinds(props.kinds ?? []));
    this.members = at(this, undefined, () => membersByRole(props));
    this.isGuarded = at(this, 'guardRails', () => areInForce(props.guardRails));
    this.namespaces = this.emitNamespaces(names, props);
    this.proveTotal(names, props);
    registerTenant(this, {
      path: this.node.path,
      name: this.name,
      namespaces: names,
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
   * @param ports of the other tenant's pods; any where they are left out
   * @throws PlatformError for the tenant itself, for no port, and for what is none
   */
  permitConnectionsTo(other: Tenant, ports?: readonly PortLike[]): void {
    if (other === this) {
      fail(this, 'permitConnectionsTo', {
        problem: 'is given the tenant itself, whose own connections are no leak',
        given: other.name,
        allowed: 'another tenant',
        fix: 'leave it out; `connected` says whether pods of the tenant may connect to each other',
      });
    }
    const connections =
      ports === undefined ? ConnectionSet.ALL : at(this, 'permitConnectionsTo', () => connectionsOn(ports));
    permitConnections(this, this.name, { to: other.name, connections });
  }

  /**
   * Says that connections to this tenant's pods are wanted from anyone: pods of namespaces that the app does not know
   * among them, but none of other tenants. It opens nothing itself.
   */
  permitConnectionsFromAnyone(): void {
    this.permittedToAnyone = true;
  }

  private emitNamespaces(names: readonly string[], props: TenantProps): ReadonlyMap<string, TenantNamespace> {
    const quotas = at(this, undefined, () => quotasOf(names, props));
    const members = at(this, undefined, () => membersByNamespace(names, props));
    const common = this.commonProps(names, props);
    return new Map(
      names.map((name) => {
        const hard = quotas.get(name) as Hard;
        const own = members.get(name) as MembersByRole;
        const bounds = renderBounds(this, this.name, props, {
          hasLoadBalancers: hard['services.loadbalancers'] !== '0',
          namespaces: names,
          members: Object.values(own).flat(),
        });
        const annotations = { ...common.annotations, ...bounds };
        return [name, new TenantNamespace(this, name, { ...common, name, annotations, hard, members: own })];
      }),
    );
  }

  /** What is the same in all its namespaces. */
  private commonProps(
    names: readonly string[],
    props: TenantProps,
  ): Omit<TenantNamespaceProps, 'name' | 'hard' | 'members'> {
    const { connected = true, cordoned = false, deletionProtection = true } = props;
    return {
      ...props,
      podSecurity: at(this, 'podSecurity', () => tenantPodSecurity(props)),
      labels: {
        ...at(this, 'labels', () => checkNamespaceLabels(props.labels ?? {})),
        [TENANT_LABEL]: this.name,
        ...(cordoned && { [CORDONED_LABEL]: 'true' }),
        ...(deletionProtection && { [DELETION_PROTECTION_LABEL]: 'true' }),
      },
      annotations: at(this, 'annotations', () => checkNamespaceAnnotations(props.annotations ?? {})),
      isGuarded: this.isGuarded,
      kinds: this.kinds,
      cordoned,
      deletionProtection,
      containerDefaults: props.containerDefaults ?? CONTAINER_DEFAULTS,
      imagePullSecrets: at(this, 'imagePullSecrets', () => checkPullSecrets(props.imagePullSecrets ?? [])),
      sharedConfig: props.sharedConfig ?? {},
      connected: connected ? names : [],
      allowIngress: props.allowIngress ?? [],
      allowEgress: props.allowEgress ?? [],
    };
  }

  private proveTotal(namespaces: readonly string[], { totalBudget }: TenantProps): void {
    if (!totalBudget) return;
    const total = at(this, 'totalBudget', () => renderBudget(totalBudget));
    addCheck(this, totalCheck({ path: this.node.path, namespaces, total }));
  }
}

function connectionsOn(ports: readonly PortLike[]): ConnectionSet {
  if (!Array.isArray(ports) || ports.length === 0) {
    throw new PlatformError({
      problem: 'names no port',
      given: ports,
      allowed: 'a list of at least one port; none at all for any',
    });
  }
  return ports
    .map((value, index) => {
      const { port, protocol } = inProp(`[${index}]`, () => portOf(value));
      return ConnectionSet.of(protocol, port);
    })
    .reduce((all, one) => all.union(one));
}
