import { countOf, fieldOf } from '../../core/manifest-fields';
import type { RenderedObject } from '../../core/rendered-object';

/** The most pods that autoscalers give to what they scale, by its kind and name. */
export type Maxima = ReadonlyMap<string, number>;

/** What the autoscalers among some objects allow. */
export function maximaOf(objects: readonly RenderedObject[]): Maxima {
  const found = new Map<string, number>();
  for (const { group, kind, manifest } of objects) {
    if (group !== 'autoscaling' || kind !== 'HorizontalPodAutoscaler') continue;
    const most = countOf(fieldOf(manifest, 'spec', 'maxReplicas'));
    const target = fieldOf(manifest, 'spec', 'scaleTargetRef');
    if (most !== undefined) found.set(`${fieldOf(target, 'kind')}/${fieldOf(target, 'name')}`, most);
  }
  return found;
}

/**
 * How many pods of an object there are at the most, in a rollout too. None of a DaemonSet, whose pods are as many as
 * the nodes.
 */
export function podCountOf({ group, kind, name, manifest }: RenderedObject, maxima: Maxima): number {
  const { spec } = manifest;
  const replicas = maxima.get(`${kind}/${name}`) ?? countOf(fieldOf(spec, 'replicas')) ?? 1;
  switch (`${group}/${kind}`) {
    case '/Pod':
      return 1;
    case '/ReplicationController':
    case 'apps/ReplicaSet':
    case 'apps/StatefulSet':
      return replicas;
    case 'apps/Deployment':
      return replicas + surge(fieldOf(spec, 'strategy'), replicas);
    case 'batch/Job':
      return countOf(fieldOf(spec, 'parallelism')) ?? 1;
    case 'batch/CronJob':
      return countOf(fieldOf(spec, 'jobTemplate', 'spec', 'parallelism')) ?? 1;
    default:
      return 0;
  }
}

/** Source: https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-surge */
function surge(strategy: unknown, replicas: number): number {
  if (fieldOf(strategy, 'type') === 'Recreate') return 0;
  const stated = fieldOf(strategy, 'rollingUpdate', 'maxSurge');
  const pods = countOf(stated) ?? shareOf(stated, replicas) ?? Math.ceil(replicas / 4);
  // The new revision never has more pods than the Deployment is to have in the end.
  return Math.min(pods, replicas);
}

function shareOf(stated: unknown, replicas: number): number | undefined {
  const [, percent] = (typeof stated === 'string' && /^(\d+)%$/.exec(stated)) || [];
  return percent === undefined ? undefined : Math.ceil((Number(percent) * replicas) / 100);
}
