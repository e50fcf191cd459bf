import type { Finding } from '../core/check';
import { fieldOf } from '../core/manifest-fields';
import type { RenderedObject } from '../core/rendered-object';
import { PLATFORM_LABEL } from './platform-label';
import { isOfPlatform, ownerOf, type Tenants } from './project-owner';

/** The project of Applications that name none, which permits everything to everybody unless somebody changed it. */
const DEFAULT_PROJECT = 'default';

/**
 * What delivers to a namespace of a tenant is bounded by a project of that tenant, or of the platform: by any other, who
 * writes its repositories would write there as well. A project that is not in the app is known to whoever has it alone.
 */
export function judgeApplication(
  application: RenderedObject,
  projects: readonly RenderedObject[],
  tenants: Tenants,
): readonly Finding[] {
  const { spec } = application.manifest;
  const namespace = fieldOf(spec, 'destination', 'namespace');
  const tenant = tenants.map.of(String(namespace));
  if (!tenant) return [];
  const name = String(fieldOf(spec, 'project') || DEFAULT_PROJECT);
  const project = projects.find((object) => object.name === name);
  if (project ? isFor(project, tenant.name, tenants) : name !== DEFAULT_PROJECT) return [];
  return [
    {
      path: application.path,
      prop: 'spec.project',
      problem: `is neither of tenant ${tenant.name} nor of the platform, and delivers to namespace ${namespace} of that tenant`,
      given: name,
      allowed: `a project with the label of the tenant, as TenantProject makes, or with ${PLATFORM_LABEL}: "true"`,
    },
  ];
}

function isFor(project: RenderedObject, tenant: string, tenants: Tenants): boolean {
  const { tenants: owners } = ownerOf(project, tenants);
  return owners.length > 0 ? owners.some(({ name }) => name === tenant) : isOfPlatform(project);
}
