import { fieldOf, itemsOf } from '../../core/manifest-fields';
import type { ObjectIndex, RenderedObject } from '../../core/rendered-object';

/** Kinds that let connections through, or stand above NetworkPolicy, which the matrix does not read: by API group. */
const KINDS: readonly (readonly [group: string, ...kinds: readonly string[]])[] = [
  [
    'cilium.io',
    'CiliumNetworkPolicy',
    'CiliumClusterwideNetworkPolicy',
    // These send connections elsewhere than to where they were let.
    'CiliumLocalRedirectPolicy',
    'CiliumEnvoyConfig',
    'CiliumClusterwideEnvoyConfig',
  ],
  ['crd.projectcalico.org', 'NetworkPolicy', 'GlobalNetworkPolicy'],
  ['projectcalico.org', 'NetworkPolicy', 'GlobalNetworkPolicy'],
  ['crd.antrea.io', 'NetworkPolicy', 'ClusterNetworkPolicy'],
  ['policy.networking.k8s.io', 'AdminNetworkPolicy', 'BaselineAdminNetworkPolicy', 'ClusterNetworkPolicy'],
];

/**
 * The policies of other kinds: what they let through, the matrix does not know. A CiliumNetworkPolicy that opens the way
 * to the API server alone, as this library writes it, is none of them: no pod is reached by it. Nor does the matrix count
 * on what such a policy denies.
 */
export function unreadPolicies(objects: ObjectIndex): readonly RenderedObject[] {
  return KINDS.flatMap(([group, ...kinds]) =>
    kinds.flatMap((kind) => objects.ofKind(group, kind).filter((object) => !opensApiServerAlone(object))),
  );
}

function opensApiServerAlone({ kind, manifest }: RenderedObject): boolean {
  if (kind !== 'CiliumNetworkPolicy') return false;
  const spec = Object(fieldOf(manifest, 'spec')) as object;
  const others = Object.keys(spec).filter((field) => field !== 'endpointSelector' && field !== 'egress');
  return (
    manifest.specs === undefined &&
    others.length === 0 &&
    itemsOf(fieldOf(spec, 'egress')).every((rule) => {
      const entities = itemsOf(fieldOf(rule, 'toEntities'));
      const fields = Object.keys(Object(rule)).filter((field) => field !== 'toPorts');
      return fields.join() === 'toEntities' && entities.length === 1 && entities[0] === 'kube-apiserver';
    })
  );
}
