import { customKind } from './custom-kind';

/**
 * A network policy of Cilium, which matches by what a peer is where NetworkPolicy knows addresses alone.
 * Source: https://docs.cilium.io/en/stable/network/kubernetes/policy/
 */
export const CILIUM_NETWORK_POLICY = customKind(
  'cilium.io/v2',
  'CiliumNetworkPolicy',
  'ciliumnetworkpolicies',
);
