import type { Construct } from 'constructs';
import type { Manifest } from '../../lib/core';
import type { PeerSpec } from '../../lib/network';
import { manifestsOf } from '../core/support';

export interface PolicyPort {
  readonly port: number;
  readonly protocol: string;
}

/** A NetworkPolicy, as far as these tests look into it. */
export interface PolicySpec {
  readonly podSelector: { readonly matchLabels?: Readonly<Record<string, string>> };
  readonly policyTypes: readonly string[];
  readonly ingress: readonly {
    readonly from?: readonly PeerSpec[];
    readonly ports?: readonly PolicyPort[];
  }[];
  readonly egress: readonly { readonly to?: readonly PeerSpec[]; readonly ports?: readonly PolicyPort[] }[];
}

export const specOf = (manifest: Manifest): PolicySpec => manifest.spec as PolicySpec;

/** Every policy of the app that a construct is in, by namespace and name. */
export function policiesOf(construct: Construct): Readonly<Record<string, PolicySpec>> {
  const policies = manifestsOf(construct).filter(({ kind }) => kind === 'NetworkPolicy');
  return Object.fromEntries(
    policies.map((policy) => [`${policy.metadata.namespace}/${policy.metadata.name}`, specOf(policy)]),
  );
}
