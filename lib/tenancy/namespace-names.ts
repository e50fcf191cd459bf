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
