import type { Construct } from 'constructs';
import { addCheck } from '../../core/check';
import { at, fail } from '../../core/errors';
import { Namespace, type PodSecurityProps } from '../../core/namespace';
import type { PodSecurityLevel } from '../../core/pod-security';
import type { ComputeResources } from '../../workload/resources';
import type { Budget, Hard } from '../budget/budget';
import { quotaOf } from '../budget/total-budget';
import { emitDefaultAccount } from '../default-account';
import { emitDefaultDeny } from '../default-deny';
import type { TenantBounds } from '../guard-rails/bounds';
import { sharingAnnotations } from '../guard-rails/bounds-annotations';
import type { GuardRails } from '../guard-rails/guard-rails';
import { areInForce } from '../guard-rails/in-force';
import { renderBounds } from '../guard-rails/render-bounds';
import { type KnownProps, refuseUnknown } from '../known-props';
import { DELETION_PROTECTION_LABEL, SHARED_LABEL, TENANT_LABEL } from '../labels';
import { CONTAINER_DEFAULTS } from '../limits/container-defaults';
import type { ClaimRange, ResourceRange } from '../limits/limit-range';
import { checkTenantNamespace } from '../namespace-names';
import { tenantPodSecurity } from '../pod-security';
import { emitQuotaAndLimits } from '../quota-and-limits';
import { knownMembers, type Members, membersByRole } from '../roles';
import { registerTenant } from '../tenants';
import { labelCheck } from './label-check';
import { LabelTenant } from './label-tenant';
import { sharingWarning } from './sharing-warning';

/** Props of {@link SharedNamespace}. */
export interface SharedNamespaceProps extends PodSecurityProps {
  /**
   * Name of the namespace.
   * @default - the construct's id
   */
  readonly name?: string;
  /** The tenants that share it and their members, by the tenants' names. */
  readonly tenants: Readonly<Record<string, Members>>;
  /** What all of them may use together. A quota knows no labels, so it cannot be shared out. */
  readonly budget: Budget;
  /**
   * What a container gets that states no resources itself.
   * @default - requests 100m CPU and 128Mi of memory, limit 256Mi of memory
   */
  readonly containerDefaults?: ComputeResources;
  /**
   * What each container may ask for.
   * @default - anything
   */
  readonly containerRange?: ResourceRange;
  /**
   * What the containers of each pod may ask for together: the one bound that keeps a tenant from taking all.
   * @default - anything
   */
  readonly podRange?: ResourceRange;
  /**
   * What storage each claim may ask for.
   * @default - any
   */
  readonly claimRange?: ClaimRange;
  /**
   * Pod security level that the namespace enforces, for all of its tenants: `restricted`, or `baseline` with a
   * `podSecurityReason`.
   * @default PodSecurityLevel.RESTRICTED
   */
  readonly podSecurity?: PodSecurityLevel;
  /**
   * Whether the namespace is kept when it is deleted by mistake, as those of a Tenant are.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * The guard rails that hold whoever writes to the namespace: those of this app, or `'installed'`, where another app
   * installs them. In the cluster they keep the label on what a tenant has, and members from what is not theirs. Members
   * may not do more with them: what pods use by name, no guard rail knows the tenant of.
   * @default - none; roles alone hold the members
   */
  readonly guardRails?: GuardRails | 'installed';
  /**
   * What the members of all tenants may choose; for guard rails to hold them to.
   * @default - as each bound says
   */
  readonly allowed?: TenantBounds;
}

const SHARED_NAMESPACE_PROPS: KnownProps<SharedNamespaceProps> = {
  name: true,
  tenants: true,
  budget: true,
  containerDefaults: true,
  containerRange: true,
  podRange: true,
  claimRange: true,
  podSecurity: true,
  deletionProtection: true,
  guardRails: true,
  allowed: true,
  podSecurityReason: true,
  podSecurityWarn: true,
  podSecurityAudit: true,
  podSecurityVersion: true,
};

/**
 * A namespace that several tenants share, told apart by the label `cdk8s-platform/tenant`. It is weaker than a
 * namespace for each, and synth says so: RBAC, quotas and the names of objects know no labels.
 *
 * What a tenant has is created in {@link tenant}: objects, pods and selectors get its label. Pods of one tenant may
 * connect to each other and to nobody else. Members may look at the objects of their tenant by their names, and scale
 * them; what is to change otherwise goes through GitOps, since who may create a pod in a namespace can read all of it.
 */
export class SharedNamespace extends Namespace {
  private readonly tenants: ReadonlyMap<string, LabelTenant>;

  constructor(scope: Construct, id: string, props: SharedNamespaceProps) {
    const { name = id, deletionProtection = true } = at(scope, id, () =>
      refuseUnknown(props, SHARED_NAMESPACE_PROPS),
    );
    super(scope, id, {
      ...at(scope, `podSecurity of ${id}`, () => tenantPodSecurity(props)),
      name: at(scope, `name of ${id}`, () => checkTenantNamespace(name)),
      labels: {
        // To guard rails, what shares a namespace has the bounds of one tenant.
        [TENANT_LABEL]: name,
        [SHARED_LABEL]: 'true',
        ...(deletionProtection && { [DELETION_PROTECTION_LABEL]: 'true' }),
      },
      protect: deletionProtection,
    });
    const names = Object.keys(props.tenants).sort();
    if (names.length === 0) {
      fail(this, 'tenants', { problem: 'is empty', given: props.tenants, allowed: 'at least one tenant' });
    }
    const hard = at(this, 'budget', () => quotaOf(props.budget));
    this.stateBounds(props, hard);
    emitQuotaAndLimits(this, {
      ...props,
      hard,
      containerDefaults: props.containerDefaults ?? CONTAINER_DEFAULTS,
      kinds: [],
      cordoned: false,
    });
    emitDefaultAccount(this, []);
    emitDefaultDeny(this);
    this.tenants = new Map(
      names.map((tenant) => [tenant, new LabelTenant(this, tenant, props.tenants[tenant] as Members)]),
    );
    addCheck(this, labelCheck(this.name, new Set(names)));
    addCheck(this, sharingWarning(this, names));
    registerTenant(this, {
      path: this.node.path,
      name: this.name,
      namespaces: [this.name],
      isGuarded: at(this, 'guardRails', () => areInForce(props.guardRails)),
    });
  }

  /** The bounds of all tenants, and who they are. */
  private stateBounds(props: SharedNamespaceProps, hard: Hard): void {
    const members = Object.fromEntries(
      Object.entries(props.tenants).map(([tenant, each]) => [
        tenant,
        Object.values(at(this, `tenants.${tenant}`, () => membersByRole(knownMembers(each)))).flat(),
      ]),
    );
    const bounds = renderBounds(this, this.name, props, {
      hasLoadBalancers: hard['services.loadbalancers'] !== '0',
      namespaces: [this.name],
      members: Object.values(members).flat(),
    });
    const sharing = props.guardRails === undefined ? {} : sharingAnnotations(members);
    for (const [key, value] of Object.entries({ ...bounds, ...sharing }))
      this.object.metadata.addAnnotation(key, value);
  }

  /**
   * What one tenant has in the namespace, as the scope for it. All of it is labelled with the tenant's name.
   * @throws PlatformError when no such tenant shares the namespace
   */
  tenant(name: string): LabelTenant {
    return (
      this.tenants.get(name) ??
      fail(this, 'tenant', {
        problem: 'does not share the namespace',
        given: name,
        allowed: `one of ${[...this.tenants.keys()].join(', ')}`,
        fix: `add it to tenants; its label is ${TENANT_LABEL}`,
      })
    );
  }
}
