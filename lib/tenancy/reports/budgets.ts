import type { IConstruct } from 'constructs';
import { Cluster } from '../../core/cluster';
import type { ObjectIndex } from '../../core/rendered-object';
import type { Report, ReportSection } from '../../core/report';
import { Quantity } from '../../core/values/quantity';
import { type PluralOf, Plurals } from '../budget/plurals';
import { tenantsOf } from '../tenants';
import { type Amounts, type UsedAndHard, usedAndHard } from './used-and-hard';

type Rows = ReportSection['rows'];

const ZERO = Quantity.of(0);

/** What there is no budget of unless it is stated, and which is told of everywhere. */
const STORAGE = 'requests.storage';

/** What of the capacity of a cluster each resource of a quota takes. */
const CAPACITY = {
  'requests.cpu': 'cpu',
  'requests.memory': 'memory',
  pods: 'pods',
  'requests.storage': 'storage',
} as const;

/** The budgets of tenants: what each namespace may use, what it uses at its largest, and all against the cluster. */
export function budgetReport(objects: ObjectIndex, app: IConstruct): Report | undefined {
  const tenants = [...tenantsOf(app)].sort((a, b) => (a.name < b.name ? -1 : 1));
  if (tenants.length === 0) return undefined;
  const { of: pluralOf } = new Plurals(app, [], objects);
  const budgets = tenants.flatMap(({ name, namespaces }) =>
    [...namespaces]
      .sort()
      .map((namespace) => ({ tenant: name, ...usedAndHard(objects, namespace, pluralOf) })),
  );
  return {
    name: 'budgets',
    title: 'Budgets of tenants',
    text: 'What is used is what the objects of the app use at their largest: every autoscaler at its maximum, every rollout surging. Pods that operators create from custom resources, and those of DaemonSets, are not in it.',
    sections: [
      {
        name: 'namespaces',
        title: 'Namespaces',
        columns: {
          tenant: 'Tenant',
          namespace: 'Namespace',
          resource: 'Resource',
          hard: 'Budget',
          used: 'Used at the largest',
          percent: '%',
        },
        rows: budgets.flatMap(({ tenant, namespace, hard, used }) =>
          namesOf([{ namespace, hard, used }], [STORAGE]).map((resource) => ({
            tenant,
            namespace,
            resource,
            ...compared(hard.get(resource), used.get(resource) ?? ZERO),
          })),
        ),
      },
      {
        name: 'cluster',
        title: 'Against the cluster',
        text: 'All budgets together. What is over the capacity of the cluster cannot be used by all tenants at once: pods of the last to come stay pending.',
        columns: {
          resource: 'Resource',
          budgets: 'Budgets',
          unbounded: 'Without a budget',
          used: 'Used at the largest',
          others: 'Used outside of tenants',
          capacity: 'Capacity',
          percent: 'Budgets in % of capacity',
          overcommitted: 'Over capacity',
        },
        rows: clusterRows(budgets, othersOf(objects, budgets, pluralOf), Cluster.find(app)?.capacity ?? {}),
      },
    ],
  };
}

function compared(hard: Quantity | undefined, used: Quantity): Rows[number] {
  return { hard: hard?.toString() ?? 'not limited', used: used.toString(), percent: percentOf(used, hard) };
}

function clusterRows(
  budgets: readonly UsedAndHard[],
  others: readonly UsedAndHard[],
  capacity: Cluster['capacity'],
): Rows {
  return namesOf(budgets).map((resource) => {
    const hard = sumOf(
      budgets.map((budget) => budget.hard),
      resource,
    );
    const unbounded = budgets.filter((budget) => !budget.hard.has(resource));
    const has = Object.hasOwn(CAPACITY, resource)
      ? capacity[CAPACITY[resource as keyof typeof CAPACITY]]
      : undefined;
    return {
      resource,
      budgets: unbounded.length < budgets.length ? hard.toString() : undefined,
      unbounded: unbounded.map(({ namespace }) => namespace),
      used: sumOf(
        budgets.map(({ used }) => used),
        resource,
      ).toString(),
      others: sumOf(
        others.map(({ used }) => used),
        resource,
      ).toString(),
      capacity: has?.toString(),
      percent: percentOf(hard, has),
      overcommitted: has && hard.compare(has) > 0,
    };
  });
}

/** Namespaces that are no tenant's. */
function othersOf(
  objects: ObjectIndex,
  budgets: readonly UsedAndHard[],
  pluralOf: PluralOf,
): readonly UsedAndHard[] {
  const own = new Set(budgets.map(({ namespace }) => namespace));
  const all = new Set(objects.all.flatMap(({ namespace }) => namespace ?? []));
  return [...all]
    .filter((namespace) => !own.has(namespace))
    .map((namespace) => usedAndHard(objects, namespace, pluralOf));
}

/** The resources that somebody has a budget of or uses. */
function namesOf(budgets: readonly UsedAndHard[], also: readonly string[] = []): readonly string[] {
  const names = budgets.flatMap(({ hard, used }) => [
    ...hard.keys(),
    ...[...used].filter(([, amount]) => !amount.isZero).map(([name]) => name),
  ]);
  // Some kinds have a name of their own in a quota, which bounds them as well.
  const isBounded = (name: string): boolean =>
    name.startsWith('count/') && budgets.every(({ hard }) => hard.has(name.slice('count/'.length)));
  return [...new Set([...names, ...also])].filter((name) => !isBounded(name)).sort();
}

function sumOf(amounts: readonly Amounts[], resource: string): Quantity {
  return amounts.reduce((sum, amount) => sum.add(amount.get(resource) ?? ZERO), ZERO);
}

function percentOf(part: Quantity, whole: Quantity | undefined): number | undefined {
  return whole && !whole.isZero ? Math.round((100 * part.toNumber()) / whole.toNumber()) : undefined;
}
