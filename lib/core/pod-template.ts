import { fieldOf, itemsOf } from './manifest-fields';
import type { RenderedObject } from './rendered-object';

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

/** The pods that an object makes, as far as its manifest says. */
export interface PodTemplate {
  /** Where the spec of the pods is: `spec.template.spec`. */
  readonly field: string;
  /** The spec of the pods, of whatever shape. */
  readonly spec: object;
  /** The metadata of the pods, of whatever shape; that of the object itself for a Pod. */
  readonly metadata: unknown;
}

/** The pods that an object makes; `undefined` where it makes none. */
export function podTemplateOf({ group, kind, manifest }: RenderedObject): PodTemplate | undefined {
  const path = POD_SPECS[`${group}/${kind}`];
  if (!path) return undefined;
  const spec = fieldOf(manifest, ...path);
  if (typeof spec !== 'object' || spec === null) return undefined;
  return { field: path.join('.'), spec, metadata: fieldOf(manifest, ...path.slice(0, -1), 'metadata') };
}

/** The containers of the pods of an object, in the order in which they start; `undefined` where it makes no pods. */
export function containersOf(object: RenderedObject): readonly PodContainer[] | undefined {
  const template = podTemplateOf(object);
  if (!template) return undefined;
  return (['initContainers', 'containers'] as const).flatMap((list) =>
    itemsOf(fieldOf(template.spec, list)).map((container, index) => ({
      field: `${template.field}.${list}[${index}]`,
      role: roleOf(list, container),
      container,
    })),
  );
}

function roleOf(list: 'initContainers' | 'containers', container: unknown): ContainerRole {
  if (list === 'containers') return 'main';
  return fieldOf(container, 'restartPolicy') === 'Always' ? 'sidecar' : 'init';
}
