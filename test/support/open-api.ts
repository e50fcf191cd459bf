import { FORMATS } from './go-formats';

/** The part of OpenAPI that Kubernetes and its CustomResourceDefinitions use. */
export interface OpenApiSchema {
  readonly [keyword: string]: unknown;
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly nullable?: boolean;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, OpenApiSchema>>;
  readonly additionalProperties?: boolean | OpenApiSchema;
  readonly items?: OpenApiSchema;
  readonly not?: OpenApiSchema;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-embedded-resource'?: boolean;
}

/** A JSON Schema, as ajv takes it. */
export interface JsonSchema {
  [keyword: string]: unknown;
}

const META = 'io.k8s.apimachinery.pkg.apis.meta.v1';
const OBJECT_META = `${META}.ObjectMeta`;

const TIMESTAMP: JsonSchema = { type: ['string', 'null'], format: 'date-time' };

/** Go types with a JSON form of their own, which their definition does not tell. */
export const SPECIAL: Readonly<Record<string, JsonSchema>> = {
  [`${META}.Time`]: TIMESTAMP,
  [`${META}.MicroTime`]: TIMESTAMP,
  [`${META}.FieldsV1`]: { type: 'object' },
  'io.k8s.apimachinery.pkg.runtime.RawExtension': { type: 'object' },
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { type: ['string', 'number'], format: 'quantity' },
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { type: ['integer', 'string'], format: 'int32' },
};

const COPIED = [
  ...['required', 'enum', 'pattern', 'multipleOf', 'uniqueItems', 'minLength', 'maxLength'],
  ...['minItems', 'maxItems', 'minProperties', 'maxProperties'],
];

/** Whether a value is an object, rather than a list or a scalar. */
export function isObject(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Maps the values of an object. */
export function mapValues<T, U>(
  values: Readonly<Record<string, T>>,
  map: (value: T) => U,
): Record<string, U> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));
}

/** OpenAPI 3.0 says "exclusive" with a boolean beside the limit, JSON Schema with a limit of its own. */
function limits(schema: OpenApiSchema): JsonSchema {
  const result: JsonSchema = {};
  if ('minimum' in schema) {
    result[schema.exclusiveMinimum === true ? 'exclusiveMinimum' : 'minimum'] = schema.minimum;
  }
  if ('maximum' in schema) {
    result[schema.exclusiveMaximum === true ? 'exclusiveMaximum' : 'maximum'] = schema.maximum;
  }
  return result;
}

function types(schema: OpenApiSchema): JsonSchema {
  const type = schema['x-kubernetes-int-or-string'] ? ['integer', 'string'] : [schema.type ?? []].flat();
  if (type.length === 0) return {};
  return { type: schema.nullable ? [...type, 'null'] : type };
}

/** What holds of a value whether or not its fields are declared here. */
function constraints(schema: OpenApiSchema, nested: (schema: OpenApiSchema) => JsonSchema): JsonSchema {
  const result: JsonSchema = { ...types(schema), ...limits(schema) };
  for (const keyword of COPIED) {
    if (keyword in schema) result[keyword] = schema[keyword];
  }
  // The API server, too, takes a format it does not know for a remark.
  if (schema.format !== undefined && schema.format in FORMATS) result.format = schema.format;
  if (schema.properties) result.properties = mapValues(schema.properties, nested);
  if (schema.items) result.items = nested(schema.items);
  if (typeof schema.additionalProperties === 'object') {
    result.additionalProperties = nested(schema.additionalProperties);
  }
  if (schema.not) result.not = condition(schema.not);
  for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
    // With int-or-string, `anyOf` only repeats the two types and would triple every message.
    if (keyword === 'anyOf' && schema['x-kubernetes-int-or-string']) continue;
    const branches = schema[keyword];
    if (Array.isArray(branches)) result[keyword] = branches.map(condition);
  }
  return result;
}

/** A branch of `allOf` and its kin: it restricts fields that are declared outside it, so it stays open. */
function condition(schema: OpenApiSchema): JsonSchema {
  return constraints(schema, condition);
}

/** A schema that declares fields: what it does not declare is unknown, unless it says to preserve that. */
export function declaration(schema: OpenApiSchema): JsonSchema {
  if (schema.$ref !== undefined) return { $ref: schema.$ref.replace('#/definitions/', '') };
  if (schema['x-kubernetes-embedded-resource']) return resource(schema);
  const result = constraints(schema, declaration);
  const open = schema['x-kubernetes-preserve-unknown-fields'] || schema.additionalProperties === true;
  if (schema.type === 'object' && !open) result.additionalProperties ??= false;
  return result;
}

/** A whole object, whose type and metadata Kubernetes declares even where the schema does not. */
export function resource(schema: OpenApiSchema): JsonSchema {
  const { metadata, ...properties } = schema.properties ?? {};
  const result = declaration({ ...schema, properties, 'x-kubernetes-embedded-resource': false });
  const text = { type: 'string', minLength: 1 };
  const allOf = [{ $ref: OBJECT_META }, ...(metadata ? [condition(metadata)] : [])];
  result.properties = { apiVersion: text, kind: text, ...(result.properties ?? {}), metadata: { allOf } };
  result.required = [...new Set([...(schema.required ?? []), 'apiVersion', 'kind'])];
  return result;
}
