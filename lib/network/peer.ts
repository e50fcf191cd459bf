import type { IPodSelector, k8s } from 'cdk8s-plus-28';
import { canonicalMap } from '../core/canonical';
import { fail, PlatformError } from '../core/errors';
import { checkSelector, type StringMap } from '../core/labels';
import { markClass } from '../core/mark';
import { checkName } from '../core/names';
import { NAMESPACE_NAME } from '../core/namespace-name';
import type { Plain } from '../core/plain';
import { Cidr } from '../core/values/cidr';

/** A peer as a NetworkPolicy renders it. */
export type PeerSpec = Plain<k8s.NetworkPolicyPeer>;

/**
 * The other side of an allowed connection. Pods are always named together with their namespaces: a pod label on
 * its own would let anyone who may create a pod anywhere take the place of the peer.
 */
export class Peer {
  static {
    markClass(Peer, 'Peer');
  }

  /**
   * Pods with labels, in namespaces given by name.
   * @param namespaces one name or several
   * @param labels at least one label
   */
  static pods(namespaces: string | readonly string[], labels: StringMap): Peer {
    return new Peer({
      ...inNamespaces(namespaces),
      podSelector: { matchLabels: canonicalMap(checkSelector(labels)) },
    });
  }

  /**
   * Every pod of namespaces given by name.
   * @param namespaces one name or several
   */
  static namespaces(namespaces: string | readonly string[]): Peer {
    return new Peer(inNamespaces(namespaces));
  }

  /**
   * Pods with labels, in whatever namespace. Whoever may create a pod anywhere can be this peer, so it is for connections
   * to what has to be served everywhere, and not for letting somebody in.
   * @param labels at least one label
   */
  static podsOfAllNamespaces(labels: StringMap): Peer {
    return new Peer({
      namespaceSelector: {},
      podSelector: { matchLabels: canonicalMap(checkSelector(labels)) },
    });
  }

  /**
   * An address range.
   * @param cidr the range
   * @param except ranges inside it that are left out, none of them all of it
   */
  static cidr(cidr: string | Cidr, except: readonly (string | Cidr)[] = []): Peer {
    const range = Cidr.of(cidr);
    const left = except.map((part) => Cidr.of(part));
    const outside = left.find((part) => part.contains(range) || !range.contains(part));
    if (outside) {
      throw new PlatformError({
        problem:
          outside.toString() === range.toString()
            ? `leaves out all of ${range}`
            : `leaves out a range that is not inside ${range}`,
        given: outside.toString(),
        allowed: `ranges inside ${range}`,
      });
    }
    return new Peer({
      ipBlock: { cidr: range.toString(), ...(left.length > 0 && { except: left.map(String).sort() }) },
    });
  }

  /**
   * The pods of a cdk8s-plus workload or pod selector.
   * @throws PlatformError when it has no namespace of its own or selects by more than labels
   */
  static of(selector: IPodSelector): Peer {
    const { labelSelector, namespaces } = selector.toPodSelectorConfig();
    const { matchLabels, matchExpressions } = labelSelector._toKube();
    const names = namespaces?.names ?? [];
    const isByLabel = namespaces?.labelSelector?.isEmpty() === false;
    if (names.length === 0 || isByLabel || !matchLabels || matchExpressions?.length) {
      return fail(selector, undefined, {
        problem: 'cannot be a peer: its pods are not told by namespace names and labels',
        fix: 'give its Chart or its metadata a namespace, and select it by labels',
      });
    }
    return Peer.pods(names, matchLabels);
  }

  private constructor(
    /** The peer as a NetworkPolicy renders it. */
    readonly spec: PeerSpec,
  ) {}
}

function inNamespaces(namespaces: string | readonly string[]): PeerSpec {
  const names = [...new Set(typeof namespaces === 'string' ? [namespaces] : namespaces)].sort();
  for (const name of names) checkName('dns-label', name);
  if (names.length === 0) {
    throw new PlatformError({
      problem: 'names no namespace',
      given: namespaces,
      allowed: 'at least one namespace',
    });
  }
  return {
    namespaceSelector:
      names.length === 1
        ? { matchLabels: { [NAMESPACE_NAME]: names[0] as string } }
        : { matchExpressions: [{ key: NAMESPACE_NAME, operator: 'In', values: names }] },
  };
}
