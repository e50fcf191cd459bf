import * as fc from 'fast-check';
import {
  type Allowance,
  type Budget,
  type ComputeResources,
  Subject as Member,
  POSTGRES_KINDS,
  Quantity,
  type QuantityLike,
  Tenant,
  type TenantProps,
} from '../../../../lib';
import { inChart, type Subject } from '../engine/subject';
import { integers } from '../values/integers';
import { dnsLabel, dnsSubdomain } from '../values/names';
import { allowances } from '../values/peers';
import { bytes, quantity } from '../values/quantities';
import { full, mostly, partial } from '../values/records';
import { resources } from '../values/resources';
import { text } from '../values/texts';

const called = mostly(
  fc.stringMatching(/^[a-z]{1,8}(@example\.com|:[a-z]{1,4})?$/),
  text.filter((name) => name.trim() !== '' && !name.startsWith('system:')),
);
const member = fc.oneof(
  called.map((name) => Member.user(name)),
  called.map((name) => Member.group(name)),
  full<{ name: string; namespace: string }>({ name: dnsSubdomain, namespace: dnsLabel }).map((account) =>
    Member.serviceAccount(account),
  ),
);
const members = fc.array(member, { maxLength: 3 });

/** Numbers of objects; none at all is a bound as well. */
const count = integers(0, 500);
const budgets: fc.Arbitrary<Budget> = fc
  .tuple(
    full<Pick<Budget, 'cpu' | 'memory' | 'pods'>>({ cpu: quantity, memory: bytes, pods: count }),
    partial<Omit<Budget, 'cpu' | 'memory' | 'pods'>>({
      cpuLimit: quantity,
      memoryLimit: bytes,
      services: count,
      loadBalancers: count,
      nodePorts: count,
      persistentVolumeClaims: count,
      storage: bytes,
    }),
  )
  .map(([needed, rest]) => ({ ...needed, ...rest }))
  .map(({ cpuLimit, memoryLimit, ...budget }) => ({
    ...budget,
    ...(cpuLimit !== undefined && { cpuLimit: greater(cpuLimit, budget.cpu) }),
    ...(memoryLimit !== undefined && { memoryLimit: greater(memoryLimit, budget.memory) }),
  }));

function greater(a: QuantityLike, b: QuantityLike): QuantityLike {
  return Quantity.of(a).compare(b) < 0 ? b : a;
}

/** Defaults that state everything that a quota may ask for. */
export const complete: fc.Arbitrary<ComputeResources> = resources.map(({ requests, limits }) => ({
  requests: { cpu: 0, memory: 0, ...(limits ? {} : requests) },
  limits: { cpu: '1E', memory: '8Pi', ...limits },
}));
const containerDefaults = mostly(complete, resources, 6);
const namespaces = mostly(
  fc.uniqueArray(dnsLabel, { minLength: 1, maxLength: 3 }),
  fc.uniqueArray(dnsLabel, { minLength: 20, maxLength: 30 }),
  50,
).filter((names) => names.every((name) => name !== 'default' && !name.startsWith('kube-')));

/** Anyone is the metadata service of a cloud as well, which synth keeps tenants from. */
function withoutAnyone(list: readonly Allowance[]): readonly Allowance[] {
  return list.filter(({ peers }) => peers.length > 0);
}

/** A tenant. */
export interface TenantCase {
  /** Id of the construct. */
  readonly id: string;
  /** Its budget. */
  readonly budget: Budget;
  /** What it gives to containers. */
  readonly containerDefaults: ComputeResources;
  /** Whether it permits connections from anyone, which most allowances let in where few facts are known. */
  readonly isPermittedToAnyone: boolean;
  /** Its other props. */
  readonly props: Partial<TenantProps>;
}

/** {@link Tenant} under test. */
export const tenant: Subject<TenantCase> = {
  name: 'Tenant',
  props: full<TenantCase>({
    id: dnsLabel,
    budget: budgets,
    containerDefaults,
    isPermittedToAnyone: mostly(fc.constant(true), fc.constant(false), 8),
    props: partial<Omit<TenantProps, 'budget' | 'containerDefaults'>>({
      name: dnsLabel,
      namespaces,
      owners: members,
      editors: members,
      viewers: members,
      kinds: fc.subarray([...POSTGRES_KINDS]),
      connected: fc.boolean(),
      allowIngress: allowances,
      allowEgress: mostly(allowances.map(withoutAnyone), allowances, 8),
    }),
  }),
  declare: (cluster, { id, props, isPermittedToAnyone, ...rest }) =>
    inChart(cluster, (chart) => {
      const made = new Tenant(chart, id, { ...rest, ...props });
      if (isPermittedToAnyone) made.permitConnectionsFromAnyone();
    }),
};
