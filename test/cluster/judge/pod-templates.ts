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
  readonly volumes?: readonly object[];
}

/** A workload and the template of its pods. */
export interface Workload {
  readonly manifest: Manifest;
  readonly template: { readonly metadata?: object; readonly spec: PodSpec };
}

interface WithTemplate {
  readonly template?: Workload['template'];
  readonly jobTemplate?: { readonly spec: { readonly template: Workload['template'] } };
  readonly volumeClaimTemplates?: readonly { readonly metadata: { readonly name: string } }[];
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
  const claims = claimVolumes(manifest);
  const spec =
    claims.length > 0
      ? { ...template.spec, volumes: [...(template.spec.volumes ?? []), ...claims] }
      : template.spec;
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec };
}

/** The volumes that the controller of a StatefulSet adds to a pod, one for each of its claims. */
function claimVolumes({ metadata, spec }: Manifest): readonly object[] {
  const { volumeClaimTemplates = [] } = (spec ?? {}) as WithTemplate;
  return volumeClaimTemplates.map(({ metadata: { name } }) => ({
    name,
    persistentVolumeClaim: { claimName: `${name}-${metadata.name}-0` },
  }));
}
