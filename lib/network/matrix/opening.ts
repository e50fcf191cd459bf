import { append } from '../../core/append';
import type { RenderedObject } from '../../core/rendered-object';
import { AddressSet } from './address-set';
import type { ClusterAddresses } from './cluster-addresses';
import { LabelSpace } from './label-space';
import type { MatrixNamespace } from './namespaces';
import type { AddressPeer, Direction, PodPeer, PolicyReading, RulePeer } from './policy';
import { RulePorts } from './rule-ports';
import { describeRequirements, EVERYTHING, type Requirements } from './selector';

/** The rule that makes an opening. */
export interface OpenedBy {
  /** Path of the policy's construct. */
  readonly path: string;
  /** Namespace of the policy. */
  readonly namespace: string;
  /** Name of the policy. */
  readonly policy: string;
  /** The peer of a rule: `spec.egress[0].to[1]`; that of all peers is the rule. */
  readonly field: string;
}

/**
 * One way into, or out of, some pods of a namespace: a peer of a rule of a policy, or that no policy isolates them.
 * A connection needs one out of the pods that it comes from and one into those that it goes to.
 */
export interface Opening {
  /** Namespace of the pods. */
  readonly namespace: MatrixNamespace;
  /**
   * What opens it.
   * @default - nothing: no policy isolates the pods
   */
  readonly by?: OpenedBy;
  /** What is asked of the labels of the pods. */
  readonly self: Requirements;
  /** Selectors that do not select the pods. */
  readonly but: readonly Requirements[];
  /**
   * Pods on the other side.
   * @default - none
   */
  readonly pods?: PodPeer;
  /**
   * Addresses on the other side.
   * @default - none
   */
  readonly addresses?: AddressPeer;
  /** The ports. */
  readonly ports: RulePorts;
  /** Whether it is to, or from, anyone: every pod and every address, as a rule without peers has it. */
  readonly anyone: boolean;
  /** Whether the ports are those of an address that is translated, so that pods may be reached on others. */
  readonly translated: boolean;
}

const EVERY_POD: PodPeer = { namespaces: EVERYTHING, pods: EVERYTHING };
const EVERY_ADDRESS: AddressPeer = { addresses: AddressSet.ALL, block: 'any address' };

/** The openings of namespaces in one direction. */
export function openingsOf(
  direction: Direction,
  namespaces: ReadonlyMap<string, MatrixNamespace>,
  policies: readonly PolicyReading[],
  cluster: ClusterAddresses,
): ReadonlyMap<string, readonly Opening[]> {
  const byNamespace = new Map<string, PolicyReading[]>();
  for (const policy of policies) {
    if (policy.rules[direction]) append(byNamespace, policy.namespace, policy);
  }
  return new Map(
    [...namespaces].map(([name, namespace]) => {
      const isolating = byNamespace.get(name) ?? [];
      const ruled = isolating.flatMap((policy) => ruledBy(direction, namespace, policy, cluster));
      return [name, [...notIsolated(namespace, isolating), ...ruled]];
    }),
  );
}

function ruledBy(
  direction: Direction,
  namespace: MatrixNamespace,
  { object, pods, rules }: PolicyReading,
  cluster: ClusterAddresses,
): readonly Opening[] {
  return (rules[direction] ?? []).flatMap(({ field, peers, ports }) =>
    peers.map((peer, index) => ({
      namespace,
      by: openedBy(object, isAnyone(peer) ? field : `${field}.${side(direction)}[${index}]`),
      self: pods,
      but: [],
      ports,
      ...otherSide(direction, peer, cluster),
    })),
  );
}

function isAnyone({ pods, addresses }: RulePeer): boolean {
  return pods !== undefined && addresses !== undefined;
}

function side(direction: Direction): string {
  return direction === 'ingress' ? 'from' : 'to';
}

function openedBy({ path, name, namespace = 'default' }: RenderedObject, field: string): OpenedBy {
  return { path, namespace, policy: name, field };
}

/**
 * The other side of a rule. A range of addresses that pods may have, or that are translated to theirs, is of pods as well:
 * network plugins differ in whether an ipBlock matches a pod.
 * Source: https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors
 */
function otherSide(
  direction: Direction,
  { namespaces, pods, addresses, block }: RulePeer,
  cluster: ClusterAddresses,
): Pick<Opening, 'pods' | 'addresses' | 'anyone' | 'translated'> {
  const named = namespaces && pods ? { namespaces, pods } : undefined;
  if (!addresses || block === undefined) return { pods: named, anyone: false, translated: false };
  const peer = { addresses, block };
  const translated = addresses.overlaps(cluster.translated);
  const reachesPods = translated || addresses.overlaps(cluster.pods);
  return {
    addresses: peer,
    pods: named ?? (reachesPods ? EVERY_POD : undefined),
    anyone: named !== undefined,
    translated: direction === 'egress' && !named && translated,
  };
}

function notIsolated(namespace: MatrixNamespace, isolating: readonly PolicyReading[]): readonly Opening[] {
  // Workloads have several policies with one selector.
  const but = [...new Map(isolating.map(({ pods }) => [describeRequirements(pods), pods])).values()];
  if (!LabelSpace.ANY.hasSome([], but)) return [];
  return [
    {
      namespace,
      self: EVERYTHING,
      but,
      pods: EVERY_POD,
      addresses: EVERY_ADDRESS,
      ports: RulePorts.ALL,
      anyone: true,
      translated: false,
    },
  ];
}

/**
 * The pods of an opening as a text, the same for equal ones.
 * @param also what is asked of their labels besides
 */
export function describeSelf({ self, but }: Opening, also: Requirements = EVERYTHING): string {
  const texts = new Set([self, also].filter(({ size }) => size > 0).map(describeRequirements));
  const none = but.map((selector) => `not (${describeRequirements(selector)})`);
  return [...[...texts].sort(), ...none.sort()].join(', ');
}

/** A text that is the same for openings that differ in their namespace, and in what makes them, alone. */
export function describeOpening(opening: Opening): string {
  const { pods, addresses, ports, translated } = opening;
  return JSON.stringify([
    describeSelf(opening),
    pods ? [describeRequirements(pods.namespaces), describeRequirements(pods.pods)] : null,
    addresses?.block ?? null,
    `${ports}`,
    translated,
  ]);
}
