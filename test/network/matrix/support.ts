import { Cluster, type ClusterProps, type Manifest } from '../../../lib/core';
import { ObjectIndex, RenderedObject } from '../../../lib/core/rendered-object';
import { type NetworkMatrix, networkMatrix } from '../../../lib/network';

/** A spec of a NetworkPolicy as it stands in a manifest, sound or not. */
export type Spec = Readonly<Record<string, unknown>>;

/** A Namespace. */
export function namespace(name: string, labels: Readonly<Record<string, string>> = {}): Manifest {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

/** A NetworkPolicy. */
export function policy(place: string, name: string, spec: Spec): Manifest {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: place },
    spec,
  };
}

/** Objects as an app renders them, each at a path by its name. */
export function indexOf(manifests: readonly Manifest[]): ObjectIndex {
  return new ObjectIndex(
    manifests.map(
      (manifest) =>
        new RenderedObject(
          `app/${manifest.metadata.namespace ?? manifest.kind}/${manifest.metadata.name}`,
          manifest,
        ),
    ),
  );
}

/** A cluster of which every range is stated. */
export const RANGES = {
  kubernetes: '1.36',
  podCidrs: ['10.244.0.0/16', 'fd00:1::/64'],
  serviceCidrs: ['10.96.0.0/12', 'fd00:2::/112'],
} satisfies ClusterProps;

/** The matrix of manifests, for a cluster of which every range is stated, or another. */
export function matrixOf(manifests: readonly Manifest[], cluster: Partial<ClusterProps> = {}): NetworkMatrix {
  return networkMatrix(indexOf(manifests), new Cluster({ ...RANGES, ...cluster }));
}

/** Policies that isolate every pod of a namespace. */
export function defaultDeny(place: string): Manifest {
  return policy(place, 'default-deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
}

/** A peer: every pod of a namespace. */
export const inNamespace = (name: string): object => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
});
