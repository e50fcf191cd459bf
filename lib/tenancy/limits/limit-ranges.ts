import { fieldOf, itemsOf, quantityOf } from '../../core/manifest-fields';
import type { RenderedObject } from '../../core/rendered-object';
import type { Quantity } from '../../core/values/quantity';

/** Amounts by the name of the resource. */
export type Amounts = Readonly<Record<string, Quantity>>;

/** What a container asks for and may use at most. */
export interface Resources {
  readonly requests: Amounts;
  readonly limits: Amounts;
}

/** What a LimitRange says of the containers, pods or claims of its namespace. */
export interface Limits {
  /** Name of the LimitRange. */
  readonly name: string;
  /** What it is about: `Container`, `Pod`, `PersistentVolumeClaim`. */
  readonly type: unknown;
  readonly min: Amounts;
  readonly max: Amounts;
  readonly maxLimitRequestRatio: Amounts;
}

/** The LimitRanges of a namespace, whatever made them. */
export interface NamespaceLimits {
  readonly items: readonly Limits[];
  /** What a container gets that states nothing. */
  readonly defaults: Resources;
}

/** What the LimitRanges among some objects say. */
export function namespaceLimits(objects: readonly RenderedObject[]): NamespaceLimits {
  const items: Limits[] = [];
  let defaults: Resources = { requests: {}, limits: {} };
  for (const { group, kind, name, manifest } of objects) {
    if (group !== '' || kind !== 'LimitRange') continue;
    for (const item of itemsOf(fieldOf(manifest, 'spec', 'limits'))) {
      const limits: Limits = {
        name,
        type: fieldOf(item, 'type'),
        min: amountsOf(fieldOf(item, 'min')),
        max: amountsOf(fieldOf(item, 'max')),
        maxLimitRequestRatio: amountsOf(fieldOf(item, 'maxLimitRequestRatio')),
      };
      items.push(limits);
      if (limits.type === 'Container') defaults = merge(defaults, defaultsOf(item, limits));
    }
  }
  return { items, defaults };
}

/** Source: SetDefaults_LimitRangeItem in k8s.io/kubernetes, pkg/apis/core/v1/defaults.go. */
function defaultsOf(item: unknown, { min, max }: Limits): Resources {
  const limits = { ...max, ...amountsOf(fieldOf(item, 'default')) };
  return { limits, requests: { ...min, ...limits, ...amountsOf(fieldOf(item, 'defaultRequest')) } };
}

/** The first one that gives an amount is the one that counts. */
function merge(first: Resources, second: Resources): Resources {
  return {
    requests: { ...second.requests, ...first.requests },
    limits: { ...second.limits, ...first.limits },
  };
}

/** The amounts in a manifest, in thousandths as the API server stores them; what is none is left out. */
function amountsOf(map: unknown): Amounts {
  return Object.fromEntries(
    Object.entries(map ?? {}).flatMap(([name, value]) => {
      const quantity = quantityOf(value)?.roundUp();
      return quantity ? [[name, quantity] as const] : [];
    }),
  );
}

/** What a container states itself. */
export function ownResources(container: unknown): Resources {
  const resources = fieldOf(container, 'resources');
  return {
    requests: amountsOf(fieldOf(resources, 'requests')),
    limits: amountsOf(fieldOf(resources, 'limits')),
  };
}

/** What a container has when its pod is admitted. One that states a limit alone requests as much. */
export function effectiveResources(container: unknown, defaults: Resources): Resources {
  const own = ownResources(container);
  return {
    requests: { ...defaults.requests, ...own.limits, ...own.requests },
    limits: { ...defaults.limits, ...own.limits },
  };
}
