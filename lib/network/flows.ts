import type { IConstruct } from 'constructs';
import { Cluster } from '../core/cluster';
import { API_SERVER_PORTS, type ServiceFacts } from '../core/cluster-facts';
import { fail } from '../core/errors';
import { Cidr } from '../core/values/cidr';
import { Allowance } from './allowance';
import { outermostInside } from './matrix/cluster-addresses';
import { Peer } from './peer';
import type { PortLike } from './port';

/** Labels of the node-local DNS cache where it runs as pods, in Cilium's guide and in the add-on that it is from. */
const NODE_LOCAL_PODS = { 'k8s-app': 'node-local-dns' };

/**
 * To the cluster's DNS, over UDP and, for large answers, TCP: the DNS pods, and the node-local cache, which runs
 * on the host's network where no pod selector matches it.
 *
 * Cilium is the other way round: the cache has to be pods, which a CiliumLocalRedirectPolicy leads to, and a policy sees
 * where it led. Source: https://docs.cilium.io/en/stable/network/kubernetes/local-redirect-policy/#node-local-dns-cache
 */
export function toDns(scope: IConstruct): readonly Allowance[] {
  const { dns, networkPlugin } = Cluster.of(scope);
  const ports = (numbers: readonly number[]): readonly PortLike[] =>
    numbers.flatMap((port) => [
      { port, protocol: 'UDP' },
      { port, protocol: 'TCP' },
    ]);
  return [
    Allowance.of(Peer.pods(dns.namespace, dns.podLabels), ports(dns.ports)),
    ...(dns.nodeLocalCidrs.length > 0
      ? [
          Allowance.of(
            networkPlugin === 'cilium'
              ? Peer.pods(dns.namespace, NODE_LOCAL_PODS)
              : dns.nodeLocalCidrs.map((cidr) => Peer.cidr(cidr)),
            ports([53]),
          ),
        ]
      : []),
  ];
}

/**
 * To the API server, on both sides of its Service's address translation, since network plugins differ in where
 * they filter. Cilium tells it by what it is, so its addresses are neither needed nor used.
 * @throws PlatformError when the Cluster does not state its addresses, and they are needed
 */
export function toApiServer(scope: IConstruct): Allowance {
  const cluster = Cluster.of(scope);
  if (cluster.networkPlugin === 'cilium') {
    return Allowance.ciliumApiServer(cluster.apiServer?.ports ?? API_SERVER_PORTS);
  }
  const { cidrs, ports } = cluster.requireApiServer(scope);
  return Allowance.of(
    cidrs.map((cidr) => Peer.cidr(cidr)),
    ports,
  );
}

/**
 * From the ingress controller.
 * @throws PlatformError when the Cluster has none
 */
export function fromIngressController(scope: IConstruct, ports: readonly PortLike[]): Allowance {
  const { ingress } = Cluster.of(scope);
  if (!ingress) {
    return fail(scope, undefined, {
      problem: 'is reached through an ingress controller, which the Cluster does not state',
      allowed: "ingress: { namespace: 'ingress-nginx' }",
    });
  }
  return Allowance.of(podsOf(ingress), ports);
}

/** From the monitoring system to metrics ports; nothing where the cluster has none. */
export function fromMonitoring(scope: IConstruct, ports: readonly PortLike[]): readonly Allowance[] {
  const { monitoring } = Cluster.of(scope);
  return monitoring ? [Allowance.of(podsOf(monitoring), ports)] : [];
}

/**
 * To anyone outside the cluster: to every address but those that the Cluster states of pods, Services and nodes, those of
 * a link, and those of the metadata services of clouds, which hand out what a node may do. For what has no address that a
 * policy can name, such as a store of a cloud.
 */
export function toOutside(scope: IConstruct, ports: readonly PortLike[]): readonly Allowance[] {
  const inside = outermostInside(Cluster.of(scope));
  return ['0.0.0.0/0', '::/0'].map(Cidr.of).flatMap((everyone) => {
    const left = inside.filter(({ family }) => family === everyone.family);
    if (left.some((range) => range.contains(everyone))) return [];
    return [Allowance.of(Peer.cidr(everyone, left), ports)];
  });
}

function podsOf(service: ServiceFacts): Peer {
  return service.podLabels
    ? Peer.pods(service.namespace, service.podLabels)
    : Peer.namespaces(service.namespace);
}
