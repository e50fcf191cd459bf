import type { Finding } from '../../core/check';
import { podSecurityLabel } from '../../core/pod-security';
import type { ObjectIndex } from '../../core/rendered-object';
import { OUTSIDE_OF_TENANTS, TENANT_LEVELS } from '../pod-security';
import type { TenantMap } from '../tenant-map';

const ENFORCE = podSecurityLabel('enforce');

/**
 * No namespace of a tenant admits pods on the network of their node, where no policy holds, whoever creates them. One that
 * states no level has that of the cluster, which is `privileged` unless its administrators say otherwise.
 * Source: https://kubernetes.io/docs/tasks/configure-pod-container/enforce-standards-admission-controller/
 */
export function levelFindings(objects: ObjectIndex, tenants: TenantMap): readonly Finding[] {
  return objects.ofKind('', 'Namespace').flatMap(({ path, name, manifest }): readonly Finding[] => {
    const tenant = tenants.of(name);
    const level = manifest.metadata.labels?.[ENFORCE];
    if (!tenant || TENANT_LEVELS.includes(`${level}`)) return [];
    return [
      {
        path,
        prop: `metadata.labels["${ENFORCE}"]`,
        problem: `lets pods of tenant ${tenant.name} be on the network of the node, where no policy isolates them`,
        given: level,
        allowed: TENANT_LEVELS.join(', '),
        fix: `leave it to \`podSecurity\` of the tenant; ${OUTSIDE_OF_TENANTS}`,
      },
    ];
  });
}
