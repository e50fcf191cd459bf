import type { RenderedObject } from '../core/rendered-object';
import { fieldOf, itemsOf } from './manifest-fields';

/** What a container is there for, by which its resources count. */
export type ContainerRole = 'main' | 'sidecar' | 'init';

/** A container in a manifest. */
export interface PodContainer {
  /** Where it is: `spec.template.spec.containers[0]`. */
  readonly field: string;
  /** What it is there for. */
  readonly role: ContainerRole;
  /** The container, of whatever shape. */
  readonly container: unknown;
}

const TEMPLATE = ['spec', 'template', 'spec'];

/** Where the kinds that make pods say what is in them. */
const POD_SPECS: Readonly<Record<string, readonly string[]>> = {
  '/Pod': ['spec'],
  '/ReplicationController': TEMPLATE,
  'apps/DaemonSet': TEMPLATE,
  'apps/Deployment': TEMPLATE,
  'apps/ReplicaSet': TEMPLATE,
  'apps/StatefulSet': TEMPLATE,
  'batch/CronJob': ['spec', 'jobTemplate', ...TEMPLATE],
  'batch/Job': TEMPLATE,
};

/** The containers of the pods of an object, in the order in which they start; `undefined` where it makes no pods. */
export function containersOf({ group, kind, manifest }: RenderedObject): readonly PodContainer[] | undefined {
  const path = POD_SPECS[`${group}/${kind}`];
  if (!path) return undefined;
  const pod = fieldOf(manifest, ...path);
  if (typeof pod !== 'object' || pod === null) return undefined;
  return (['initContainers', 'containers'] as const).flatMap((list) =>
    itemsOf(fieldOf(pod, list)).map((container, index) => ({
      field: `${path.join('.')}.${list}[${index}]`,
      role: roleOf(list, container),
      container,
    })),
  );
}

function roleOf(list: 'initContainers' | 'containers', container: unknown): ContainerRole {
  if (list === 'containers') return 'main';
  return fieldOf(container, 'restartPolicy') === 'Always' ? 'sidecar' : 'init';
}
