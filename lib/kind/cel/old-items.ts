import type { OpenApiSchema } from '../schema/open-api-schema';

type Item = Readonly<Record<string, unknown>>;

/**
 * Finds what an item of a list was before, by its keys: only lists of type `map` tell. Of several with the same keys,
 * it is the first.
 * Source: makeMapList in k8s.io/apiextensions-apiserver, pkg/apiserver/schema/cel/maplist.go.
 */
export function oldItems(schema: OpenApiSchema, old: unknown): (item: unknown) => unknown {
  const keys = schema['x-kubernetes-list-map-keys'] ?? [];
  if (schema['x-kubernetes-list-type'] !== 'map' || keys.length === 0 || !Array.isArray(old))
    return () => undefined;
  const found = new Map<string, unknown>();
  for (const item of old) {
    const identity = identityOf(item, keys);
    if (identity !== undefined && !found.has(identity)) found.set(identity, item);
  }
  return (item) => found.get(identityOf(item, keys) ?? '');
}

/** `undefined` for an item that lacks a key, or whose key is no scalar. */
function identityOf(item: unknown, keys: readonly string[]): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  const values = keys.map((key) => (item as Item)[key]);
  const isKeyed = values.every((value) => ['boolean', 'number', 'string'].includes(typeof value));
  return isKeyed ? JSON.stringify(values) : undefined;
}
