import { fieldOf, itemsOf, quantityOf } from '../core/manifest-fields';
import { containersOf, type PodContainer } from '../core/pod-template';
import type { RenderedObject } from '../core/rendered-object';
import { Quantity } from '../core/values/quantity';
import type { ComputeResourcesSpec } from '../workload/resources';
import { claimsOf } from './claims';
import { maximaOf, podCountOf } from './pod-count';

/** Amounts by the name that a ResourceQuota has for them. */
type Usage = Map<string, Quantity>;

/** How an amount of compute is stated. */
type Kind = 'requests' | 'limits';

const ZERO = Quantity.of(0);

/**
 * What the objects of a namespace use at their largest, by the name that a ResourceQuota has for it.
 * @param defaults what containers get that state nothing
 */
export function usageOf(
  objects: readonly RenderedObject[],
  defaults: ComputeResourcesSpec,
): ReadonlyMap<string, Quantity> {
  const used: Usage = new Map();
  const maxima = maximaOf(objects);
  for (const object of objects) {
    const count = podCountOf(object, maxima);
    countPods(used, containersOf(object), count, defaults);
    countClaims(used, object, count);
    countService(used, object);
  }
  return used;
}

function countPods(
  used: Usage,
  containers: readonly PodContainer[] | undefined,
  count: number,
  defaults: ComputeResourcesSpec,
): void {
  if (!containers) return;
  add(used, 'pods', Quantity.of(count));
  for (const kind of ['requests', 'limits'] as const) {
    for (const name of ['cpu', 'memory']) {
      const amount = (container: unknown): Quantity => amountOf(container, kind, name, defaults);
      add(used, `${kind}.${name}`, podAmount(containers, amount).times(count));
    }
  }
}

function amountOf(container: unknown, kind: Kind, name: string, defaults: ComputeResourcesSpec): Quantity {
  const resources = fieldOf(container, 'resources');
  const stated = fieldOf(resources, kind, name);
  // A container that states a limit alone requests as much.
  const implied = kind === 'requests' ? fieldOf(resources, 'limits', name) : undefined;
  return quantityOf(stated ?? implied ?? defaults[kind]?.[name])?.roundUp() ?? ZERO;
}

/**
 * What a pod counts for: its containers and native sidecars together, or the largest init container with the
 * sidecars that run by then, whichever is more. Source: KEP-753, "Resources calculation for scheduling and pod
 * admission".
 */
function podAmount(containers: readonly PodContainer[], amount: (container: unknown) => Quantity): Quantity {
  let running = ZERO;
  let most = ZERO;
  for (const { role, container } of containers) {
    const together = running.add(amount(container));
    if (role !== 'init') running = together;
    if (together.compare(most) > 0) most = together;
  }
  return most;
}

function countClaims(used: Usage, object: RenderedObject, pods: number): void {
  const count = object.kind === 'PersistentVolumeClaim' ? 1 : pods;
  for (const { storage } of claimsOf(object)) {
    add(used, 'persistentvolumeclaims', Quantity.of(count));
    add(used, 'requests.storage', (quantityOf(storage)?.roundUp() ?? ZERO).times(count));
  }
}

function countService(used: Usage, { group, kind, manifest }: RenderedObject): void {
  if (group !== '' || kind !== 'Service') return;
  const type = fieldOf(manifest, 'spec', 'type');
  add(used, 'services', Quantity.of(1));
  if (type === 'LoadBalancer') add(used, 'services.loadbalancers', Quantity.of(1));
  // The API server gives each port of a load balancer a node port as well.
  if (type === 'LoadBalancer' || type === 'NodePort') {
    add(used, 'services.nodeports', Quantity.of(itemsOf(fieldOf(manifest, 'spec', 'ports')).length));
  }
}

function add(used: Usage, name: string, quantity: Quantity): void {
  used.set(name, (used.get(name) ?? ZERO).add(quantity));
}
