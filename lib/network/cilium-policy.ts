import type { Construct } from 'constructs';
import { canonicalList } from '../core/canonical';
import { KubeObject, lazy } from '../core/kube-object';
import type { StringMap } from '../core/labels';
import { Wave } from '../core/wave';
import { CILIUM_NETWORK_POLICY } from '../installed/cilium';
import type { Allowance } from './allowance';

/** Props of {@link emitCiliumEgress}. */
export interface CiliumEgressProps {
  /** Name of the policy. */
  readonly name: string;
  /** Namespace of the policy. */
  readonly namespace?: string;
  /** Labels of the policy object. */
  readonly labels?: StringMap;
  /** The pods that it is for: by labels, or every pod of the namespace. */
  readonly pods: StringMap | 'all';
  /** Where they may connect to, read at synth: each has an entity. */
  readonly allowances: () => readonly Allowance[];
}

/**
 * Emits what a NetworkPolicy cannot express as a CiliumNetworkPolicy beside it. What any policy of a pod allows is
 * allowed, of whichever of the two kinds.
 * Source: https://docs.cilium.io/en/stable/network/kubernetes/policy/
 */
export function emitCiliumEgress(scope: Construct, props: CiliumEgressProps): KubeObject {
  const { name, namespace, labels, pods, allowances } = props;
  return new KubeObject(
    scope,
    'CiliumNetworkPolicy',
    CILIUM_NETWORK_POLICY,
    { name, namespace, labels },
    {
      spec: {
        endpointSelector: pods === 'all' ? {} : { matchLabels: pods },
        egress: lazy(() =>
          canonicalList(
            allowances().map(({ entity, ports }) => ({
              toEntities: [entity],
              // Ports of Cilium are texts, for they may be names as well.
              toPorts: [
                {
                  ports: canonicalList(ports.map(({ port, protocol }) => ({ port: String(port), protocol }))),
                },
              ],
            })),
          ),
        ),
      },
    },
    { custom: true, wave: Wave.GUARDRAILS },
  );
}
