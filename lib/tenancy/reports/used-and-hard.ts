import { fieldOf, itemsOf, quantityOf } from '../../core/manifest-fields';
import type { ObjectIndex } from '../../core/rendered-object';
import type { Quantity } from '../../core/values/quantity';
import type { ComputeResourcesSpec } from '../../workload/resources';
import { usageOf } from '../usage';

/** Amounts by the name that a ResourceQuota has for them. */
export type Amounts = ReadonlyMap<string, Quantity>;

/** What a namespace may use by its quotas, and what its objects use at their largest. */
export interface UsedAndHard {
  readonly namespace: string;
  /** The least that any of its quotas says: all of them hold. */
  readonly hard: Amounts;
  readonly used: Amounts;
}

/** Reads a namespace from the objects in it. */
export function usedAndHard(objects: ObjectIndex, namespace: string): UsedAndHard {
  const inside = objects.inNamespace(namespace);
  const hard = new Map<string, Quantity>();
  for (const { group, kind, manifest } of inside) {
    if (group !== '' || kind !== 'ResourceQuota' || isScoped(manifest.spec)) continue;
    for (const [name, value] of Object.entries(Object(fieldOf(manifest.spec, 'hard')))) {
      const quantity = quantityOf(value);
      const known = hard.get(name);
      if (quantity && (!known || quantity.compare(known) < 0)) hard.set(name, quantity);
    }
  }
  const limits = inside
    .filter(({ group, kind }) => group === '' && kind === 'LimitRange')
    .flatMap(({ manifest }) => itemsOf(fieldOf(manifest.spec, 'limits')));
  return { namespace, hard, used: usageOf(inside, defaultsOf(limits)) };
}

/** A quota of some pods of the namespace alone says nothing of all of them. */
function isScoped(spec: unknown): boolean {
  return itemsOf(fieldOf(spec, 'scopes')).length > 0 || fieldOf(spec, 'scopeSelector') !== undefined;
}

/** What containers get that state nothing. */
function defaultsOf(limits: readonly unknown[]): ComputeResourcesSpec {
  const container = limits.find((limit) => fieldOf(limit, 'type') === 'Container');
  return {
    requests: Object(fieldOf(container, 'defaultRequest')),
    limits: Object(fieldOf(container, 'default')),
  };
}
