import { fieldOf, itemsOf, quantityOf } from '../../core/manifest-fields';
import { containersOf, type PodContainer } from '../../core/pod-template';
import type { Manifest, RenderedObject } from '../../core/rendered-object';
import { Quantity } from '../../core/values/quantity';
import { namespaceLimits, type Resources } from '../limits/limit-ranges';
import { claimsOf } from './claims';
import type { PluralOf } from './plurals';
import { podResources } from './pod-amounts';
import { maximaOf, podCountOf } from './pod-count';

/** Amounts by the name that a ResourceQuota has for them. */
type Usage = Map<string, Quantity>;

const ZERO = Quantity.of(0);
const ONE = Quantity.of(1);

/**
 * What the objects of a namespace use at their largest, by the name that a ResourceQuota has for it.
 * @param pluralOf what a quota calls objects of a kind
 */
export function usageOf(
  objects: readonly RenderedObject[],
  pluralOf: PluralOf,
): ReadonlyMap<string, Quantity> {
  const used: Usage = new Map();
  const maxima = maximaOf(objects);
  const { defaults } = namespaceLimits(objects);
  // Kubernetes keeps its certificate, kube-root-ca.crt, in every namespace.
  countObject(used, 'configmaps', 1);
  for (const object of objects) {
    const count = podCountOf(object, maxima);
    const plural = pluralOf(object);
    countPods(used, containersOf(object), count, defaults);
    countClaims(used, object, count);
    countService(used, object);
    if (plural !== undefined) countObject(used, plural, 1);
  }
  return used;
}

/** Counts objects under the name that every kind has, and under that of those that are counted longer than others. */
function countObject(used: Usage, plural: string, count: number): void {
  add(used, `count/${plural}`, Quantity.of(count));
  if (plural === 'configmaps' || plural === 'secrets') add(used, plural, Quantity.of(count));
}

function countPods(
  used: Usage,
  containers: readonly PodContainer[] | undefined,
  count: number,
  defaults: Resources,
): void {
  if (!containers) return;
  add(used, 'pods', Quantity.of(count));
  const { requests, limits } = podResources(containers, defaults);
  for (const [name, amount] of Object.entries(requests)) add(used, `requests.${name}`, amount.times(count));
  for (const [name, amount] of Object.entries(limits)) add(used, `limits.${name}`, amount.times(count));
}

function countClaims(used: Usage, object: RenderedObject, pods: number): void {
  const count = object.kind === 'PersistentVolumeClaim' ? 1 : pods;
  for (const { storage, storageClass } of claimsOf(object)) {
    const amount = (quantityOf(storage)?.roundUp() ?? ZERO).times(count);
    const prefixes = ['', ...(storageClass ? [`${storageClass}.storageclass.storage.k8s.io/`] : [])];
    for (const prefix of prefixes) {
      add(used, `${prefix}persistentvolumeclaims`, Quantity.of(count));
      add(used, `${prefix}requests.storage`, amount);
    }
  }
}

function countService(used: Usage, { group, kind, manifest }: RenderedObject): void {
  if (group !== '' || kind !== 'Service') return;
  const type = fieldOf(manifest, 'spec', 'type');
  add(used, 'services', ONE);
  if (type === 'LoadBalancer') add(used, 'services.loadbalancers', ONE);
  if (type === 'LoadBalancer' || type === 'NodePort') {
    add(used, 'services.nodeports', Quantity.of(nodePortsOf(manifest, type)));
  }
}

/**
 * The API server gives each port of a load balancer a node port as well, unless it is told not to: then those that are
 * stated count alone.
 * Source: serviceEvaluator.Usage in k8s.io/kubernetes, pkg/quota/v1/evaluator/core/services.go.
 */
function nodePortsOf(manifest: Manifest, type: string): number {
  const ports = itemsOf(fieldOf(manifest, 'spec', 'ports'));
  const isAllocated =
    type === 'NodePort' || fieldOf(manifest, 'spec', 'allocateLoadBalancerNodePorts') !== false;
  return isAllocated ? ports.length : ports.filter((port) => fieldOf(port, 'nodePort')).length;
}

function add(used: Usage, name: string, quantity: Quantity): void {
  used.set(name, (used.get(name) ?? ZERO).add(quantity));
}
