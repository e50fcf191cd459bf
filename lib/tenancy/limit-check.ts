import type { Check, Finding } from '../core/check';
import { fieldOf, quantityOf } from '../core/manifest-fields';
import { containersOf, type PodContainer } from '../core/pod-template';
import type { RenderedObject } from '../core/rendered-object';
import type { ComputeResourcesSpec } from '../workload/resources';

/** What the check needs to know of a namespace. */
export interface LimitFacts {
  /** Name of the namespace. */
  readonly namespace: string;
  /** What containers get that state nothing. */
  readonly defaults: ComputeResourcesSpec;
}

/**
 * No container of a namespace requests more than it may use. One that states a request alone gets the limit of the
 * LimitRange when its pod is created: where that is less, the API server has accepted the workload and refuses its
 * pods, with no sign but an event.
 */
export function limitCheck(facts: LimitFacts): Check {
  return (objects) =>
    objects
      .inNamespace(facts.namespace)
      .flatMap((object) =>
        (containersOf(object) ?? []).flatMap((container) => judge(facts, object, container)),
      );
}

function judge(
  { namespace, defaults }: LimitFacts,
  { path }: RenderedObject,
  { field, container }: PodContainer,
): readonly Finding[] {
  const resources = fieldOf(container, 'resources');
  return Object.entries(fieldOf(resources, 'requests') ?? {}).flatMap(([name, given]): readonly Finding[] => {
    const own = fieldOf(resources, 'limits', name);
    const limit = quantityOf(own ?? defaults.limits?.[name]);
    const request = quantityOf(given);
    if (!limit || !request || request.compare(limit) <= 0) return [];
    const where = { path, prop: `${field}.resources.requests.${name}` };
    const values = { given, allowed: `at most ${limit}` };
    if (own !== undefined) return [{ ...where, problem: 'is over the limit of its container', ...values }];
    return [
      {
        ...where,
        problem: `is over the limit that namespace ${namespace} gives to a container without one, so none of its pods would be admitted`,
        ...values,
        fix: `state resources.limits.${name} of container ${fieldOf(container, 'name')}, or raise containerDefaults.limits.${name} of the tenant`,
      },
    ];
  });
}
