import type { StringMap } from '../core/labels';
import type { PodSecurityProps } from '../core/namespace';
import type { PodSecurityLevel } from '../core/pod-security';
import type { KindLike } from '../kind/kind';
import type { Allowance } from '../network/allowance';
import type { ComputeResources } from '../workload/resources';
import type { Budget } from './budget/budget';
import type { TenantBounds } from './guard-rails/bounds';
import type { GuardRails } from './guard-rails/guard-rails';
import type { KnownProps } from './known-props';
import type { ClaimRange, ResourceRange } from './limits/limit-range';
import type { Members } from './roles';
import type { SharedConfig } from './shared-config';

/** Props of {@link Tenant}. */
export interface TenantProps extends Members, PodSecurityProps {
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
   * Pod security level that its namespaces enforce: `restricted`, or `baseline` with a `podSecurityReason`. A pod that
   * `privileged` admits is outside of whatever isolates tenants: it runs in a Namespace of the platform.
   * @default PodSecurityLevel.RESTRICTED
   */
  readonly podSecurity?: PodSecurityLevel;
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

/** All props of {@link Tenant}. */
export const TENANT_PROPS: KnownProps<TenantProps> = {
  name: true,
  namespaces: true,
  budget: true,
  budgets: true,
  totalBudget: true,
  budgetShares: true,
  namespaceMembers: true,
  kinds: true,
  containerDefaults: true,
  containerRange: true,
  podRange: true,
  claimRange: true,
  imagePullSecrets: true,
  sharedConfig: true,
  labels: true,
  annotations: true,
  podSecurity: true,
  cordoned: true,
  deletionProtection: true,
  connected: true,
  allowIngress: true,
  allowEgress: true,
  guardRails: true,
  allowed: true,
  owners: true,
  editors: true,
  viewers: true,
  podSecurityReason: true,
  podSecurityWarn: true,
  podSecurityAudit: true,
  podSecurityVersion: true,
};
