import { PlatformError } from '../../core/errors';
import { hasLabels, type StringMap } from '../../core/labels';
import type { PodSpec } from '../../core/plain';
import type { ObjectIndex, RenderedObject } from '../../core/rendered-object';
import { heldRoles } from '../../rbac/held-roles';
import type { Rule } from '../../rbac/rule';
import { subjectKey } from '../../rbac/subject';

/** Which operator is meant. */
export interface OperatorName {
  /** Name of its Deployment or StatefulSet. */
  readonly name: string;
  /** Namespace that it runs in. */
  readonly namespace: string;
}

/** What runs the pods of an operator, as far as it is read here. */
interface WorkloadSpec {
  readonly replicas?: number;
  readonly strategy?: {
    readonly type?: string;
    readonly rollingUpdate?: { readonly maxUnavailable?: number | string };
  };
  readonly template: { readonly metadata?: { readonly labels?: StringMap }; readonly spec: PodSpec };
}

/** A CustomResourceDefinition, as far as it is read here. */
export interface DefinitionSpec {
  readonly group: string;
  readonly names: { readonly kind: string; readonly plural: string };
  readonly conversion?: { readonly strategy?: string };
  readonly versions: readonly {
    readonly name: string;
    readonly subresources?: { readonly status?: object; readonly scale?: object };
    readonly schema?: { readonly openAPIV3Schema?: Schema };
  }[];
}

/** A schema, as far as it is read here. */
export interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
}

/** The install of one operator, read from the objects of an app alone, whatever made them. */
export class OperatorInstall {
  /** What runs its pods. */
  readonly workload: WorkloadSpec;
  /** What its account may do anywhere. */
  readonly rules: readonly Rule[];

  /** @throws PlatformError without a path when nothing runs under its name */
  constructor(
    private readonly objects: ObjectIndex,
    readonly operator: OperatorName,
  ) {
    const { name, namespace } = operator;
    const found = ['Deployment', 'StatefulSet']
      .flatMap((kind) => objects.ofKind('apps', kind))
      .find((object) => object.name === name && object.namespace === namespace);
    if (!found) {
      throw new PlatformError({
        problem: 'is no operator of the app: no Deployment or StatefulSet has its name',
        given: `${namespace}/${name}`,
        allowed: 'the name and namespace of an Operator',
      });
    }
    this.workload = specOf<WorkloadSpec>(found);
    const account = `ServiceAccount ${namespace}/${this.pod.serviceAccountName ?? 'default'}`;
    this.rules = heldRoles(objects).flatMap(({ subjects, namespace: home, rules = [] }) =>
      subjects.some((subject) => subjectKey(subject, home) === account) ? rules : [],
    );
  }

  /** Its pods. */
  get pod(): PodSpec {
    return this.workload.template.spec;
  }

  /** How many pods it has. */
  get replicas(): number {
    return this.workload.replicas ?? 1;
  }

  /** Objects of a kind in its namespace. */
  own(group: string, kind: string): readonly RenderedObject[] {
    return this.objects.ofKind(group, kind).filter(({ namespace }) => namespace === this.operator.namespace);
  }

  /** Whether a selector selects its pods. */
  selects(labels: StringMap | undefined): boolean {
    return isPartOf(labels, this.workload.template.metadata?.labels);
  }

  /** The Services of its pods. */
  get services(): readonly RenderedObject[] {
    return this.own('', 'Service').filter((service) =>
      this.selects(specOf<{ selector?: StringMap }>(service).selector),
    );
  }

  /** Whether it may do something with a resource, in its own namespace at least. */
  may(verb: string, group: string, resource: string): boolean {
    return this.rules.some(
      ({ verbs, apiGroups, resources }) =>
        has(verbs, verb) && has(apiGroups, group) && has(resources, resource),
    );
  }

  /** What it keeps: resources that it both creates and changes, each as group and resource. */
  get keeps(): readonly (readonly [group: string, resource: string])[] {
    const written = new Map<string, readonly [string, string]>();
    for (const { verbs, apiGroups, resources } of this.rules) {
      if (!verbs.includes('create')) continue;
      for (const group of apiGroups)
        for (const resource of resources) written.set(`${group}/${resource}`, [group, resource]);
    }
    return [...written.values()].filter(([group, resource]) =>
      ['patch', 'update'].some((verb) => this.may(verb, group, resource)),
    );
  }

  /** The kinds that it reconciles, by what it may write the status of; each with its definition, if the app has it. */
  get reconciled(): readonly { readonly name: string; readonly definition?: RenderedObject }[] {
    const names = this.rules
      .filter(({ verbs }) => ['patch', 'update', '*'].some((verb) => verbs.includes(verb)))
      .flatMap(({ apiGroups, resources }) =>
        resources
          .filter((resource) => resource.endsWith('/status'))
          .flatMap((resource) =>
            apiGroups.map((group) => `${resource.slice(0, -'/status'.length)}.${group}`),
          ),
      );
    const definitions = this.objects.ofKind('apiextensions.k8s.io', 'CustomResourceDefinition');
    return [...new Set(names)].map((name) => ({
      name,
      definition: definitions.find((definition) => definition.name === name),
    }));
  }

  /** The definitions of the kinds that it reconciles. */
  get definitions(): readonly RenderedObject[] {
    return this.reconciled.flatMap(({ definition }) => (definition ? [definition] : []));
  }
}

/** The spec of an object. */
export function specOf<T>({ manifest }: RenderedObject): T {
  return (manifest.spec ?? {}) as T;
}

/** Whether labels that are asked for are among others; no labels ask for nothing. */
export function isPartOf(wanted: StringMap | undefined, labels: StringMap | undefined): boolean {
  return wanted !== undefined && Object.keys(wanted).length > 0 && hasLabels(wanted, labels);
}

function has(list: readonly string[], item: string): boolean {
  return list.includes(item) || list.includes('*');
}
