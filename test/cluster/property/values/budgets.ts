import * as fc from 'fast-check';
import {
  type Budget,
  type ObjectCount,
  POSTGRES_KINDS,
  Quantity,
  type QuantityLike,
  type StorageClassBudget,
} from '../../../../lib';
import { integers } from './integers';
import { dnsSubdomain } from './names';
import { bytes, quantity } from './quantities';
import { full, map, mostly, partial } from './records';

/** A quota writes `.storageclass.storage.k8s.io` after the name of a class, and takes no more than 253 characters. */
const LONGEST_CLASS = 225;

/** Numbers of objects; none at all is a bound as well. */
const count = integers(0, 500);

const orUnlimited = (counts: fc.Arbitrary<number>): fc.Arbitrary<ObjectCount> =>
  mostly<ObjectCount>(counts, fc.constant('unlimited'), 5);

const storageClass: fc.Arbitrary<StorageClassBudget> = fc.oneof(
  full<Required<StorageClassBudget>>({ storage: bytes, persistentVolumeClaims: count }),
  full<Required<Pick<StorageClassBudget, 'storage'>>>({ storage: bytes }),
  full<Required<Pick<StorageClassBudget, 'persistentVolumeClaims'>>>({ persistentVolumeClaims: count }),
);

const counted = fc.constantFrom(
  'cronjobs.batch',
  'deployments.apps',
  'jobs.batch',
  'serviceaccounts',
  'ingresses.networking.k8s.io',
  ...POSTGRES_KINDS.map(({ resource }) => `${resource.plural}.${resource.group}`),
);

const extended = mostly(
  fc.constantFrom('nvidia.com/gpu', 'amd.com/gpu', 'example.com/a_b.c'),
  fc.stringMatching(/^[a-z]{1,20}\.[a-z]{2,3}\/[A-Za-z]{1,10}$/),
  4,
);

type Needed = 'cpu' | 'memory' | 'pods';

/** Budgets, of which limits are no less than what may be requested. */
export const budgets: fc.Arbitrary<Budget> = fc
  .tuple(
    full<Pick<Budget, Needed>>({ cpu: quantity, memory: bytes, pods: count }),
    partial<Omit<Budget, Needed>>({
      cpuLimit: quantity,
      memoryLimit: bytes,
      ephemeralStorage: bytes,
      ephemeralStorageLimit: bytes,
      extendedResources: map(extended, count),
      services: orUnlimited(count),
      loadBalancers: count,
      nodePorts: count,
      persistentVolumeClaims: orUnlimited(count),
      storage: bytes,
      storageClasses: map(
        mostly(
          dnsSubdomain.filter((name) => name.length <= LONGEST_CLASS),
          dnsSubdomain,
        ),
        storageClass,
      ),
      secrets: orUnlimited(count),
      configMaps: orUnlimited(integers(1, 500)),
      objects: map(counted, orUnlimited(integers(1, 500))),
    }),
  )
  .map(([needed, rest]) => ({ ...needed, ...rest }))
  .map(({ cpuLimit, memoryLimit, ephemeralStorageLimit, ...budget }) => ({
    ...budget,
    ...(cpuLimit !== undefined && { cpuLimit: greater(cpuLimit, budget.cpu) }),
    ...(memoryLimit !== undefined && { memoryLimit: greater(memoryLimit, budget.memory) }),
    ...(ephemeralStorageLimit !== undefined && {
      ephemeralStorageLimit: greater(ephemeralStorageLimit, budget.ephemeralStorage ?? 0),
    }),
  }));

function greater(a: QuantityLike, b: QuantityLike): QuantityLike {
  return Quantity.of(a).compare(b) < 0 ? b : a;
}
