import type { StringMap } from '../../core/labels';
import { fieldOf, itemsOf } from '../../core/manifest-fields';
import { podTemplateOf } from '../../core/pod-template';
import type { ObjectIndex, RenderedObject } from '../../core/rendered-object';
import type { Protocol } from '../port';
import type { NamedPort } from './rule-ports';

/** The pods of an object that makes pods, as policies see them. */
export interface WorkloadPods {
  /** Path of its construct. */
  readonly path: string;
  /** Kind of the object. */
  readonly kind: string;
  /** Name of the object. */
  readonly name: string;
  /** Namespace of the pods. */
  readonly namespace: string;
  /** Labels of the pods. */
  readonly labels: StringMap;
  /** Ports that their containers name. */
  readonly ports: readonly NamedPort[];
  /** Whether they are on the network of their node, where no policy holds. */
  readonly hostNetwork: boolean;
}

/** The pods of every object of the app that makes pods. */
export function workloadsOf(objects: ObjectIndex): readonly WorkloadPods[] {
  return objects.all.flatMap((object) => {
    const pods = podsOf(object);
    return pods ? [pods] : [];
  });
}

function podsOf(object: RenderedObject): WorkloadPods | undefined {
  const template = podTemplateOf(object);
  if (!template) return undefined;
  const { path, kind, name, namespace = 'default' } = object;
  const labels = Object.entries(fieldOf(template.metadata, 'labels') ?? {});
  return {
    path,
    kind,
    name,
    namespace,
    labels: Object.fromEntries(labels.map(([key, value]) => [key, String(value)])),
    ports: namedPortsOf(template.spec),
    hostNetwork: fieldOf(template.spec, 'hostNetwork') === true,
  };
}

function namedPortsOf(spec: object): readonly NamedPort[] {
  return ['initContainers', 'containers'].flatMap((list) =>
    itemsOf(fieldOf(spec, list)).flatMap((container) =>
      itemsOf(fieldOf(container, 'ports')).flatMap((item): readonly NamedPort[] => {
        const [name, port, protocol = 'TCP'] = ['name', 'containerPort', 'protocol'].map((key) =>
          fieldOf(item, key),
        );
        return typeof name === 'string' && typeof port === 'number'
          ? [{ name, port, protocol: protocol as Protocol }]
          : [];
      }),
    ),
  );
}
