import type { Check, Finding } from '../../core/check';
import { inProp, PlatformError } from '../../core/errors';
import { parseInteger } from '../../core/values/integer';
import { Quantity } from '../../core/values/quantity';
import { refuseOthers } from '../namespace-names';
import { type Budget, type Hard, renderBudget } from './budget';
import { defaultCounts } from './default-counts';
import { hardOf } from './quotas';

/** The ways to state what namespaces may use. */
export interface Budgets {
  readonly budget?: Budget;
  readonly budgets?: Readonly<Record<string, Budget>>;
  readonly totalBudget?: Budget;
  readonly budgetShares?: Readonly<Record<string, number>>;
}

/** Amounts that may have fractions; all others are of whole things. */
const IN_THOUSANDTHS: ReadonlySet<string> = new Set(['requests.cpu', 'limits.cpu']);

/**
 * The quota of a namespace by its budget, with what holds where that says nothing.
 * @throws PlatformError without a path, by the prop that is wrong
 */
export function quotaOf(budget: Budget): Hard {
  return { ...renderBudget(budget), ...defaultCounts(budget) };
}

/**
 * The quota of each namespace: what is stated for it, or its share of the total. What a total says nothing of holds for each
 * namespace by itself.
 * @throws PlatformError without a path, by the prop that is wrong
 */
export function quotasOf(namespaces: readonly string[], props: Budgets): ReadonlyMap<string, Hard> {
  const { budget, budgets = {}, totalBudget, budgetShares } = props;
  inProp('budgets', () => refuseOthers(budgets, namespaces));
  const isStated = budget !== undefined || Object.keys(budgets).length > 0;
  if (isStated && budgetShares) {
    throw new PlatformError(
      { problem: 'has nothing to share out: each namespace has a budget of its own', given: budgetShares },
      { prop: 'budgetShares' },
    );
  }
  if (!isStated && totalBudget) {
    const total = inProp('totalBudget', () => renderBudget(totalBudget));
    const each = defaultCounts(totalBudget);
    const shares = shareOut(namespaces, total, budgetShares);
    return new Map([...shares].map(([name, share]) => [name, { ...share, ...each }]));
  }
  return new Map(
    namespaces.map((namespace) => {
      const own = budgets[namespace];
      if (own) return [namespace, inProp(`budgets.${namespace}`, () => quotaOf(own))];
      if (budget) return [namespace, inProp('budget', () => quotaOf(budget))];
      throw new PlatformError(
        {
          problem: `is missing: nothing says what namespace ${namespace} may use`,
          allowed: 'a budget for each namespace, budgets by namespace, or a totalBudget that is shared out',
        },
        { prop: 'budget' },
      );
    }),
  );
}

function shareOut(
  namespaces: readonly string[],
  total: Hard,
  shares: Readonly<Record<string, number>> = Object.fromEntries(namespaces.map((name) => [name, 1])),
): ReadonlyMap<string, Hard> {
  inProp('budgetShares', () => refuseOthers(shares, namespaces));
  // The order of declarations must not decide who gets what is left over.
  const names = [...namespaces].sort();
  const weights = names.map((name) =>
    inProp(`budgetShares.${name}`, () =>
      parseInteger(shares[name] as number, { min: 1, problem: 'is not a share' }),
    ),
  );
  const hard = new Map(names.map((name) => [name, {} as Record<string, string>]));
  for (const [resource, most] of Object.entries(total)) {
    const quantity = Quantity.of(most);
    const parts = quantity.share(weights, IN_THOUSANDTHS.has(resource) ? '1m' : 1);
    for (const [index, name] of names.entries()) {
      const part = parts[index] as Quantity;
      if (part.isZero && !quantity.isZero && !isCount(resource)) {
        throw new PlatformError(
          {
            problem: `leaves no ${resource} for namespace ${name}`,
            given: most,
            allowed: 'more to share out',
          },
          { prop: 'totalBudget' },
        );
      }
      (hard.get(name) as Record<string, string>)[resource] = part.toString();
    }
  }
  return hard;
}

function isCount(resource: string): boolean {
  return !/^(requests|limits)\.[-a-z]+$|\/requests\.storage$/.test(resource);
}

/** What the check of a total needs to know of a tenant. */
export interface TotalFacts {
  /** Path of the tenant's construct. */
  readonly path: string;
  /** Names of its namespaces. */
  readonly namespaces: readonly string[];
  /** What they may use together. */
  readonly total: Hard;
}

/**
 * The quotas of a tenant's namespaces are together no more than its total. A quota holds for one namespace, so that
 * nothing in the cluster watches over their sum.
 */
export function totalCheck({ path, namespaces, total }: TotalFacts): Check {
  return (objects) => {
    const quotas = namespaces.map((name) => ({ name, hard: hardOf(objects.inNamespace(name)) }));
    return Object.entries(total).flatMap(([resource, most]): readonly Finding[] => {
      const open = quotas.find(({ hard }) => !hard.has(resource));
      const where = { path, prop: 'totalBudget' };
      if (open) {
        const problem = `is not held: the quota of namespace ${open.name} does not limit ${resource}`;
        return [{ ...where, problem, given: most, fix: 'state it in the budget of every namespace' }];
      }
      const sum = quotas.reduce((all, { hard }) => all.add(hard.get(resource) as Quantity), Quantity.of(0));
      if (sum.compare(most) <= 0) return [];
      const problem = `is below what the namespaces of the tenant may use together: ${resource} ${sum}`;
      return [
        { ...where, problem, given: most, allowed: `at least ${sum}`, fix: 'raise it, or lower the budgets' },
      ];
    });
  };
}
