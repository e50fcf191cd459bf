import type { NetworkMatrix } from '../../network/matrix/network-matrix';
import type { TenantMap } from '../tenant-map';

type Workload = NetworkMatrix['workloads'][number];
type Unread = NetworkMatrix['unread'][number];

/** Workloads of tenants whose pods are on the network of their node, where no policy holds. */
export function workloadsOnNodes({ workloads }: NetworkMatrix, tenants: TenantMap): readonly Workload[] {
  return workloads.filter(({ hostNetwork, namespace }) => hostNetwork && tenants.of(namespace));
}

/** Policies of kinds that the matrix does not read, and that hold for a tenant, or for the whole cluster. */
export function unreadPolicies({ unread }: NetworkMatrix, tenants: TenantMap): readonly Unread[] {
  return unread.filter(({ namespace }) => namespace === undefined || tenants.of(namespace));
}
