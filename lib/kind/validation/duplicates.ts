import type { FieldProblem } from '../schema/field-problem';
import type { OpenApiSchema } from '../schema/open-api-schema';
import { canonicalJson, type JsonObject, typeOf } from './json-type';

/**
 * The items of a set that are in it already, and those of a list by key whose key another has.
 *
 * Source: k8s.io/apiextensions-apiserver, pkg/apiserver/schema/listtype/validation.go.
 */
export function duplicatesIn(schema: OpenApiSchema, list: readonly unknown[]): readonly FieldProblem[] {
  const type = schema['x-kubernetes-list-type'];
  if (list.length < 2 || (type !== 'set' && type !== 'map')) return [];
  const keys = schema['x-kubernetes-list-map-keys'] ?? [];
  const seen = new Map<string, number>();
  return list.flatMap((item, index) => {
    const identity = type === 'set' ? item : keyOf(keys, item);
    const text = canonicalJson(identity) ?? '';
    const first = seen.get(text);
    if (first === undefined) {
      seen.set(text, index);
      return [];
    }
    return [
      {
        field: `[${index}]`,
        problem: {
          problem: `is a duplicate of item ${first}`,
          given: identity,
          allowed: type === 'set' ? 'each item once' : `items that differ in ${keys.join(' or ')}`,
        },
      },
    ];
  });
}

/** The key of an item: an item without a part of it has the key without that part. */
function keyOf(keys: readonly string[], item: unknown): JsonObject {
  if (typeOf(item) !== 'object') return {};
  const object = item as JsonObject;
  return Object.fromEntries(keys.flatMap((key) => (object[key] === undefined ? [] : [[key, object[key]]])));
}
