import type { Construct } from 'constructs';
import { canonicalList } from '../core/canonical';
import { addCheck } from '../core/check';
import { at } from '../core/errors';
import { emit } from '../core/kube-object';
import type { StringMap } from '../core/labels';
import { Namespace } from '../core/namespace';
import type { Kind } from '../kind/kind';
import { Allowance } from '../network/allowance';
import { toDns } from '../network/flows';
import { NetworkPolicy } from '../network/network-policy';
import { Peer } from '../network/peer';
import type { Hard } from './budget';
import { FROZEN, freeze } from './cordon';
import { emitDefaultAccount } from './default-account';
import { LOCKED } from './labels';
import { limitCheck } from './limit-check';
import { type LimitProps, renderLimits } from './limit-range';
import { quantityCheck } from './quantity-check';
import { quotaCheck } from './quota-check';
import { type MembersByRole, type Membership, rulesOf } from './roles';
import { emitSharedConfig, type SharedConfig } from './shared-config';
import type { Subject } from './subject';

/** What a namespace of a tenant is made of, each part parsed by the tenant. */
export interface TenantNamespaceProps extends LimitProps {
  /** Name of the namespace. */
  readonly name: string;
  /** Labels of the Namespace. */
  readonly labels: StringMap;
  /** Annotations of the Namespace. */
  readonly annotations: StringMap;
  /** Members by what they may do. */
  readonly members: MembersByRole;
  /** Custom kinds that the platform serves to the tenant. */
  readonly kinds: readonly Kind[];
  /** What the namespace may use. */
  readonly hard: Hard;
  /** Whether nothing new may start. */
  readonly cordoned: boolean;
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
    const { name, labels, annotations, deletionProtection } = props;
    super(scope, id, { name, labels, annotations, protect: deletionProtection });
    this.emitQuota(props);
    emitDefaultAccount(this, props.imagePullSecrets);
    emitSharedConfig(this, props.sharedConfig);
    this.emitRoles(props);
    this.emitPolicies(props);
  }

  private emitQuota(props: TenantNamespaceProps): void {
    const { hard, cordoned } = props;
    emit(
      this,
      'ResourceQuota',
      'v1/ResourceQuota',
      { name: 'tenant-quota', labels: LOCKED },
      { spec: { hard: cordoned ? freeze(hard) : hard } },
    );
    emit(
      this,
      'LimitRange',
      'v1/LimitRange',
      { name: 'tenant-limits', labels: LOCKED },
      { spec: { limits: at(this, undefined, () => renderLimits(props, hard)) } },
    );
    const { name: namespace } = this;
    const kinds = props.kinds.map(({ resource }) => resource);
    addCheck(this, quantityCheck(namespace));
    addCheck(this, limitCheck(namespace));
    addCheck(this, quotaCheck({ scope: this, namespace, kinds, frozen: cordoned ? FROZEN : new Set() }));
  }

  private emitRoles({ members, kinds, cordoned }: TenantNamespaceProps): void {
    for (const [membership, subjects] of Object.entries(members) as [Membership, readonly Subject[]][]) {
      if (subjects.length === 0) continue;
      const name = `tenant-${membership}`;
      // A role can be changed and a binding cannot, so that to cordon a tenant leaves nothing behind to prune.
      const rules = rulesOf(cordoned ? 'viewer' : membership, kinds);
      emit(this, `Role-${membership}`, 'rbac.authorization.k8s.io/Role', { name, labels: LOCKED }, { rules });
      emit(
        this,
        `RoleBinding-${membership}`,
        'rbac.authorization.k8s.io/RoleBinding',
        { name, labels: LOCKED },
        {
          roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
          subjects: canonicalList(subjects.map(({ spec }) => spec)),
        },
      );
    }
  }

  private emitPolicies({ connected, allowIngress, allowEgress }: TenantNamespaceProps): void {
    new NetworkPolicy(this, 'DefaultDeny', { name: 'default-deny', labels: LOCKED, pods: 'all' });
    new NetworkPolicy(this, 'AllowDns', {
      name: 'allow-dns',
      labels: LOCKED,
      pods: 'all',
      egress: toDns(this),
    });
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
