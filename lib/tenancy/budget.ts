import { inProp, PlatformError } from '../core/errors';
import { parseInteger } from '../core/values/integer';
import { Quantity, type QuantityLike } from '../core/values/quantity';
import { type ComputeResources, type ComputeResourcesSpec, parseResources } from '../workload/resources';

/** What each namespace of a tenant may use. */
export interface Budget {
  /** CPU that its pods may request together, in cores. */
  readonly cpu: QuantityLike;
  /** Memory that its pods may request together. */
  readonly memory: QuantityLike;
  /** How many pods may exist. */
  readonly pods: number;
  /**
   * CPU limits of its pods together. Every container must then have a CPU limit.
   * @default - not limited
   */
  readonly cpuLimit?: QuantityLike;
  /**
   * Memory limits of its pods together. Every container must then have a memory limit.
   * @default - not limited
   */
  readonly memoryLimit?: QuantityLike;
  /**
   * How many Services may exist.
   * @default - not limited
   */
  readonly services?: number;
  /**
   * How many of them may be load balancers.
   * @default 0
   */
  readonly loadBalancers?: number;
  /**
   * How many node ports Services may take. Node ports open every node, past the ingress controller and past
   * policies that name their peers.
   * @default - as many as load balancers, each of which takes one for each of its ports
   */
  readonly nodePorts?: number;
  /**
   * How many claims may exist.
   * @default - not limited
   */
  readonly persistentVolumeClaims?: number;
  /**
   * Storage that its claims may request together.
   * @default - not limited
   */
  readonly storage?: QuantityLike;
}

/** The hard limits of a ResourceQuota. */
export type Hard = Readonly<Record<string, string>>;

/**
 * Renders a budget as the hard limits of a ResourceQuota.
 * @throws PlatformError without a path for an amount of nothing, and for limits below what may be requested
 */
export function renderBudget(budget: Budget): Hard {
  refuseBelow('cpuLimit', budget.cpuLimit, 'cpu', budget.cpu);
  refuseBelow('memoryLimit', budget.memoryLimit, 'memory', budget.memory);
  return {
    pods: count('pods', budget.pods),
    'requests.cpu': amount('cpu', budget.cpu),
    'requests.memory': amount('memory', budget.memory),
    ...(budget.cpuLimit !== undefined && { 'limits.cpu': amount('cpuLimit', budget.cpuLimit) }),
    ...(budget.memoryLimit !== undefined && { 'limits.memory': amount('memoryLimit', budget.memoryLimit) }),
    ...(budget.services !== undefined && { services: count('services', budget.services) }),
    'services.loadbalancers': count('loadBalancers', budget.loadBalancers ?? 0),
    'services.nodeports': count('nodePorts', budget.nodePorts ?? budget.loadBalancers ?? 0),
    ...(budget.persistentVolumeClaims !== undefined && {
      persistentvolumeclaims: count('persistentVolumeClaims', budget.persistentVolumeClaims),
    }),
    ...(budget.storage !== undefined && { 'requests.storage': amount('storage', budget.storage) }),
  };
}

/**
 * Parses the defaults for containers.
 * @throws PlatformError when they leave open what the quota makes every container state: it would refuse the pods
 */
export function parseContainerDefaults(defaults: ComputeResources, hard: Hard): ComputeResourcesSpec {
  const parsed = parseResources(defaults);
  const stated = (kind: 'requests' | 'limits', name: string): boolean => parsed[kind]?.[name] !== undefined;
  for (const name of ['cpu', 'memory']) {
    for (const kind of ['requests', 'limits'] as const) {
      if (hard[`${kind}.${name}`] === undefined || stated(kind, name)) continue;
      throw new PlatformError(
        {
          problem: 'is missing: the quota would refuse every pod whose containers do not state it',
          given: undefined,
          allowed: 'a quantity',
        },
        { prop: `${kind}.${name}` },
      );
    }
  }
  return parsed;
}

/** No container requests more than its limit, so what is requested beyond the limits could never be used. */
function refuseBelow(
  prop: string,
  limit: QuantityLike | undefined,
  least: string,
  request: QuantityLike,
): void {
  if (limit === undefined) return;
  const requests = inProp(least, () => Quantity.of(request));
  if (inProp(prop, () => Quantity.of(limit)).compare(requests) >= 0) return;
  throw new PlatformError(
    { problem: `is below ${least}`, given: String(limit), allowed: `at least ${requests}` },
    { prop },
  );
}

function amount(prop: string, value: QuantityLike): string {
  return inProp(prop, () => {
    const quantity = Quantity.of(value);
    if (!quantity.isNegative && !quantity.isZero) return quantity.roundUp().toString();
    throw new PlatformError({ problem: 'leaves nothing', given: String(value), allowed: 'more than zero' });
  });
}

function count(prop: string, value: number): string {
  // A quota has quantities, of which 1000 is written 1k.
  return inProp(prop, () =>
    Quantity.of(parseInteger(value, { min: 0, problem: 'is not a count' })).toString(),
  );
}
