import type { Cluster } from '../../core/cluster';
import type { AdmissionPolicyProps } from '../../policy/admission-policy';
import { celText } from '../../policy/literal';
import type { PolicyVariable } from '../../policy/policy-body';

/** Who is free of a guard rail, beside the controllers of Kubernetes. `nobody` leaves out even these. */
export type Exempt = 'administrators' | 'administrators and operators' | 'nobody';

/** What all tenants share, as guard rails need to know it. */
export interface SharedFacts {
  /** The cluster. */
  readonly cluster: Cluster;
  /** Further namespaces that pods of every tenant may exchange connections with. */
  readonly sharedNamespaces: readonly string[];
  /** Namespaces of the accounts of operators, whose pods may connect to what they run. */
  readonly operatorNamespaces: readonly string[];
  /** ClusterRoles that members may bind in their namespaces. */
  readonly clusterRoles: readonly string[];
  /** Keys of further labels of tenants' namespaces that are kept. */
  readonly namespaceLabels: readonly string[];
}

/** A rule that holds all tenants. */
export interface GuardRail
  extends Pick<
    AdmissionPolicyProps,
    'except' | 'judgedAtSynth' | 'kinds' | 'namespaceSelector' | 'operations' | 'validations' | 'variables'
  > {
  /** Name: of its policy, with `tenant-` before it. */
  readonly name: string;
  /** What it does, for reports, as a phrase: `images come from registries of the tenant`. */
  readonly does: string;
  /** Who is free of it. */
  readonly exempt: Exempt;
}

/** The annotations of an object's namespace; none where it has none. */
export const BOUNDS: PolicyVariable = {
  name: 'bounds',
  expression: 'has(namespaceObject.metadata.annotations) ? namespaceObject.metadata.annotations : {}',
};

/** A list that an annotation of the namespace states; empty where it has none. It takes {@link BOUNDS} before it. */
export function bound(annotation: string, separator = ','): string {
  const key = celText(annotation);
  return `(${key} in variables.bounds ? variables.bounds[${key}].split(${celText(separator)}) : [])`;
}

/** A field of an object, or something else where the object does not have it. */
export function fieldOr(object: string, field: string, otherwise: string): string {
  return `(has(${object}.${field}) ? ${object}.${field} : ${otherwise})`;
}
