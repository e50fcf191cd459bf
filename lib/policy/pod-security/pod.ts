import { fieldOf, itemsOf } from '../../core/manifest-fields';
import type { PodTemplate } from '../../core/pod-template';

/** Something in a pod, and where it is. */
export interface Part {
  /** Where it is: `spec.template.spec.containers[0]`. */
  readonly field: string;
  /** What is there, of whatever shape; `undefined` where nothing is, or null, which is the same to the API server. */
  readonly value: unknown;
}

const CONTAINERS = ['initContainers', 'containers', 'ephemeralContainers'] as const;

/** A pod as the checks of the Pod Security Standards look at it. */
export class Pod {
  /** Its containers of every sort, those that are there for debugging as well. */
  readonly containers: readonly Part[];
  /** The security context of each container. */
  readonly containerContexts: readonly Part[];
  /** The security context of the pod, and that of each container. */
  readonly contexts: readonly Part[];

  constructor(private readonly template: PodTemplate) {
    this.containers = CONTAINERS.flatMap((list) =>
      // What is no object is no container: the API server refuses it for that.
      itemsAt({ field: template.field, value: template.spec }, list).filter(
        ({ value }) => typeof value === 'object' && value !== null,
      ),
    );
    this.containerContexts = this.containers.map((container) => at(container, 'securityContext'));
    this.contexts = [this.part('securityContext'), ...this.containerContexts];
  }

  /** Whether it says that it runs on Windows, which has no Linux security context. */
  get isWindows(): boolean {
    return this.part('os', 'name').value === 'windows';
  }

  /** Whether it runs in a user namespace, in which root is nobody outside. */
  get hasUserNamespace(): boolean {
    return this.part('hostUsers').value === false;
  }

  /** A field of its spec. */
  part(...path: readonly string[]): Part {
    return at({ field: this.template.field, value: this.template.spec }, ...path);
  }

  /** Its annotations. */
  get annotations(): readonly (readonly [key: string, annotation: Part])[] {
    const field = `${this.template.field.slice(0, -'spec'.length)}metadata.annotations`;
    const annotations = fieldOf(this.template.metadata, 'annotations') ?? {};
    return Object.entries(annotations).map(([key, value]) => [key, { field: `${field}['${key}']`, value }]);
  }
}

/** What is at a path below a part. */
export function at({ field, value }: Part, ...path: readonly string[]): Part {
  return { field: [field, ...path].join('.'), value: fieldOf(value, ...path) ?? undefined };
}

/** The items of a list below a part. */
export function itemsAt(part: Part, ...path: readonly string[]): readonly Part[] {
  const list = at(part, ...path);
  return itemsOf(list.value).map((value, index) => ({ field: `${list.field}[${index}]`, value }));
}
