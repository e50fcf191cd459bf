import { canonicalList } from '../core/canonical';
import { PlatformError } from '../core/errors';
import { Peer, type PeerSpec } from './peer';
import { type Port, type PortLike, portOf } from './port';

/** Connections that are allowed, in the direction of the policy side that they are added to. */
export class Allowance {
  /**
   * Allows connections with peers on ports.
   * @param peers one peer or several, any of which may connect
   * @param ports at least one port
   */
  static of(peers: Peer | readonly Peer[], ports: readonly PortLike[]): Allowance {
    return new Allowance(atLeastOne(peers), parsePorts(ports));
  }

  /** Allows connections with peers on every port. */
  static allPorts(peers: Peer | readonly Peer[]): Allowance {
    return new Allowance(atLeastOne(peers), []);
  }

  /**
   * Allows connections with anyone on ports: no `from` and no `to`, as is needed where the other side has no
   * address that a policy can name.
   */
  static anyone(ports: readonly PortLike[]): Allowance {
    return new Allowance([], parsePorts(ports));
  }

  /**
   * Allows connections with the API server where the network plugin is Cilium, which tells it by what it is. Its address
   * would not match: Cilium holds node addresses, and so that of an API server on a node, to be no address outside.
   * Source: https://docs.cilium.io/en/stable/security/policy/layer3/#selecting-nodes-with-cidr-ipblock
   */
  static ciliumApiServer(ports: readonly PortLike[]): Allowance {
    return new Allowance([], parsePorts(ports), 'kube-apiserver');
  }

  private constructor(
    /** The peers; none means anyone, unless there is an {@link entity}. */
    readonly peers: readonly Peer[],
    /** The ports; none means all. */
    readonly ports: readonly Required<Port>[],
    /** The peer by a name that Cilium has for it, which NetworkPolicy cannot express. */
    readonly entity?: 'kube-apiserver',
  ) {}
}

/** A rule of a NetworkPolicy, before its peers are named `from` or `to`. */
export interface AllowanceSpec {
  /** The peers. */
  readonly peers?: readonly PeerSpec[];
  /** The ports. */
  readonly ports?: readonly Required<Port>[];
}

/** Renders allowances as rules, in an order that does not depend on the order of their declaration. */
export function renderAllowances(allowances: readonly Allowance[]): readonly AllowanceSpec[] {
  return canonicalList(
    allowances.map(({ peers, ports }) => ({
      ...(peers.length > 0 && { peers: canonicalList(peers.map(({ spec }) => spec)) }),
      ...(ports.length > 0 && { ports: canonicalList(ports) }),
    })),
  );
}

/** In a policy an empty list means everyone, so it is never what an empty list of peers turns into. */
function atLeastOne(peers: Peer | readonly Peer[]): readonly Peer[] {
  const list = peers instanceof Peer ? [peers] : peers;
  if (list.length > 0) return list;
  throw new PlatformError({
    problem: 'names no peer',
    given: list,
    allowed: 'at least one peer; for everyone, Allowance.anyone',
  });
}

function parsePorts(ports: readonly PortLike[]): readonly Required<Port>[] {
  if (ports.length > 0) return ports.map(portOf);
  throw new PlatformError({
    problem: 'names no port',
    given: ports,
    allowed: 'at least one port; for all of them, Allowance.allPorts',
  });
}
