import { append } from '../../core/append';
import type { Cluster } from '../../core/cluster';
import { PlatformError } from '../../core/errors';
import type { StringMap } from '../../core/labels';
import type { ObjectIndex, RenderedObject } from '../../core/rendered-object';
import { Cidr } from '../../core/values/cidr';
import { AddressSet } from './address-set';
import { type ClusterAddresses, clusterAddresses } from './cluster-addresses';
import { ConnectionSet } from './connection-set';
import { type Edge, edgesOf } from './edges';
import { LabelSpace } from './label-space';
import { type MatrixNamespace, namespace, namespacesOf } from './namespaces';
import { type OpenedBy, type Opening, openingsOf } from './opening';
import { type PolicyReading, readPolicy } from './policy';
import { type MatrixRow, rowsOf } from './rows';
import type { NamedPort } from './rule-ports';
import { type MatrixSide, sidesOf } from './sides';
import { unreadPolicies } from './unread';
import { anyPod, type PodSpace, reaches, through } from './way';
import { type WorkloadPods, workloadsOf } from './workloads';

/** Pods that the matrix is asked of. */
export interface PodEndpoint {
  /** Their namespace, or {@link OTHER_NAMESPACES} for those that the app does not know. */
  readonly namespace: string;
  /**
   * Their labels.
   * @default - whatever labels: what some pod of the namespace can do
   */
  readonly labels?: StringMap;
  /**
   * Ports that their containers name.
   * @default - unknown: a rule with a name may mean any port
   */
  readonly ports?: readonly NamedPort[];
  /**
   * Whether they are on the network of their node, where no policy holds.
   * @default false
   */
  readonly hostNetwork?: boolean;
}

/** Addresses that the matrix is asked of. */
export interface AddressEndpoint {
  /** The range; what is asked is whether some address of it can be reached. */
  readonly cidr: string;
}

/** What the matrix is asked of. */
export type MatrixEndpoint = PodEndpoint | AddressEndpoint;

/** One way of a connection. */
export interface Way {
  /** What is let through. */
  readonly connections: ConnectionSet;
  /**
   * The rule that lets it out.
   * @default - none: no policy isolates the pods, or they are none
   */
  readonly egress?: OpenedBy;
  /**
   * The rule that lets it in.
   * @default - none: no policy isolates the pods, or they are none
   */
  readonly ingress?: OpenedBy;
}

/**
 * Who can connect to whom, by the NetworkPolicies of an app, whatever made them. Of each namespace it is asked what some
 * pod can do, with whatever labels, so that what is not there yet is held to it as well.
 *
 * Where it cannot know, it takes a connection to be possible.
 */
export class NetworkMatrix {
  /** The pods of the objects that make pods. */
  readonly workloads: readonly WorkloadPods[];
  /** Policies of other kinds, which the matrix does not read. */
  readonly unread: readonly RenderedObject[];
  /** @internal */
  readonly namespaces: ReadonlyMap<string, MatrixNamespace>;
  /** @internal */
  readonly addresses: ClusterAddresses;
  /** @internal */
  readonly egress: ReadonlyMap<string, readonly Opening[]>;
  /** @internal */
  readonly ingress: ReadonlyMap<string, readonly Opening[]>;
  private readonly policies = new Map<string, PolicyReading[]>();
  private known?: readonly Edge[];

  /** @throws PlatformError with the path of a NetworkPolicy that cannot be read */
  constructor(objects: ObjectIndex, cluster?: Cluster) {
    this.workloads = workloadsOf(objects);
    this.unread = unreadPolicies(objects);
    const policies = objects.ofKind('networking.k8s.io', 'NetworkPolicy').map(readPolicy);
    for (const policy of policies) append(this.policies, policy.namespace, policy);
    this.namespaces = namespacesOf(objects, policies);
    this.addresses = clusterAddresses(cluster);
    this.egress = openingsOf('egress', this.namespaces, policies, this.addresses);
    this.ingress = openingsOf('ingress', this.namespaces, policies, this.addresses);
  }

  /** @internal Every connection between pods. */
  get edges(): readonly Edge[] {
    this.known ??= edgesOf(this.egress, this.ingress);
    return this.known;
  }

  /** Every connection that is possible, without a question: equal namespaces together, in an order of its own. */
  get rows(): readonly MatrixRow[] {
    return rowsOf(this.edges, this.egress, this.ingress);
  }

  /** What each side lets through by itself, whatever the other does. */
  get sides(): readonly MatrixSide[] {
    return [...sidesOf('ingress', this.ingress), ...sidesOf('egress', this.egress)];
  }

  /** @internal The policies of a namespace. */
  policiesOf(place: string): readonly PolicyReading[] {
    return this.policies.get(place) ?? [];
  }

  /** What some of the one can connect to some of the other on. */
  connections(from: MatrixEndpoint, to: MatrixEndpoint): ConnectionSet {
    return this.ways(from, to).reduce((all, way) => all.union(way.connections), ConnectionSet.NONE);
  }

  /**
   * The ways by which some of the one can connect to some of the other, with the rules that open each.
   * @throws PlatformError without a path, where both are addresses, and for a range that is none
   */
  ways(from: MatrixEndpoint, to: MatrixEndpoint): readonly Way[] {
    if ('cidr' in from) {
      if ('cidr' in to) {
        throw new PlatformError({
          problem: 'are both addresses, between which no policy of a cluster stands',
          given: [from.cidr, to.cidr],
          allowed: 'pods on one side at least',
        });
      }
      return this.withAddress('ingress', to, from);
    }
    if ('cidr' in to) return this.withAddress('egress', from, to);
    if (from.hostNetwork) return [{ connections: ConnectionSet.ALL }];
    return to.hostNetwork ? this.toNode(from) : this.betweenPods(from, to);
  }

  /**
   * Whether no pod of the one can connect to any of the other, in neither direction. Namespaces, by name. It cannot be
   * said of pods on the network of their node, nor where a policy of another kind may open what NetworkPolicies do not.
   */
  isolated(a: string | readonly string[], b: string | readonly string[]): boolean {
    const [some, others] = [a, b].map((names) => new Set(typeof names === 'string' ? [names] : names)) as [
      Set<string>,
      Set<string>,
    ];
    const isOfEither = (place: string | undefined): boolean =>
      place === undefined || some.has(place) || others.has(place);
    if (this.workloads.some((pods) => pods.hostNetwork && isOfEither(pods.namespace))) return false;
    if (this.unread.some((policy) => isOfEither(policy.namespace))) return false;
    const isShut = (from: string, to: string): boolean =>
      this.connections({ namespace: from }, { namespace: to }).isEmpty;
    return [...some].every((one) => [...others].every((other) => isShut(one, other) && isShut(other, one)));
  }

  private betweenPods(from: PodEndpoint, to: PodEndpoint): readonly Way[] {
    const [source, target] = [this.podsOf(from), this.podsOf(to)];
    const into = this.openings('ingress', target).filter((way) => reaches(way, source.namespace));
    return this.openings('egress', source)
      .filter((way) => reaches(way, target.namespace))
      .flatMap((egress) =>
        into.flatMap((ingress): readonly Way[] => {
          const connections = through(egress, ingress, source.labels, target.labels, target.ports);
          return connections.isEmpty ? [] : [{ connections, egress: egress.by, ingress: ingress.by }];
        }),
      );
  }

  /** Pods on the network of a node are let in, and reached by what may be the node's address. */
  private toNode(from: PodEndpoint): readonly Way[] {
    return this.throughAddresses('egress', from, this.addresses.nodes);
  }

  private withAddress(
    direction: 'ingress' | 'egress',
    pods: PodEndpoint,
    { cidr }: AddressEndpoint,
  ): readonly Way[] {
    if (pods.hostNetwork) return [{ connections: ConnectionSet.ALL }];
    const addresses = AddressSet.of([Cidr.of(cidr)]);
    if (direction === 'ingress') return this.throughAddresses(direction, pods, addresses, pods.ports);
    // Outside of the cluster no container gives a port its name.
    const isInside = addresses.overlaps(this.addresses.pods) || addresses.overlaps(this.addresses.translated);
    return this.throughAddresses(direction, pods, addresses, isInside ? undefined : []);
  }

  private throughAddresses(
    direction: 'ingress' | 'egress',
    endpoint: PodEndpoint,
    addresses: AddressSet,
    ports?: readonly NamedPort[],
  ): readonly Way[] {
    const pods = this.podsOf(endpoint);
    return this.openings(direction, pods)
      .filter((way) => way.addresses?.addresses.overlaps(addresses))
      .filter(({ self, but }) => pods.labels.hasSome([self], but))
      .map((way) => ({ connections: way.ports.connections(ports), [direction]: way.by }))
      .filter(({ connections }) => !connections.isEmpty);
  }

  private podsOf({ namespace: name, labels, ports }: PodEndpoint): PodSpace {
    const place = this.namespaces.get(name) ?? namespace(name);
    return labels
      ? { namespace: place, labels: LabelSpace.exactly(labels), ports }
      : { ...anyPod(place), ports };
  }

  /** A namespace that the app does not know has no policy. */
  private openings(direction: 'ingress' | 'egress', { namespace: place }: PodSpace): readonly Opening[] {
    const known = this[direction].get(place.name);
    return (
      known ?? openingsOf(direction, new Map([[place.name, place]]), [], this.addresses).get(place.name) ?? []
    );
  }
}
