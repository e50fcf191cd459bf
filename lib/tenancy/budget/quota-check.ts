import type { IConstruct } from 'constructs';
import type { ApiResource } from '../../core/api-resources';
import type { Check, Finding } from '../../core/check';
import { pathOf } from '../../core/errors';
import type { RenderedObject } from '../../core/rendered-object';
import type { Quantity } from '../../core/values/quantity';
import { Plurals } from './plurals';
import { limitsOf, quotasAmong } from './quotas';
import { usageOf } from './usage';

/** What the check needs to know of a namespace. */
export interface QuotaFacts {
  /** The namespace's construct, which has the budget. */
  readonly scope: IConstruct;
  /** Name of the namespace. */
  readonly namespace: string;
  /** Custom kinds that are known beside those that the app defines. */
  readonly kinds: readonly ApiResource[];
  /** What is kept from growing on purpose, by the name that a ResourceQuota has for it. */
  readonly frozen: ReadonlySet<string>;
}

/**
 * The quotas of a namespace, whatever made them, hold its own workloads at their largest: with every autoscaler at its
 * maximum and every rollout surging at once, which is what a sync does that changes the whole tenant. Otherwise pods
 * would go missing with no sign but an event on their ReplicaSet. And what they count exists: of a kind that is misspelt
 * there could be any number.
 *
 * Pods of DaemonSets are not counted, since their number is that of the nodes; nor is what operators and controllers
 * create: pods of custom resources, ReplicaSets of Deployments, Jobs of CronJobs, Secrets of certificates.
 */
export function quotaCheck(facts: QuotaFacts): Check {
  return (objects) => {
    const own = objects.inNamespace(facts.namespace);
    const plurals = new Plurals(facts.scope, facts.kinds, objects);
    const used = usageOf(own, plurals.of);
    return quotasAmong(own).flatMap((quota) =>
      limitsOf(quota).flatMap(([resource, most]) => [
        ...judgeName(facts, resource, plurals),
        ...(facts.frozen.has(resource) ? [] : judgeUse(facts, quota, resource, most, used.get(resource))),
      ]),
    );
  };
}

function judgeUse(
  { scope, namespace }: QuotaFacts,
  quota: RenderedObject,
  resource: string,
  most: Quantity,
  needed: Quantity | undefined,
): readonly Finding[] {
  if (!needed || needed.compare(most) <= 0) return [];
  return [
    {
      path: pathOf(scope),
      prop: 'budget',
      problem:
        `is below what the workloads of namespace ${namespace} need at their largest, ` +
        `with every rollout surging: ${resource} ${most}, needed ${needed}`,
      given: String(most),
      allowed: `at least ${needed}`,
      fix: `raise the budget${quota.path.startsWith(scope.node.path) ? '' : `, which is that of [${quota.path}]`}, or ${lessOf(resource)}`,
    },
  ];
}

function lessOf(resource: string): string {
  if (resource === 'services.nodeports')
    return 'set `allocateLoadBalancerNodePorts: false` of load balancers that lead to pods themselves (`allocateNodePorts` of a WebService)';
  return /^(requests|limits)\.|^pods$/.test(resource)
    ? 'lower replicas, autoscaling or resources'
    : 'render fewer';
}

function judgeName({ scope }: QuotaFacts, resource: string, plurals: Plurals): readonly Finding[] {
  const [, name] = /^count\/(.+)$/.exec(resource) ?? [];
  if (name === undefined || plurals.has(name)) return [];
  return [
    {
      path: pathOf(scope),
      prop: 'budget.objects',
      problem: 'counts a kind that nothing tells of, and would never count anything',
      given: name,
      allowed:
        'a resource of Kubernetes, of `kinds` of the tenant, of a definition in the app, or of software that the Cluster has, with its group: jobs.batch',
    },
  ];
}
