import type { Construct } from 'constructs';
import type { StringMap } from '../core/labels';
import { Namespace, type PodSecurityProps } from '../core/namespace';
import { Allowance } from '../network/allowance';
import { NetworkPolicy } from '../network/network-policy';
import { Peer } from '../network/peer';
import { emitBoundRole } from './bound-role';
import { emitDefaultAccount } from './default-account';
import { emitDefaultDeny } from './default-deny';
import { LOCKED } from './labels';
import { emitQuotaAndLimits, type QuotaAndLimitsProps } from './quota-and-limits';
import { type MembersByRole, type Membership, rulesOf } from './roles';
import { emitSharedConfig, type SharedConfig } from './shared-config';
import type { Subject } from './subject';

/** What a namespace of a tenant is made of, each part parsed by the tenant. */
export interface TenantNamespaceProps extends QuotaAndLimitsProps {
  /** Name of the namespace. */
  readonly name: string;
  /** Labels of the Namespace. */
  readonly labels: StringMap;
  /** Annotations of the Namespace. */
  readonly annotations: StringMap;
  /** How it holds its pods to the Pod Security Standards. */
  readonly podSecurity: PodSecurityProps;
  /** Whether guard rails hold its members, so that these may do more. */
  readonly isGuarded: boolean;
  /** Members by what they may do. */
  readonly members: MembersByRole;
  /** Whether the namespace is kept from GitOps that no longer finds it. */
  readonly deletionProtection: boolean;
  /** Names of the Secrets by which pods of the default account pull images. */
  readonly imagePullSecrets: readonly string[];
  /** ConfigMaps that every namespace of the tenant has. */
  readonly sharedConfig: SharedConfig;
  /** Namespaces whose pods may connect to each other; none where every connection is declared. */
  readonly connected: readonly string[];
  /** Further connections to the pods. */
  readonly allowIngress: readonly Allowance[];
  /** Further connections from the pods. */
  readonly allowEgress: readonly Allowance[];
}

/**
 * A namespace of a tenant. It is a scope: what is created inside it lives in the namespace, under its quota, its
 * limits, its pod security level and its default deny.
 */
export class TenantNamespace extends Namespace {
  constructor(scope: Construct, id: string, props: TenantNamespaceProps) {
    const { name, labels, annotations, podSecurity, deletionProtection } = props;
    super(scope, id, { ...podSecurity, name, labels, annotations, protect: deletionProtection });
    emitQuotaAndLimits(this, props);
    emitDefaultAccount(this, props.imagePullSecrets);
    emitSharedConfig(this, props.sharedConfig);
    this.emitRoles(props);
    this.emitPolicies(props);
  }

  private emitRoles({ members, kinds, cordoned, isGuarded }: TenantNamespaceProps): void {
    for (const [membership, subjects] of Object.entries(members) as [Membership, readonly Subject[]][]) {
      if (subjects.length === 0) continue;
      const name = `tenant-${membership}`;
      // A role can be changed and a binding cannot, so that to cordon a tenant leaves nothing behind to prune.
      const rules = rulesOf(cordoned ? 'viewer' : membership, kinds, isGuarded);
      emitBoundRole(this, {
        key: membership,
        name,
        labels: LOCKED,
        rules,
        subjects: subjects.map(({ spec }) => spec),
      });
    }
  }

  private emitPolicies({ connected, allowIngress, allowEgress }: TenantNamespaceProps): void {
    emitDefaultDeny(this);
    if (connected.length > 0) {
      const tenant = [Allowance.allPorts(Peer.namespaces(connected))];
      new NetworkPolicy(this, 'AllowTenant', {
        name: 'allow-tenant',
        labels: LOCKED,
        pods: 'all',
        ingress: tenant,
        egress: tenant,
      });
    }
    if (allowIngress.length + allowEgress.length > 0) {
      new NetworkPolicy(this, 'AllowDeclared', {
        name: 'allow-declared',
        labels: LOCKED,
        pods: 'all',
        ingress: allowIngress,
        egress: allowEgress,
      });
    }
  }
}
