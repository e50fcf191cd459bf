import type { Manifest } from '../../../lib/core';
import type { NamedPort } from '../../../lib/network';

/**
 * Who can connect to whom among pods whose labels are known, one pod, one port and one policy at a time, as the reference
 * of NetworkPolicy has it in words. It shares nothing with the matrix.
 */

export interface Pod {
  readonly namespace: string;
  readonly namespaceLabels: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly ports?: readonly Required<NamedPort>[];
}

interface Selector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
}

interface Peer {
  readonly podSelector?: Selector;
  readonly namespaceSelector?: Selector;
  readonly ipBlock?: unknown;
}

interface Port {
  readonly protocol?: string;
  readonly port?: number | string;
  readonly endPort?: number;
}

interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports?: readonly Port[];
}

interface Spec {
  readonly podSelector: Selector;
  readonly policyTypes?: readonly string[];
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
}

function selects(selector: Selector, labels: Readonly<Record<string, string>>): boolean {
  for (const [key, value] of Object.entries(selector.matchLabels ?? {}))
    if (labels[key] !== value) return false;
  for (const { key, operator, values = [] } of selector.matchExpressions ?? []) {
    const value = labels[key];
    if (operator === 'In' && !(value !== undefined && values.includes(value))) return false;
    if (operator === 'NotIn' && value !== undefined && values.includes(value)) return false;
    if (operator === 'Exists' && value === undefined) return false;
    if (operator === 'DoesNotExist' && value !== undefined) return false;
  }
  return true;
}

function isolates(spec: Spec, type: 'Ingress' | 'Egress'): boolean {
  if (spec.policyTypes && spec.policyTypes.length > 0) return spec.policyTypes.includes(type);
  return type === 'Ingress' || (spec.egress ?? []).length > 0;
}

function isPeer(peer: Peer, pod: Pod, home: string): boolean {
  if (peer.ipBlock !== undefined) return false;
  if (peer.namespaceSelector) {
    if (!selects(peer.namespaceSelector, pod.namespaceLabels)) return false;
  } else if (pod.namespace !== home) return false;
  return peer.podSelector ? selects(peer.podSelector, pod.labels) : true;
}

function isPort(allowed: Port, to: Pod, protocol: string, port: number): boolean {
  if ((allowed.protocol ?? 'TCP') !== protocol) return false;
  if (allowed.port === undefined) return true;
  if (typeof allowed.port === 'string')
    return (to.ports ?? []).some(
      (own) => own.name === allowed.port && own.port === port && own.protocol === protocol,
    );
  return port >= allowed.port && port <= (allowed.endPort ?? allowed.port);
}

function letsThrough(
  policies: readonly Manifest[],
  type: 'Ingress' | 'Egress',
  [pod, other]: readonly [Pod, Pod],
  [to, protocol, port]: readonly [Pod, string, number],
): boolean {
  const mine = policies
    .filter(({ metadata }) => metadata.namespace === pod.namespace)
    .map(({ spec }) => spec as unknown as Spec)
    .filter((spec) => isolates(spec, type) && selects(spec.podSelector, pod.labels));
  if (mine.length === 0) return true;
  return mine.some((spec) =>
    ((type === 'Ingress' ? spec.ingress : spec.egress) ?? []).some((rule) => {
      const peers = (type === 'Ingress' ? rule.from : rule.to) ?? [];
      const ports = rule.ports ?? [];
      return (
        (peers.length === 0 || peers.some((peer) => isPeer(peer, other, pod.namespace))) &&
        (ports.length === 0 || ports.some((allowed) => isPort(allowed, to, protocol, port)))
      );
    }),
  );
}

/** Whether policies let a pod connect to another. */
export function connects(
  policies: readonly Manifest[],
  from: Pod,
  to: Pod,
  protocol: string,
  port: number,
): boolean {
  const target = [to, protocol, port] as const;
  return (
    letsThrough(policies, 'Egress', [from, to], target) &&
    letsThrough(policies, 'Ingress', [to, from], target)
  );
}
