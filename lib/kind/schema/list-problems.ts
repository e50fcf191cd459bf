import type { Problem } from '../../core/errors';
import type { OpenApiSchema } from './open-api-schema';

const LIST_TYPES: readonly unknown[] = ['atomic', 'map', 'set'];

/**
 * What is wrong with the schema of a list.
 *
 * Sources: ValidateCustomResourceDefinitionOpenAPISchema and validateMapListKeysMapSet in
 * k8s.io/apiextensions-apiserver, pkg/apis/apiextensions/validation/validation.go.
 */
export function* listProblems(schema: OpenApiSchema): Generator<Problem> {
  const { items, 'x-kubernetes-list-type': type = 'atomic' } = schema;
  if (!items) yield { problem: 'is a list whose items have no schema' };
  if (!LIST_TYPES.includes(type)) {
    yield { problem: 'has a list type that is none', given: type, allowed: LIST_TYPES.join(', ') };
  }
  if (type !== 'atomic' && items?.nullable) {
    yield {
      problem: `is a list of type ${type} whose items may be null`,
      allowed: 'items that are never null',
    };
  }
  if (type === 'set' && (items?.type === 'object' || items?.type === 'array')) {
    yield {
      problem: `is a set of ${items.type === 'object' ? 'objects' : 'lists'}`,
      allowed: 'sets of single values, or x-kubernetes-list-type "map"',
    };
  }
  yield* keyProblems(schema);
}

function* keyProblems(schema: OpenApiSchema): Generator<Problem> {
  const { items, 'x-kubernetes-list-map-keys': keys = [] } = schema;
  if ((schema['x-kubernetes-list-type'] === 'map') !== keys.length > 0) {
    yield {
      problem: 'has either x-kubernetes-list-type "map" or x-kubernetes-list-map-keys without the other',
    };
  }
  for (const [index, key] of keys.entries()) {
    const part = items?.properties?.[key];
    if (keys.indexOf(key) !== index) yield { problem: 'has a list-map key twice', given: key };
    if (!part || !(items?.required?.includes(key) || part.default !== undefined)) {
      yield {
        problem: 'has a list-map key that its items may lack',
        given: key,
        allowed: 'fields that are required or have a default',
      };
    } else if (part.nullable || part.type === 'object' || part.type === 'array') {
      yield {
        problem: 'has a list-map key that is no single value',
        given: key,
        allowed: 'fields of type string, integer, number or boolean that are never null',
      };
    }
  }
}
