import type { IConstruct } from 'constructs';
import { addAppCheck } from '../core/app-check';
import type { Check, Finding } from '../core/check';
import { TENANT_LABEL } from './labels';
import { tenantMapOf } from './tenant-map';

/**
 * A namespace is of a tenant by the construct that declares it, and to the cluster, guard rails and Argo CD by its label: the
 * two say the same, or what is proved of the one would not hold for the other.
 */
export function tenantLabelCheck(app: IConstruct): Check {
  return (objects) => {
    const tenants = tenantMapOf(objects, app);
    return objects.ofKind('', 'Namespace').flatMap(({ path, name, manifest }): readonly Finding[] => {
      const given = manifest.metadata.labels?.[TENANT_LABEL];
      const owner = tenants.of(name)?.name;
      if (given === owner) return [];
      return [
        {
          path,
          prop: `metadata.labels["${TENANT_LABEL}"]`,
          problem: owner
            ? `is to be of tenant ${owner}, to which the namespace belongs`
            : 'says that the namespace is of a tenant, and no Tenant has it',
          given,
          allowed: owner ?? 'the label on namespaces that a Tenant declares, which sets it itself',
          fix: owner ? 'leave the label to the Tenant' : 'give the namespace to a Tenant by `namespaces`',
        },
      ];
    });
  };
}

addAppCheck(tenantLabelCheck);
