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
import type { ComputeResources } from '../workload/resources';
import { type Budget, parseContainerDefaults, renderBudget } from './budget';
import { limitCheck } from './limit-check';
import { quantityCheck } from './quantity-check';
import { quotaCheck } from './quota-check';
import { type Membership, rulesOf } from './roles';
import type { Subject } from './subject';

/** What the namespaces of a tenant have in common. */
export interface TenantNamespaceProps {
  /** Name of the namespace. */
  readonly name: string;
  /** Labels of the Namespace. */
  readonly labels: StringMap;
  /** Annotations of the Namespace, by which guard rails know its bounds. */
  readonly annotations: StringMap;
  /** Labels of what the platform itself puts into the namespace. */
  readonly lockLabels: StringMap;
  /** Whether guard rails hold its members, so that these may do more. */
  readonly isGuarded: boolean;
  /** Members by what they may do. */
  readonly members: Readonly<Record<Membership, readonly Subject[]>>;
  /** Custom kinds that the platform serves to the tenant. */
  readonly kinds: readonly Kind[];
  /** What the namespace may use. */
  readonly budget: Budget;
  /** What a container gets that states no resources. */
  readonly containerDefaults: ComputeResources;
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
    super(scope, id, { name: props.name, labels: props.labels, annotations: props.annotations });
    this.emitQuota(props);
    this.emitRoles(props);
    this.emitPolicies(props);
  }

  private emitQuota(props: TenantNamespaceProps): void {
    const hard = at(this, 'budget', () => renderBudget(props.budget));
    const defaults = at(this, 'containerDefaults', () =>
      parseContainerDefaults(props.containerDefaults, hard),
    );
    const { lockLabels: labels } = props;
    emit(this, 'ResourceQuota', 'v1/ResourceQuota', { name: 'tenant-quota', labels }, { spec: { hard } });
    emit(
      this,
      'LimitRange',
      'v1/LimitRange',
      { name: 'tenant-limits', labels },
      {
        spec: {
          limits: [{ type: 'Container', default: defaults.limits, defaultRequest: defaults.requests }],
        },
      },
    );
    const { name: namespace } = this;
    addCheck(this, quantityCheck(namespace));
    addCheck(this, limitCheck({ namespace, defaults }));
    addCheck(this, quotaCheck({ path: this.node.path, namespace, hard, defaults }));
  }

  private emitRoles({ members, kinds, lockLabels: labels, isGuarded }: TenantNamespaceProps): void {
    for (const [membership, subjects] of Object.entries(members) as [Membership, readonly Subject[]][]) {
      if (subjects.length === 0) continue;
      const name = `tenant-${membership}`;
      const rules = rulesOf(membership, kinds, isGuarded);
      emit(this, `Role-${membership}`, 'rbac.authorization.k8s.io/Role', { name, labels }, { rules });
      emit(
        this,
        `RoleBinding-${membership}`,
        'rbac.authorization.k8s.io/RoleBinding',
        { name, labels },
        {
          roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
          subjects: canonicalList(subjects.map(({ spec }) => spec)),
        },
      );
    }
  }

  private emitPolicies({
    connected,
    allowIngress,
    allowEgress,
    lockLabels: labels,
  }: TenantNamespaceProps): void {
    new NetworkPolicy(this, 'DefaultDeny', { name: 'default-deny', pods: 'all', labels });
    new NetworkPolicy(this, 'AllowDns', { name: 'allow-dns', pods: 'all', egress: toDns(this), labels });
    if (connected.length > 0) {
      const tenant = [Allowance.allPorts(Peer.namespaces(connected))];
      new NetworkPolicy(this, 'AllowTenant', {
        name: 'allow-tenant',
        pods: 'all',
        ingress: tenant,
        egress: tenant,
        labels,
      });
    }
    if (allowIngress.length + allowEgress.length > 0) {
      new NetworkPolicy(this, 'AllowDeclared', {
        name: 'allow-declared',
        pods: 'all',
        ingress: allowIngress,
        egress: allowEgress,
        labels,
      });
    }
  }
}
