import { PlatformError } from '../core/errors';

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
