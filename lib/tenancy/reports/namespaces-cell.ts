import type { TenantFacts } from '../tenants';

/** How many namespaces are told one by one, where they are those of all tenants. */
const TOLD = 12;

/** Namespaces for a cell of a report: by name, or in words where they are many and all that tenants have. */
export function namespacesCell(
  namespaces: readonly string[],
  tenants: readonly TenantFacts[],
): readonly string[] {
  if (namespaces.length <= TOLD) return namespaces;
  const rest = new Set(tenants.flatMap((tenant) => tenant.namespaces));
  const isOfTenants = namespaces.every((namespace) => rest.delete(namespace));
  return isOfTenants && rest.size === 0 ? [`all ${namespaces.length} namespaces of tenants`] : namespaces;
}
