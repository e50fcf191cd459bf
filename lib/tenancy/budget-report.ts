import type { IConstruct } from 'constructs';
import { inProp } from '../core/errors';
import type { ObjectIndex } from '../core/rendered-object';
import { Quantity, type QuantityLike } from '../core/values/quantity';
import { Plurals } from './plurals';
import { hardOf } from './quotas';
import { tenantsOf } from './tenants';
import { usageOf } from './usage';

/** What a cluster can give: the sum of what its nodes and its storage have for pods. */
export interface Capacity {
  /**
   * CPU, in cores.
   * @default - not stated, so no share of it is told
   */
  readonly cpu?: QuantityLike;
  /**
   * Memory, in bytes.
   * @default - not stated
   */
  readonly memory?: QuantityLike;
  /**
   * How many pods.
   * @default - not stated
   */
  readonly pods?: number;
  /**
   * Ephemeral storage of nodes, in bytes.
   * @default - not stated
   */
  readonly ephemeralStorage?: QuantityLike;
  /**
   * Storage of volumes, in bytes.
   * @default - not stated
   */
  readonly storage?: QuantityLike;
}

/** One resource of one namespace of a tenant. */
export interface BudgetRow {
  /** Name of the tenant. */
  readonly tenant: string;
  /** Name of the namespace. */
  readonly namespace: string;
  /** What a ResourceQuota calls the resource: `requests.cpu`. */
  readonly resource: string;
  /** The most that the quotas of the namespace allow. */
  readonly hard: string;
  /** What the objects of the app use of it at their largest. */
  readonly used: string;
  /**
   * Which part of the capacity of the cluster the quota is, from 0 on; more than 1 is more than there is.
   * @default - the capacity is not stated
   */
  readonly share?: number;
}

/** One resource, of all tenants together. */
export interface BudgetTotal {
  /** What a ResourceQuota calls the resource. */
  readonly resource: string;
  /** What their quotas allow together, of those that limit it. */
  readonly hard: string;
  /** What they use together at their largest. */
  readonly used: string;
  /** How many namespaces of tenants have no limit on it. */
  readonly unlimited: number;
  /**
   * Capacity of the cluster.
   * @default - not stated
   */
  readonly capacity?: string;
  /**
   * Which part of the capacity their quotas are together; more than 1 is overcommitted.
   * @default - the capacity is not stated
   */
  readonly share?: number;
}

/** What tenants may use and do use, against what the cluster has. */
export interface BudgetReport {
  /** By tenant, namespace and resource. */
  readonly rows: readonly BudgetRow[];
  /** By resource. */
  readonly totals: readonly BudgetTotal[];
}

/** What a quota calls the parts of a capacity. */
const RESOURCES: Readonly<Record<keyof Capacity, string>> = {
  cpu: 'requests.cpu',
  memory: 'requests.memory',
  pods: 'pods',
  ephemeralStorage: 'requests.ephemeral-storage',
  storage: 'requests.storage',
};

const ZERO = Quantity.of(0);

interface Sum {
  hard: Quantity;
  used: Quantity;
  limited: number;
}

/**
 * What the tenants of an app may use, by the quotas among its objects, and what its objects use of it at their largest.
 * @param objects every object of the app
 * @param capacity what the cluster has, as far as it is known
 * @throws PlatformError without a path, for a capacity that is no quantity
 */
export function budgetReport(app: IConstruct, objects: ObjectIndex, capacity: Capacity = {}): BudgetReport {
  const available = availableOf(capacity);
  const plurals = new Plurals(app, [], objects);
  const rows: BudgetRow[] = [];
  const sums = new Map<string, Sum>();
  const places = tenantsOf(app)
    .flatMap(({ name, namespaces }) => namespaces.map((namespace) => ({ tenant: name, namespace })))
    .sort((a, b) => order(`${a.tenant} ${a.namespace}`, `${b.tenant} ${b.namespace}`));
  for (const { tenant, namespace } of places) {
    const own = objects.inNamespace(namespace);
    const usage = usageOf(own, plurals.of);
    for (const [resource, hard] of [...hardOf(own)].sort(([a], [b]) => order(a, b))) {
      const used = usage.get(resource) ?? ZERO;
      const share = shareOf(hard, available.get(resource));
      rows.push({ tenant, namespace, resource, hard: `${hard}`, used: `${used}`, ...share });
      const sum = sums.get(resource) ?? { hard: ZERO, used: ZERO, limited: 0 };
      sums.set(resource, {
        hard: sum.hard.add(hard),
        used: sum.used.add(used),
        limited: sum.limited + 1,
      });
    }
  }
  const totals = [...sums]
    .sort(([a], [b]) => order(a, b))
    .map(([resource, { hard, used, limited }]): BudgetTotal => {
      const most = available.get(resource);
      return {
        resource,
        hard: `${hard}`,
        used: `${used}`,
        unlimited: places.length - limited,
        ...(most && { capacity: `${most}` }),
        ...shareOf(hard, most),
      };
    });
  return { rows, totals };
}

function availableOf(capacity: Capacity): ReadonlyMap<string, Quantity> {
  const stated = Object.entries(capacity) as [keyof Capacity, QuantityLike | undefined][];
  return new Map(
    stated.flatMap(([part, amount]) =>
      amount === undefined ? [] : [[RESOURCES[part], inProp(`capacity.${part}`, () => Quantity.of(amount))]],
    ),
  );
}

function shareOf(hard: Quantity, capacity: Quantity | undefined): { readonly share?: number } {
  return capacity && !capacity.isZero ? { share: hard.toNumber() / capacity.toNumber() } : {};
}

function order(a: string, b: string): number {
  return a < b ? -1 : 1;
}
