import type { ObjectIndex } from '../../core/rendered-object';
import type { Quantity } from '../../core/values/quantity';
import type { PluralOf } from '../budget/plurals';
import { hardOf } from '../budget/quotas';
import { usageOf } from '../budget/usage';

/** Amounts by the name that a ResourceQuota has for them. */
export type Amounts = ReadonlyMap<string, Quantity>;

/** What a namespace may use by its quotas, and what its objects use at their largest. */
export interface UsedAndHard {
  readonly namespace: string;
  /** The least that any of its quotas says: all of them hold. */
  readonly hard: Amounts;
  readonly used: Amounts;
}

/**
 * Reads a namespace from the objects in it.
 * @param pluralOf what a quota calls objects of a kind
 */
export function usedAndHard(objects: ObjectIndex, namespace: string, pluralOf: PluralOf): UsedAndHard {
  const inside = objects.inNamespace(namespace);
  return { namespace, hard: hardOf(inside), used: usageOf(inside, pluralOf) };
}
