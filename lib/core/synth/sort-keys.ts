import { canonicalMap } from '../canonical';
import type { Manifest } from '../rendered-object';

/**
 * Sorts the keys of a manifest as cdk8s does by default: `apiVersion`, `kind` and `metadata` first, the others by name.
 * For where cdk8s is told not to by `CDK8S_DISABLE_SORT`: the same code must give the same bytes on any machine.
 */
export function sortKeys({ apiVersion, kind, metadata, ...body }: Manifest): Manifest {
  return { apiVersion, kind, metadata: sorted(metadata), ...sorted(body) };
}

function sorted<T>(value: T): T {
  if (Array.isArray(value)) return value.map(sorted) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, nested]): [string, unknown] => [key, sorted(nested)]);
  return canonicalMap(Object.fromEntries(entries)) as T;
}
