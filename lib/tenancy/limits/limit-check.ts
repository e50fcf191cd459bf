import type { Check, Finding } from '../../core/check';
import { fieldOf, quantityOf } from '../../core/manifest-fields';
import { containersOf, type PodContainer } from '../../core/pod-template';
import type { ObjectIndex, RenderedObject } from '../../core/rendered-object';
import type { Quantity } from '../../core/values/quantity';
import { claimsOf } from '../budget/claims';
import { podResources } from '../budget/pod-amounts';
import {
  effectiveResources,
  type Limits,
  type NamespaceLimits,
  namespaceLimits,
  ownResources,
  type Resources,
} from './limit-ranges';
import { ratioOf } from './ratio';

/**
 * The LimitRanges of a namespace admit the pods and claims of its own workloads: where they do not, the API server has
 * accepted the workload and refuses its pods, with no sign but an event. It reads the LimitRanges of the app, whatever
 * made them.
 */
export function limitCheck(namespace: string): Check {
  return (objects: ObjectIndex) => {
    const own = objects.inNamespace(namespace);
    const limits = namespaceLimits(own);
    const judge = new Judge(namespace, limits);
    return own.flatMap((object) => [...judge.pods(object), ...judge.claims(object)]);
  };
}

/** What is judged: where it is, what it is called, and what it has. */
interface Judged {
  readonly path: string;
  /** The prop that findings on `requests.cpu` and the like are on. */
  readonly prop: (part: string) => string;
  readonly what: string;
  readonly resources: Resources;
}

class Judge {
  constructor(
    private readonly namespace: string,
    private readonly limits: NamespaceLimits,
  ) {}

  pods(object: RenderedObject): readonly Finding[] {
    const containers = containersOf(object);
    if (!containers || containers.length === 0) return [];
    const { defaults } = this.limits;
    const { path } = object;
    const single = containers.flatMap(({ field, container }) =>
      this.judge('Container', {
        path,
        prop: (part) => `${field}.resources.${part}`,
        what: 'a container',
        resources: effectiveResources(container, defaults),
      }),
    );
    const spec = (containers[0] as PodContainer).field.replace(/\.[^.]+$/, '');
    const together = this.judge('Pod', {
      path,
      prop: (part) => `sum of ${part} in ${spec}`,
      what: 'a pod',
      resources: podResources(containers, defaults),
    });
    return [...containers.flatMap((container) => this.overLimit(object, container)), ...single, ...together];
  }

  claims(object: RenderedObject): readonly Finding[] {
    return claimsOf(object).flatMap(({ field, storage }) => {
      const requested = quantityOf(storage)?.roundUp();
      if (!requested) return [];
      const where = { path: object.path, prop: field };
      return this.of('PersistentVolumeClaim').flatMap(({ min, max }): readonly Finding[] => [
        ...this.under(where, 'a claim', min.storage, requested),
        ...this.over(where, 'a claim', max.storage, requested),
      ]);
    });
  }

  /** One that states a request alone gets the limit of the LimitRange when its pod is created. */
  private overLimit({ path }: RenderedObject, { field, container }: PodContainer): readonly Finding[] {
    const own = ownResources(container);
    return Object.entries(own.requests).flatMap(([name, request]): readonly Finding[] => {
      const limit = own.limits[name] ?? this.limits.defaults.limits[name];
      if (!limit || request.compare(limit) <= 0) return [];
      const where = { path, prop: `${field}.resources.requests.${name}` };
      const given = fieldOf(container, 'resources', 'requests', name);
      const values = { given, allowed: `at most ${limit}` };
      if (own.limits[name]) return [{ ...where, problem: 'is over the limit of its container', ...values }];
      return [
        {
          ...where,
          problem: `is over the limit that namespace ${this.namespace} gives to a container without one, so none of its pods would be admitted`,
          ...values,
          fix: `state resources.limits.${name} of container ${fieldOf(container, 'name')}, or raise containerDefaults.limits.${name} of the tenant`,
        },
      ];
    });
  }

  private of(type: string): readonly Limits[] {
    return this.limits.items.filter((item) => item.type === type);
  }

  private judge(type: string, { path, prop, what, resources }: Judged): readonly Finding[] {
    const { requests, limits } = resources;
    const at = (part: string): Where => ({ path, prop: prop(part) });
    return this.of(type).flatMap(({ min, max, maxLimitRequestRatio }) => [
      ...Object.entries(min).flatMap(([name, least]) =>
        this.under(at(`requests.${name}`), what, least, requests[name]),
      ),
      ...Object.entries(max).flatMap(([name, most]) =>
        this.over(at(`limits.${name}`), what, most, limits[name]),
      ),
      ...Object.entries(maxLimitRequestRatio).flatMap(([name, most]) =>
        this.beyond(at(`limits.${name}`), what, most, requests[name], limits[name]),
      ),
    ]);
  }

  private under(where: Where, what: string, least?: Quantity, is?: Quantity): readonly Finding[] {
    if (!least || (is && is.compare(least) >= 0)) return [];
    return [this.refused(where, `is below what ${what} requests at the least`, is, `at least ${least}`)];
  }

  private over(where: Where, what: string, most?: Quantity, is?: Quantity): readonly Finding[] {
    if (!most || (is && is.compare(most) <= 0)) return [];
    return [this.refused(where, `is over what ${what} may have`, is, `at most ${most}`)];
  }

  private beyond(
    where: Where,
    what: string,
    most: Quantity,
    request?: Quantity,
    limit?: Quantity,
  ): readonly Finding[] {
    if (request && limit && !limit.isZero && ratioOf(limit, request) <= most.toNumber()) return [];
    const problem = `is more times the request of ${request ?? 'nothing'} than ${what} may have`;
    return [this.refused(where, problem, limit, `at most ${most} times the request`)];
  }

  private refused(where: Where, problem: string, given: Quantity | undefined, allowed: string): Finding {
    return {
      ...where,
      problem: `${problem} in namespace ${this.namespace}, so it would not be admitted`,
      given: given?.toString(),
      allowed,
      fix: 'state other resources, or widen the range of the tenant',
    };
  }
}

interface Where {
  readonly path: string;
  readonly prop: string;
}
