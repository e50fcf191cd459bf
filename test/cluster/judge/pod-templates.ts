import type { Manifest } from '../../../lib';

/** A container, as far as admission changes it. */
export interface Container {
  readonly name: string;
  readonly resources?: { readonly requests?: object; readonly limits?: object };
}

/** The spec of a pod, as far as it is judged. */
export interface PodSpec {
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
}

/** A workload and the template of its pods. */
export interface Workload {
  readonly manifest: Manifest;
  readonly template: { readonly metadata?: object; readonly spec: PodSpec };
}

interface WithTemplate {
  readonly template?: Workload['template'];
  readonly jobTemplate?: { readonly spec: { readonly template: Workload['template'] } };
}

/** Everything among objects that makes pods, whatever its kind is. */
export function workloadsOf(objects: readonly Manifest[]): readonly Workload[] {
  return objects.flatMap((manifest) => {
    if (manifest.kind === 'CustomResourceDefinition') return [];
    const { template, jobTemplate } = (manifest.spec ?? {}) as WithTemplate;
    const found = jobTemplate?.spec.template ?? template;
    return found && 'containers' in (found.spec ?? {}) ? [{ manifest, template: found }] : [];
  });
}

/** A pod of a workload, as its controller would create it; its name is no part of that. */
export function podOf({ manifest, template }: Workload): Manifest {
  const metadata = { ...template.metadata, name: 'judged', namespace: manifest.metadata.namespace };
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: template.spec };
}
