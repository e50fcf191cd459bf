import { canonicalList } from '../../core/canonical';
import type { Cluster } from '../../core/cluster';
import { Cidr } from '../../core/values/cidr';
import { AddressSet } from './address-set';

/**
 * Where clouds serve what only a node may know, its credentials among it: AWS, Azure, Google Cloud and others; AWS over
 * IPv6; Azure's platform; Alibaba Cloud.
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html,
 * https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
 */
export const METADATA_CIDRS: readonly Cidr[] = [
  '169.254.169.254/32',
  'fd00:ec2::254/128',
  '168.63.129.16/32',
  '100.100.100.200/32',
].map(Cidr.of);

/** Addresses of one link, which no router forwards: what answers there is the node. */
export const LINK_LOCAL_CIDRS: readonly Cidr[] = ['169.254.0.0/16', 'fe80::/10'].map(Cidr.of);

/**
 * What is not outside a cluster, as far as it is known: the ranges that the Cluster states of pods, Services and nodes,
 * addresses of a link, and the metadata services of clouds.
 */
export function insideOf({ podCidrs, serviceCidrs, nodeCidrs }: Cluster): readonly Cidr[] {
  return [...podCidrs, ...serviceCidrs, ...nodeCidrs, ...LINK_LOCAL_CIDRS, ...METADATA_CIDRS];
}

/**
 * What has to be left out of every address for what is outside a cluster: {@link insideOf}, without ranges inside others,
 * each once.
 */
export function outermostInside(cluster: Cluster): readonly Cidr[] {
  return canonicalList(insideOf(cluster), String).filter(
    (range, _, all) => !all.some((other) => other !== range && other.contains(range)),
  );
}

/** What addresses of a cluster lead to. */
export interface ClusterAddresses {
  /** Those that may be a pod's: where the Cluster states no ranges of pods, any. */
  readonly pods: AddressSet;
  /** Those that are translated to a pod's, and the port with them: of Services, and of nodes, for node ports. */
  readonly translated: AddressSet;
  /** Those of the ranges that the Cluster states, of pods, Services and nodes. */
  readonly stated: AddressSet;
  /** Those that may be a node's: where the Cluster states none, any. */
  readonly nodes: AddressSet;
}

/**
 * What the addresses of a cluster lead to. Ranges that are not stated may be anywhere, save those of nodes, which would
 * leave no way outside. The API server and the cache of DNS on the node, where they are stated address by address, are no
 * pods of a tenant, even in ranges that pods share with them; link-local addresses are no pods at all.
 */
export function clusterAddresses(cluster: Cluster | undefined): ClusterAddresses {
  const { podCidrs = [], serviceCidrs = [], nodeCidrs = [], apiServer, dns } = cluster ?? {};
  const others = AddressSet.of([
    ...LINK_LOCAL_CIDRS,
    ...METADATA_CIDRS,
    ...[...(apiServer?.cidrs ?? []), ...(dns?.nodeLocalCidrs ?? [])].filter(isSingle),
  ]);
  const orAnywhere = (cidrs: readonly Cidr[]): AddressSet =>
    cidrs.length > 0 ? AddressSet.of(cidrs) : AddressSet.ALL;
  const services = orAnywhere(serviceCidrs).without(others);
  return {
    pods: orAnywhere(podCidrs).without(others),
    translated: services.with(AddressSet.of(nodeCidrs).without(others)),
    stated: AddressSet.of([...podCidrs, ...serviceCidrs, ...nodeCidrs]).without(others),
    nodes: orAnywhere(nodeCidrs),
  };
}

function isSingle({ first, last }: Cidr): boolean {
  return first === last;
}
