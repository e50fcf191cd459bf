import type { Check, Finding } from '../core/check';
import type { PodSpec } from '../core/plain';
import type { ObjectIndex, RenderedObject } from '../core/rendered-object';
import { Quantity } from '../core/values/quantity';
import type { ComputeResourcesSpec } from '../workload/resources';
import type { Hard } from './budget';

/** What the check needs to know of a namespace. */
export interface QuotaFacts {
  /** Path of the namespace's construct. */
  readonly path: string;
  /** Name of the namespace. */
  readonly namespace: string;
  /** The quota. */
  readonly hard: Hard;
  /** What containers get that state nothing. */
  readonly defaults: ComputeResourcesSpec;
}

/**
 * The quota of a namespace holds its own workloads at their largest: with every autoscaler at its maximum and
 * one rollout surging. Otherwise pods would go missing with no sign but an event on their ReplicaSet.
 *
 * Pods of DaemonSets are not counted, since their number is that of the nodes; nor are those that operators
 * create from custom resources.
 */
export function quotaCheck(facts: QuotaFacts): Check {
  return (objects) => {
    const used = usage(facts, objects);
    return Object.entries(facts.hard).flatMap(([name, hard]): readonly Finding[] => {
      const needed = used.get(name);
      if (!needed || needed.compare(Quantity.of(hard)) <= 0) return [];
      return [
        {
          path: facts.path,
          prop: 'budget',
          problem: `is below what the workloads of namespace ${facts.namespace} need: ${name} ${hard}, needed ${needed}`,
          given: hard,
          allowed: `at least ${needed}`,
          fix: 'raise the budget, or lower replicas, autoscaling or resources',
        },
      ];
    });
  };
}

type Usage = Map<string, Quantity>;

function usage(facts: QuotaFacts, objects: ObjectIndex): Usage {
  const used: Usage = new Map();
  const inNamespace = objects.inNamespace(facts.namespace);
  const maxReplicas = maxReplicasByTarget(inNamespace);
  for (const object of inNamespace) {
    const pods = podsOf(object, maxReplicas);
    if (pods) {
      add(used, 'pods', Quantity.of(pods.count));
      for (const kind of ['requests', 'limits'] as const) {
        for (const name of ['cpu', 'memory']) {
          add(used, `${kind}.${name}`, podAmount(pods.spec, kind, name, facts.defaults).times(pods.count));
        }
      }
    }
    countObject(used, object);
  }
  return used;
}

function countObject(used: Usage, object: RenderedObject): void {
  if (object.group !== '') return;
  const { type, ports, resources } = (object.manifest.spec ?? {}) as {
    readonly type?: string;
    readonly ports?: readonly unknown[];
    readonly resources?: { readonly requests?: Readonly<Record<string, string>> };
  };
  if (object.kind === 'Service') {
    add(used, 'services', Quantity.of(1));
    if (type === 'LoadBalancer') add(used, 'services.loadbalancers', Quantity.of(1));
    // The API server gives each port of a load balancer a node port as well.
    if (type === 'LoadBalancer' || type === 'NodePort')
      add(used, 'services.nodeports', Quantity.of(ports?.length ?? 0));
  }
  if (object.kind === 'PersistentVolumeClaim') {
    add(used, 'persistentvolumeclaims', Quantity.of(1));
    add(used, 'requests.storage', Quantity.of(resources?.requests?.storage ?? 0));
  }
}

interface Pods {
  readonly count: number;
  readonly spec: PodSpec;
}

interface WorkloadSpec {
  readonly replicas?: number;
  readonly parallelism?: number;
  readonly strategy?: { readonly rollingUpdate?: { readonly maxSurge?: number | string } };
  readonly template?: { readonly spec: PodSpec };
  readonly jobTemplate?: { readonly spec: WorkloadSpec };
}

/** The pods of a workload at its largest. */
function podsOf(object: RenderedObject, maxReplicas: ReadonlyMap<string, number>): Pods | undefined {
  const spec = object.manifest.spec as (WorkloadSpec & PodSpec) | undefined;
  const scaled = maxReplicas.get(`${object.kind}/${object.name}`) ?? spec?.replicas ?? 1;
  switch (`${object.group}/${object.kind}`) {
    case '/Pod':
      return spec && { count: 1, spec };
    case 'apps/Deployment':
      return withTemplate(spec, scaled + surge(spec?.strategy?.rollingUpdate?.maxSurge ?? '25%', scaled));
    case 'apps/StatefulSet':
      return withTemplate(spec, scaled);
    case 'batch/Job':
      return withTemplate(spec, spec?.parallelism ?? 1);
    case 'batch/CronJob':
      return withTemplate(spec?.jobTemplate?.spec, spec?.jobTemplate?.spec.parallelism ?? 1);
    default:
      return undefined;
  }
}

function withTemplate(spec: WorkloadSpec | undefined, count: number): Pods | undefined {
  return spec?.template && { count, spec: spec.template.spec };
}

function surge(value: number | string, replicas: number): number {
  return typeof value === 'number' ? value : Math.ceil((Number.parseInt(value, 10) / 100) * replicas);
}

function maxReplicasByTarget(objects: readonly RenderedObject[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { kind, manifest } of objects) {
    if (kind !== 'HorizontalPodAutoscaler') continue;
    const spec = manifest.spec as { maxReplicas: number; scaleTargetRef: { kind: string; name: string } };
    found.set(`${spec.scaleTargetRef.kind}/${spec.scaleTargetRef.name}`, spec.maxReplicas);
  }
  return found;
}

/**
 * What a pod counts for: its containers and native sidecars together, or the largest init container with the
 * sidecars, whichever is more. Source: KEP-753, "Resources calculation for scheduling and pod admission".
 */
function podAmount(
  pod: PodSpec,
  kind: 'requests' | 'limits',
  name: string,
  defaults: ComputeResourcesSpec,
): Quantity {
  const amounts = (containers: PodSpec['initContainers'] = []): readonly Quantity[] =>
    containers.map(({ resources }) => {
      const stated = resources?.[kind]?.[name];
      // A container that states a limit alone requests as much.
      const implied = kind === 'requests' ? resources?.limits?.[name] : undefined;
      return Quantity.of(stated ?? implied ?? defaults[kind]?.[name] ?? 0);
    });
  const sum = (quantities: readonly Quantity[]): Quantity =>
    quantities.reduce((total, quantity) => total.add(quantity), Quantity.of(0));
  const isSidecar = (container: { restartPolicy?: string }): boolean => container.restartPolicy === 'Always';
  const sidecars = sum(amounts(pod.initContainers?.filter(isSidecar)));
  const running = sum(amounts(pod.containers)).add(sidecars);
  return amounts(pod.initContainers?.filter((container) => !isSidecar(container)))
    .map((init) => init.add(sidecars))
    .reduce((most, amount) => (amount.compare(most) > 0 ? amount : most), running);
}

function add(used: Usage, name: string, quantity: Quantity): void {
  used.set(name, (used.get(name) ?? Quantity.of(0)).add(quantity));
}
