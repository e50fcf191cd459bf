import type { ComputeResources } from '../../workload/resources';

/** What a container of a tenant gets that states no resources, unless the tenant says otherwise. */
export const CONTAINER_DEFAULTS: ComputeResources = {
  requests: { cpu: '100m', memory: '128Mi' },
  limits: { memory: '256Mi' },
};
