import { inProp, PlatformError } from '../../core/errors';
import { fieldOf, itemsOf } from '../../core/manifest-fields';
import { NAMESPACE_NAME } from '../../core/namespace-name';
import type { RenderedObject } from '../../core/rendered-object';
import { Cidr } from '../../core/values/cidr';
import { AddressSet } from './address-set';
import { RulePorts } from './rule-ports';
import { EVERYTHING, type Requirements, requirementsOf } from './selector';

/** Which end of a connection a policy isolates. */
export type Direction = 'ingress' | 'egress';

/** Pods that a rule names. */
export interface PodPeer {
  /** What is asked of the labels of their namespace. */
  readonly namespaces: Requirements;
  /** What is asked of theirs. */
  readonly pods: Requirements;
}

/** Addresses that a rule names. */
export interface AddressPeer {
  /** The addresses. */
  readonly addresses: AddressSet;
  /** The same as a text: `0.0.0.0/0 except 10.0.0.0/8`. */
  readonly block: string;
}

/** Who a rule names: pods, addresses, or anyone. */
export type RulePeer = Partial<PodPeer> & Partial<AddressPeer>;

/** A rule of a NetworkPolicy. */
export interface PolicyRule {
  /** Where it is: `spec.egress[0]`. */
  readonly field: string;
  /** Who it names, each of whom is let through. */
  readonly peers: readonly RulePeer[];
  /** The ports that it lets them through on. */
  readonly ports: RulePorts;
}

/** A NetworkPolicy, as far as it lets connections through. */
export interface PolicyReading {
  /** The object. */
  readonly object: RenderedObject;
  /** Its namespace. */
  readonly namespace: string;
  /** The pods that it isolates. */
  readonly pods: Requirements;
  /** The rules of the directions that it isolates in. */
  readonly rules: Readonly<Partial<Record<Direction, readonly PolicyRule[]>>>;
}

const ANYONE: RulePeer = {
  namespaces: EVERYTHING,
  pods: EVERYTHING,
  addresses: AddressSet.ALL,
  block: 'any address',
};

/**
 * Reads a NetworkPolicy, by the semantics of Kubernetes: without types it isolates ingress, and egress where it has egress
 * rules; without peers, or without ports, a rule is for all of them.
 *
 * Source: https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/
 * @throws PlatformError with the path of the object, for what is no NetworkPolicy that a cluster would take
 */
export function readPolicy(object: RenderedObject): PolicyReading {
  try {
    const { manifest, namespace = 'default' } = object;
    const pods = inProp('spec.podSelector', () => requirementsOf(fieldOf(manifest, 'spec', 'podSelector')));
    const rules = (direction: Direction, peers: 'from' | 'to') => ({
      [direction]: itemsOf(fieldOf(manifest, 'spec', direction)).map((rule, index) =>
        readRule(rule, `spec.${direction}[${index}]`, peers, namespace),
      ),
    });
    const types = typesOf(manifest);
    return {
      object,
      namespace,
      pods,
      rules: {
        ...(types.includes('Ingress') && rules('ingress', 'from')),
        ...(types.includes('Egress') && rules('egress', 'to')),
      },
    };
  } catch (error) {
    if (!(error instanceof PlatformError) || error.where.path !== undefined) throw error;
    throw new PlatformError(error.problem, { ...error.where, path: object.path });
  }
}

function typesOf(manifest: unknown): readonly unknown[] {
  const types = itemsOf(fieldOf(manifest, 'spec', 'policyTypes'));
  if (types.length > 0) return types;
  return itemsOf(fieldOf(manifest, 'spec', 'egress')).length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
}

function readRule(rule: unknown, field: string, list: 'from' | 'to', namespace: string): PolicyRule {
  const peers = itemsOf(fieldOf(rule, list));
  return {
    field,
    peers:
      peers.length === 0
        ? [ANYONE]
        : peers.map((peer, index) => inProp(`${field}.${list}[${index}]`, () => readPeer(peer, namespace))),
    ports: inProp(`${field}.ports`, () => RulePorts.of(fieldOf(rule, 'ports'))),
  };
}

function readPeer(peer: unknown, namespace: string): RulePeer {
  const [block, pods, namespaces] = ['ipBlock', 'podSelector', 'namespaceSelector'].map(
    (name) => fieldOf(peer, name) ?? undefined,
  );
  if (block !== undefined) return inProp('ipBlock', () => readBlock(block));
  // No cluster takes it; it must not look like less than it may mean.
  if (pods === undefined && namespaces === undefined) return ANYONE;
  return {
    pods: inProp('podSelector', () => requirementsOf(pods)),
    namespaces: inProp('namespaceSelector', () =>
      requirementsOf(namespaces ?? { matchLabels: { [NAMESPACE_NAME]: namespace } }),
    ),
  };
}

function readBlock(block: unknown): AddressPeer {
  const range = inProp('cidr', () => Cidr.of(fieldOf(block, 'cidr') as string));
  const except = itemsOf(fieldOf(block, 'except')).map((part, index) =>
    inProp(`except[${index}]`, () => Cidr.of(part as string)),
  );
  return {
    addresses: AddressSet.of([range]).without(AddressSet.of(except)),
    block: except.length > 0 ? `${range} except ${except.map(String).sort().join(', ')}` : `${range}`,
  };
}
