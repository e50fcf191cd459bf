import type { Finding } from '../../core/check';
import { AddressSet } from '../../network/matrix/address-set';
import { METADATA_CIDRS } from '../../network/matrix/cluster-addresses';
import type { MatrixNamespace } from '../../network/matrix/namespaces';
import { OTHER_NAMESPACES } from '../../network/matrix/namespaces';
import type { NetworkMatrix } from '../../network/matrix/network-matrix';
import { reaches } from '../../network/matrix/way';
import type { TenantMap } from '../tenant-map';
import { unreadPolicies, workloadsOnNodes } from './unproved';

const METADATA = AddressSet.of(METADATA_CIDRS);

/**
 * No pod of a tenant reaches the metadata service of a cloud, which hands out what the node may do. A rule for such an
 * address and nothing else is no accident, and stands.
 */
export function metadataFindings(matrix: NetworkMatrix, tenants: TenantMap): readonly Finding[] {
  return tenants.namespaces.flatMap((namespace) =>
    (matrix.egress.get(namespace) ?? []).flatMap(({ by, addresses: peer, ports }): readonly Finding[] => {
      if (!by || !peer?.addresses.overlaps(METADATA) || peer.addresses.without(METADATA).isEmpty) return [];
      return [
        {
          path: by.path,
          prop: by.field,
          problem: `lets pods of namespace ${namespace} (tenant ${tenants.of(namespace)?.name}) connect to the metadata service of clouds`,
          given: `${peer.block}, ${ports}`,
          allowed: `ranges without ${METADATA_CIDRS.join(', ')}`,
          fix: 'allow `toOutside`, which leaves them out; if it is wanted, allow the address in a rule of its own',
        },
      ];
    }),
  );
}

/** No pod of a namespace that the app does not know connects to a tenant's: what is there, nobody here has said. */
export function exposureFindings(matrix: NetworkMatrix, tenants: TenantMap): readonly Finding[] {
  const others = matrix.namespaces.get(OTHER_NAMESPACES) as MatrixNamespace;
  return tenants.namespaces.flatMap((namespace) => {
    const tenant = tenants.of(namespace);
    if (tenant?.isPermittedToAnyone?.()) return [];
    return (matrix.ingress.get(namespace) ?? []).flatMap((opening): readonly Finding[] => {
      const { by, ports, addresses, anyone } = opening;
      if (!by || !reaches(opening, others)) return [];
      const isRange = addresses !== undefined && !anyone;
      return [
        {
          path: by.path,
          prop: by.field,
          problem: `lets pods of namespaces that the app does not know connect to those of namespace ${namespace} (tenant ${tenant?.name})${isRange ? `: ${addresses.block} may be addresses of pods` : ''}`,
          given: `${ports}`,
          allowed: 'pods of namespaces by their names, and addresses outside the cluster',
          fix: isRange
            ? 'state podCidrs and serviceCidrs of the Cluster, and leave them out of the range'
            : 'name the namespaces; or say that anyone is meant, by `permitConnectionsFromAnyone` of the tenant',
        },
      ];
    });
  });
}

/** No pod of a tenant is on the network of its node, where no policy holds. */
export function hostNetworkFindings(matrix: NetworkMatrix, tenants: TenantMap): readonly Finding[] {
  return workloadsOnNodes(matrix, tenants).map(({ path, namespace }) => ({
    path,
    problem: `runs pods of tenant ${tenants.of(namespace)?.name} on the network of the node, where no policy isolates them`,
    fix: 'remove `hostNetwork`, or run it in a namespace of the platform',
  }));
}

/** Policies of other kinds may open what NetworkPolicies do not; some stand above them. */
export function unreadFindings(matrix: NetworkMatrix, tenants: TenantMap): readonly Finding[] {
  return unreadPolicies(matrix, tenants).map(({ path, kind }) => ({
    path,
    problem: `is a ${kind}, which the proof that tenants are isolated does not read: it holds if this opens nothing between them`,
    severity: 'warning',
  }));
}
