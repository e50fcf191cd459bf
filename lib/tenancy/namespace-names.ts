import { PlatformError } from '../core/errors';
import { checkName } from '../core/names';

/**
 * Refuses a map by namespace that has others than those of the tenant.
 * @throws PlatformError without a path
 */
export function refuseOthers(map: Readonly<Record<string, unknown>>, namespaces: readonly string[]): void {
  const other = Object.keys(map).find((name) => !namespaces.includes(name));
  if (other === undefined) return;
  throw new PlatformError({
    problem: 'names no namespace of the tenant',
    given: other,
    allowed: `one of ${namespaces.join(', ')}`,
  });
}

/**
 * Returns the names of a tenant's namespaces when they may have them.
 * @throws PlatformError without a path, for no name, for one twice, and for one that no namespace of a tenant may have
 */
export function checkTenantNamespaces(names: readonly string[]): readonly string[] {
  if (names.length === 0 || new Set(names).size < names.length) {
    throw new PlatformError({
      problem: 'is empty or names a namespace twice',
      given: names,
      allowed: 'at least one name, each once',
    });
  }
  return names.map(checkTenantNamespace);
}

/**
 * Returns the name when a namespace of tenants may have it.
 * @throws PlatformError without a path, for an invalid name and for one that is the cluster's own
 */
export function checkTenantNamespace(name: string): string {
  checkName('dns-label', name);
  if (name !== 'default' && !name.startsWith('kube-')) return name;
  throw new PlatformError({
    problem: "is the cluster's own",
    given: name,
    allowed: 'any name but `default` and those that start with `kube-`',
  });
}
