import * as fc from 'fast-check';
import {
  type Allowance,
  type ComputeResources,
  Subject as Member,
  type Members,
  POSTGRES_KINDS,
  type PodSecurityProps,
  Tenant,
  type TenantProps,
} from '../../../../lib';
import { inChart, type Subject } from '../engine/subject';
import { budgets } from '../values/budgets';
import { tenantSecurity } from '../values/homes';
import { annotations, labels } from '../values/labels';
import { dnsLabel, dnsSubdomain } from '../values/names';
import { allowances } from '../values/peers';
import { claimRange, resourceRange } from '../values/ranges';
import { full, map, mostly, partial } from '../values/records';
import { resources } from '../values/resources';
import { bounds } from '../values/tenant-bounds';
import { text } from '../values/texts';

const called = mostly(
  fc.stringMatching(/^[a-z]{1,8}(@example\.com|:[a-z]{1,4})?$/),
  text.filter((name) => name.trim() !== '' && !name.startsWith('system:')),
);
/** Somebody who may be given a role. */
export const member = fc.oneof(
  called.map((name) => Member.user(name)),
  called.map((name) => Member.group(name)),
  full<{ name: string; namespace: string }>({ name: dnsSubdomain, namespace: dnsLabel }).map((account) =>
    Member.serviceAccount(account),
  ),
);
/** Members of a tenant. */
export const members = fc.array(member, { maxLength: 3 });

/** Defaults that state everything that a quota may ask for. */
export const complete: fc.Arbitrary<ComputeResources> = resources.map(({ requests, limits }) => ({
  requests: { cpu: 0, memory: 0, ephemeralStorage: 0, ...(limits ? {} : requests) },
  limits: { cpu: '1E', memory: '8Pi', ephemeralStorage: '8Pi', ...limits },
}));
const containerDefaults = mostly(complete, resources, 6);

type Ranges = Pick<TenantProps, 'containerDefaults' | 'containerRange' | 'podRange'>;

/** Ranges with the defaults that are in them, which few that are drawn alone would be. */
export const ranges: fc.Arbitrary<Ranges> = mostly<Ranges>(
  fc.tuple(fc.option(resourceRange), fc.option(resourceRange)).map(([containers, pods]) => {
    const max = { cpu: '1E', memory: '8Pi', ephemeralStorage: '8Pi', ...containers?.max };
    return {
      ...(containers &&
        Object.keys({ ...containers.min, ...containers.max }).length > 0 && {
          containerRange: { min: containers.min, max: containers.max },
        }),
      ...(pods && Object.keys({ ...pods.min, ...pods.max }).length > 0 && { podRange: pods }),
      containerDefaults: { requests: max, limits: max },
    };
  }),
  full<Required<Ranges>>({ containerDefaults, containerRange: resourceRange, podRange: resourceRange }),
  20,
);
/** Namespaces, with what is said of single ones and of all together. */
const namespaces = mostly(
  fc.uniqueArray(dnsLabel, { minLength: 1, maxLength: 3 }),
  fc.uniqueArray(dnsLabel, { minLength: 20, maxLength: 30 }),
  50,
).filter((names) => names.every((name) => name !== 'default' && !name.startsWith('kube-')));

/** Anyone is the metadata service of a cloud as well, which synth keeps tenants from. */
function withoutAnyone(list: readonly Allowance[]): readonly Allowance[] {
  return list.filter(({ peers }) => peers.length > 0);
}

type Budgeting = Pick<
  TenantProps,
  'namespaces' | 'namespaceMembers' | 'budget' | 'budgets' | 'totalBudget' | 'budgetShares'
>;

const budgeting: fc.Arbitrary<Budgeting> = namespaces.chain((names) => {
  const some = <T>(values: fc.Arbitrary<T>) => map(fc.constantFrom(...names), values);
  const further = partial<Members>({ owners: members, editors: members, viewers: members });
  const shared = full<Required<Pick<Budgeting, 'totalBudget'>>>({ totalBudget: budgets });
  return fc
    .tuple(
      fc.oneof<fc.Arbitrary<Budgeting>[]>(
        full<Required<Pick<Budgeting, 'budget'>>>({ budget: budgets }),
        full<Required<Pick<Budgeting, 'budget' | 'budgets'>>>({ budget: budgets, budgets: some(budgets) }),
        shared,
        fc
          .tuple(
            shared,
            fc.array(fc.integer({ min: 1, max: 9 }), { minLength: names.length, maxLength: names.length }),
          )
          .map(([total, weights]) => ({
            ...total,
            budgetShares: Object.fromEntries(names.map((name, index) => [name, weights[index] as number])),
          })),
        // What is given out of a total of just as much.
        full<Required<Pick<Budgeting, 'budget'>>>({ budget: budgets }).map(({ budget }) => ({
          budget,
          ...(names.length === 1 && { totalBudget: budget }),
        })),
      ),
      partial<Pick<Budgeting, 'namespaceMembers'>>({ namespaceMembers: some(further) }),
    )
    .map(([budget, rest]) => ({ namespaces: names, ...budget, ...rest }));
});

/** A tenant. */
export interface TenantCase {
  /** Id of the construct. */
  readonly id: string;
  /** Its namespaces and their budgets. */
  readonly budgeting: Budgeting;
  /** What it gives to containers, and lets them have. */
  readonly limits: Ranges;
  /** Whether it permits connections from anyone, which most allowances let in where few facts are known. */
  readonly isPermittedToAnyone: boolean;
  /** How its namespaces hold their pods to the Pod Security Standards. */
  readonly podSecurity: PodSecurityProps;
  /** Its other props. */
  readonly props: Partial<TenantProps>;
}

/** {@link Tenant} under test. */
export const tenant: Subject<TenantCase> = {
  name: 'Tenant',
  props: full<TenantCase>({
    id: dnsLabel,
    budgeting,
    isPermittedToAnyone: mostly(fc.constant(true), fc.constant(false), 8),
    limits: fc.oneof(
      ranges,
      containerDefaults.map((defaults) => ({ containerDefaults: defaults })),
    ),
    podSecurity: tenantSecurity,
    props: partial<Omit<TenantProps, keyof Budgeting | keyof Ranges | keyof PodSecurityProps>>({
      name: dnsLabel,
      owners: members,
      editors: members,
      viewers: members,
      claimRange,
      imagePullSecrets: fc.array(dnsSubdomain, { maxLength: 3 }),
      sharedConfig: map(
        dnsSubdomain,
        map(fc.stringMatching(/^[a-z][-._a-zA-Z0-9]{0,20}$/), text, { min: 1 }),
      ),
      labels,
      annotations,
      cordoned: fc.boolean(),
      deletionProtection: fc.boolean(),
      kinds: fc.subarray([...POSTGRES_KINDS]),
      connected: fc.boolean(),
      allowIngress: allowances,
      allowEgress: mostly(allowances.map(withoutAnyone), allowances, 8),
      guardRails: fc.constant<'installed'>('installed'),
      allowed: bounds,
    }),
  }),
  declare: (cluster, { id, props, budgeting, limits, podSecurity, isPermittedToAnyone }) =>
    inChart(cluster, (chart) => {
      const { allowed, ...others } = props;
      // Bounds are for guard rails, and refused without.
      const made = new Tenant(chart, id, {
        ...others,
        ...podSecurity,
        ...budgeting,
        ...limits,
        ...(props.guardRails && { allowed }),
      });
      if (isPermittedToAnyone) made.permitConnectionsFromAnyone();
    }),
};
