import { fieldOf, itemsOf, quantityOf } from '../../core/manifest-fields';
import type { RenderedObject } from '../../core/rendered-object';
import type { Quantity } from '../../core/values/quantity';

/** The quotas among some objects that hold for everything in their namespace, whatever made them. */
export function quotasAmong(objects: readonly RenderedObject[]): readonly RenderedObject[] {
  return objects.filter(
    ({ group, kind, manifest }) =>
      group === '' &&
      kind === 'ResourceQuota' &&
      itemsOf(fieldOf(manifest, 'spec', 'scopes')).length === 0 &&
      fieldOf(manifest, 'spec', 'scopeSelector') === undefined,
  );
}

/** The hard limits of one quota. What is no quantity is left to others to tell of. */
export function limitsOf(quota: RenderedObject): readonly (readonly [resource: string, most: Quantity])[] {
  return Object.entries(fieldOf(quota.manifest, 'spec', 'hard') ?? {}).flatMap(([resource, given]) => {
    const most = quantityOf(given);
    return most ? [[resource, most] as const] : [];
  });
}

/** What all quotas among some objects allow together: of each resource the least that any of them does. */
export function hardOf(objects: readonly RenderedObject[]): ReadonlyMap<string, Quantity> {
  const hard = new Map<string, Quantity>();
  for (const [resource, most] of quotasAmong(objects).flatMap(limitsOf)) {
    const known = hard.get(resource);
    if (!known || most.compare(known) < 0) hard.set(resource, most);
  }
  return hard;
}
