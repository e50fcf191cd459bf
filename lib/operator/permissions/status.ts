import type { ApiResource } from '../../core/api-resources';

/** Built-in kinds without a status of their own to write, by group. */
const WITHOUT_STATUS: Readonly<Record<string, readonly string[]>> = {
  '': ['configmaps', 'endpoints', 'events', 'limitranges', 'podtemplates', 'secrets', 'serviceaccounts'],
  'admissionregistration.k8s.io': [
    'mutatingadmissionpolicies',
    'mutatingadmissionpolicybindings',
    'mutatingwebhookconfigurations',
    'validatingadmissionpolicybindings',
    'validatingwebhookconfigurations',
  ],
  apps: ['controllerrevisions'],
  // Reviews are answered and never stored.
  'authentication.k8s.io': ['tokenreviews'],
  'authorization.k8s.io': ['localsubjectaccessreviews', 'selfsubjectaccessreviews', 'subjectaccessreviews'],
  'coordination.k8s.io': ['leases'],
  'discovery.k8s.io': ['endpointslices'],
  'events.k8s.io': ['events'],
  'networking.k8s.io': ['ingressclasses', 'ipaddresses', 'networkpolicies'],
  'node.k8s.io': ['runtimeclasses'],
  'rbac.authorization.k8s.io': ['clusterrolebindings', 'clusterroles', 'rolebindings', 'roles'],
  'resource.k8s.io': ['deviceclasses', 'resourceclaimtemplates', 'resourceslices'],
  'scheduling.k8s.io': ['priorityclasses'],
  'storage.k8s.io': ['csidrivers', 'csistoragecapacities', 'storageclasses', 'volumeattributesclasses'],
};

/** Whether objects of a kind have a status that is written apart; those of custom kinds do. */
export function hasStatus({ group, plural }: Pick<ApiResource, 'group' | 'plural'>): boolean {
  return !WITHOUT_STATUS[group]?.includes(plural);
}
