import { inProp, PlatformError } from '../../core/errors';
import { checkQualifiedName } from '../../core/labels';
import { checkName } from '../../core/names';
import { parseBytes } from '../../core/values/bytes';
import { parseInteger } from '../../core/values/integer';
import { Quantity, type QuantityLike } from '../../core/values/quantity';
import { type KnownProps, refuseUnknown } from '../known-props';

/** How many objects there may be; `unlimited` where no number is meant to bound them. */
export type ObjectCount = number | 'unlimited';

/** What may be claimed of one storage class. */
export interface StorageClassBudget {
  /**
   * Storage that claims of the class may request together.
   * @default - not limited
   */
  readonly storage?: QuantityLike;
  /**
   * How many claims of the class may exist; none forbids the class.
   * @default - not limited
   */
  readonly persistentVolumeClaims?: number;
}

/** What a namespace may use, or several together. */
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
   * Ephemeral storage of nodes that its pods may request together: logs, writable layers, `emptyDir` volumes.
   * @default - not limited
   */
  readonly ephemeralStorage?: QuantityLike;
  /**
   * Limits on the ephemeral storage of its pods together.
   * @default - not limited
   */
  readonly ephemeralStorageLimit?: QuantityLike;
  /**
   * How many of each extended resource its pods may request: `{ 'nvidia.com/gpu': 4 }`.
   * @default - not limited
   */
  readonly extendedResources?: Readonly<Record<string, number>>;
  /**
   * How many Services may exist.
   * @default 100
   */
  readonly services?: ObjectCount;
  /**
   * How many of them may be load balancers.
   * @default 0
   */
  readonly loadBalancers?: number;
  /**
   * How many node ports Services may take. Node ports open every node, past the ingress controller and past policies that
   * name their peers. A load balancer takes one for each of its ports unless it sets `allocateLoadBalancerNodePorts:
   * false`, which it can where its provider leads to pods itself. Without guard rails, Services of type NodePort may take
   * them as well.
   * @default 0
   */
  readonly nodePorts?: number;
  /**
   * How many claims may exist.
   * @default 100
   */
  readonly persistentVolumeClaims?: ObjectCount;
  /**
   * Storage that its claims may request together.
   * @default - not limited: what is much depends on the storage
   */
  readonly storage?: QuantityLike;
  /**
   * What may be claimed of single storage classes, by their names. A claim that names no class counts for the default
   * class of the cluster.
   * @default - no class has a limit of its own
   */
  readonly storageClasses?: Readonly<Record<string, StorageClassBudget>>;
  /**
   * How many Secrets may exist. Helm keeps ten for each release.
   * @default 200
   */
  readonly secrets?: ObjectCount;
  /**
   * How many ConfigMaps may exist. Kubernetes keeps one in each namespace, `kube-root-ca.crt`, which counts as well.
   * @default 200
   */
  readonly configMaps?: ObjectCount;
  /**
   * How many objects of other kinds may exist, by resource and group: `{ 'cronjobs.batch': 20,
   * 'postgresqls.database.example.com': 5 }`. Kinds of Kubernetes, those in `kinds` of the tenant, those that the app
   * defines, and those of software that the Cluster has.
   * @default - 1000 ReplicaSets and ControllerRevisions, 500 Jobs, 300 ServiceAccounts, Roles, RoleBindings and
   * NetworkPolicies, 100 of each other kind of Kubernetes that members may create; custom kinds are not limited
   */
  readonly objects?: Readonly<Record<string, ObjectCount>>;
}

const BUDGET: KnownProps<Budget> = {
  cpu: true,
  memory: true,
  pods: true,
  cpuLimit: true,
  memoryLimit: true,
  ephemeralStorage: true,
  ephemeralStorageLimit: true,
  extendedResources: true,
  services: true,
  loadBalancers: true,
  nodePorts: true,
  persistentVolumeClaims: true,
  storage: true,
  storageClasses: true,
  secrets: true,
  configMaps: true,
  objects: true,
};

const STORAGE_CLASS: KnownProps<StorageClassBudget> = { storage: true, persistentVolumeClaims: true };

/** What there is no budget without. */
const REQUIRED = ['cpu', 'memory', 'pods'] as const;

/** The hard limits of a ResourceQuota. */
export type Hard = Readonly<Record<string, string>>;

/** Amounts of a budget, and what a ResourceQuota calls them. */
const AMOUNTS = [
  ['cpu', 'requests.cpu'],
  ['memory', 'requests.memory'],
  ['ephemeralStorage', 'requests.ephemeral-storage'],
  ['cpuLimit', 'limits.cpu'],
  ['memoryLimit', 'limits.memory'],
  ['ephemeralStorageLimit', 'limits.ephemeral-storage'],
  ['storage', 'requests.storage'],
] as const;

/** Counts of a budget, and what a ResourceQuota calls them. */
const COUNTS = [
  ['pods', 'pods'],
  ['services', 'services'],
  ['loadBalancers', 'services.loadbalancers'],
  ['nodePorts', 'services.nodeports'],
  ['persistentVolumeClaims', 'persistentvolumeclaims'],
  ['secrets', 'secrets'],
  ['configMaps', 'configmaps'],
] as const;

/** Limits, each with the requests that it must not be below. */
const LIMITS = [
  ['cpuLimit', 'cpu'],
  ['memoryLimit', 'memory'],
  ['ephemeralStorageLimit', 'ephemeralStorage'],
] as const;

/** What objects are counted by that have fields of their own in a budget. */
const OWN_FIELDS: Readonly<Record<string, string>> = Object.fromEntries(
  COUNTS.filter(([, resource]) => !resource.includes('.')).map(([field, resource]) => [resource, field]),
);

/**
 * Renders what a budget states as the hard limits of a ResourceQuota.
 * @throws PlatformError without a path for a prop that is unknown or missing, for an amount of nothing, and for limits
 * below what may be requested
 */
export function renderBudget(budget: Budget): Hard {
  refuseUnknown(budget, BUDGET);
  for (const prop of REQUIRED) refuseMissing(prop, budget[prop]);
  for (const [limit, request] of LIMITS) refuseBelow(limit, budget[limit], request, budget[request]);
  const { loadBalancers = 0, nodePorts = 0 } = budget;
  const stated: Budget = { ...budget, loadBalancers, nodePorts };
  const hard: Record<string, string> = {};
  for (const [field, resource] of AMOUNTS) {
    const value = stated[field];
    if (value !== undefined) hard[resource] = amount(field, value);
  }
  for (const [field, resource] of COUNTS) {
    const value = stated[field];
    if (isLimit(value)) hard[resource] = count(field, value);
  }
  return {
    ...hard,
    ...renderMap('extendedResources', budget.extendedResources, (name, most) => ({
      [`requests.${checkExtended(name)}`]: count('', most),
    })),
    ...renderMap('storageClasses', budget.storageClasses, renderStorageClass),
    ...renderMap('objects', budget.objects, (name, most): Hard => {
      const resource = `count/${checkCounted(name)}`;
      return isLimit(most) ? { [resource]: count('', most) } : {};
    }),
  };
}

function isLimit(count: ObjectCount | undefined): count is number {
  return count !== undefined && count !== 'unlimited';
}

function refuseMissing(prop: string, value: QuantityLike | undefined): void {
  if (value !== undefined) return;
  throw new PlatformError(
    { problem: 'is missing, so that nothing would limit it', allowed: `all of ${REQUIRED.join(', ')}` },
    { prop },
  );
}

function renderMap<T>(
  prop: string,
  map: Readonly<Record<string, T>> = {},
  render: (key: string, value: T) => Hard,
): Hard {
  return Object.assign(
    {},
    ...Object.entries(map).map(([key, value]) => inProp(`${prop}.${key}`, () => render(key, value))),
  );
}

/**
 * Of a class, the API server takes whole bytes alone: it has its name for that of an extended resource.
 * Source: https://kubernetes.io/docs/concepts/policy/resource-quotas/#quota-for-storage
 */
function renderStorageClass(name: string, budget: StorageClassBudget): Hard {
  checkName('dns-subdomain', name);
  const { storage, persistentVolumeClaims } = refuseUnknown(budget, STORAGE_CLASS);
  if (storage === undefined && persistentVolumeClaims === undefined) {
    throw new PlatformError({
      problem: 'limits nothing',
      given: budget,
      allowed: 'storage, persistentVolumeClaims, or both',
    });
  }
  const prefix = `${name}.storageclass.storage.k8s.io`;
  checkQualifiedName(`${prefix}/requests.storage`);
  return {
    ...(storage !== undefined && { [`${prefix}/requests.storage`]: amount('storage', storage, parseBytes) }),
    ...(persistentVolumeClaims !== undefined && {
      [`${prefix}/persistentvolumeclaims`]: count('persistentVolumeClaims', persistentVolumeClaims),
    }),
  };
}

/** Source: `IsExtendedResourceName` in k8s.io/kubernetes, pkg/apis/core/v1/helper/helpers.go. */
function checkExtended(name: string): string {
  checkQualifiedName(`requests.${name}`);
  if (name.includes('/') && !name.includes('kubernetes.io/')) return name;
  throw new PlatformError({
    problem: 'is not an extended resource',
    given: name,
    allowed: 'a name with the domain of who provides it: nvidia.com/gpu',
  });
}

function checkCounted(name: string): string {
  checkQualifiedName(`count/${name}`);
  const own = OWN_FIELDS[name];
  if (own === undefined) return name;
  throw new PlatformError({
    problem: 'has a field of its own in a budget',
    given: name,
    allowed: 'resources with their group: jobs.batch',
    fix: `state ${own}`,
  });
}

/** No container requests more than its limit, so what is requested beyond the limits could never be used. */
function refuseBelow(
  prop: string,
  limit: QuantityLike | undefined,
  least: string,
  request: QuantityLike | undefined,
): void {
  if (limit === undefined || request === undefined) return;
  const requests = inProp(least, () => Quantity.of(request));
  if (inProp(prop, () => Quantity.of(limit)).compare(requests) >= 0) return;
  throw new PlatformError(
    { problem: `is below ${least}`, given: String(limit), allowed: `at least ${requests}` },
    { prop },
  );
}

function amount(
  prop: string,
  value: QuantityLike,
  parse: (value: QuantityLike) => Quantity = Quantity.of,
): string {
  return inProp(prop, () => {
    const quantity = parse(value);
    if (!quantity.isNegative && !quantity.isZero) return quantity.roundUp().toString();
    throw new PlatformError({ problem: 'leaves nothing', given: String(value), allowed: 'more than zero' });
  });
}

function count(prop: string, value: number): string {
  const parse = (): string =>
    // A quota has quantities, of which 1000 is written 1k.
    Quantity.of(parseInteger(value, { min: 0, problem: 'is not a count' })).toString();
  return prop === '' ? parse() : inProp(prop, parse);
}
