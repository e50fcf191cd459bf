import type { AnySchema } from './definition';

/** What JSON tells apart, integers by themselves. */
export type JsonType = 'array' | 'boolean' | 'fraction' | 'integer' | 'null' | 'object' | 'string';

const ALL: readonly JsonType[] = ['array', 'boolean', 'fraction', 'integer', 'object', 'string'];

/** The schema of what is kept as an unknown field: nothing is checked, and nothing in it is dropped. */
export const ANYTHING: AnySchema = { nullable: true, 'x-kubernetes-preserve-unknown-fields': true };

/** The schema of values that have none: nothing is checked, but fields in them are dropped. */
const UNDESCRIBED: AnySchema = { nullable: true };

/** Fields of whole objects of Kubernetes, which are kept and checked whether they are declared or not. */
const TYPE_META: Readonly<Record<string, AnySchema>> = {
  apiVersion: { type: 'string' },
  kind: { type: 'string' },
};
const METADATA: AnySchema = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
const NAMES: Readonly<Record<string, AnySchema>> = {
  name: { type: 'string' },
  generateName: { type: 'string' },
};

/** The types that a schema allows. */
export function typesOf(schema: AnySchema): ReadonlySet<JsonType> {
  return new Set([...plainTypes(schema), ...(schema.nullable ? (['null'] as const) : [])]);
}

function plainTypes(schema: AnySchema): readonly JsonType[] {
  if (schema['x-kubernetes-int-or-string']) return ['integer', 'string'];
  if (schema.type === undefined) return ALL;
  return schema.type === 'number' ? ['integer', 'fraction'] : [schema.type];
}

/** The types that a schema allows, in words. */
export function typeName(schema: AnySchema): string {
  if (schema['x-kubernetes-int-or-string']) return 'integer or string';
  return schema.type ?? 'anything';
}

/** Whether a schema says nothing of the values that it allows. */
export function isUndescribed(schema: AnySchema): boolean {
  const { properties, items, additionalProperties } = schema;
  return typeName(schema) === 'anything' && !properties && !items && !additionalProperties;
}

/** A schema of a whole object of Kubernetes with its metadata declared. */
export function withMeta(schema: AnySchema): AnySchema {
  const { metadata } = schema.properties ?? {};
  const properties = { ...NAMES, ...metadata?.properties };
  return {
    ...schema,
    type: 'object',
    properties: { ...TYPE_META, ...schema.properties, metadata: { ...metadata, ...METADATA, properties } },
  };
}

/** The fields that a schema declares, with their schemas. A map, since a field may be called `constructor`. */
export function fieldsOf(schema: AnySchema): ReadonlyMap<string, AnySchema> {
  const whole = schema['x-kubernetes-embedded-resource'] ? withMeta(schema) : schema;
  return new Map(Object.entries(whole.properties ?? {}));
}

/**
 * The schema of the fields that are not declared; `undefined` where they are dropped.
 * Source: prune in k8s.io/apiextensions-apiserver, pkg/apiserver/schema/pruning/algorithm.go.
 */
export function restOf({ additionalProperties, ...schema }: AnySchema): AnySchema | undefined {
  if (typeof additionalProperties === 'object') return additionalProperties;
  if (schema['x-kubernetes-preserve-unknown-fields']) return ANYTHING;
  return additionalProperties ? UNDESCRIBED : undefined;
}

/** The schema of items. A list that keeps unknown fields keeps those of its items. */
export function itemsOf({ items = UNDESCRIBED, ...schema }: AnySchema): AnySchema {
  const keeps = schema['x-kubernetes-preserve-unknown-fields'];
  return keeps ? { ...items, 'x-kubernetes-preserve-unknown-fields': true } : items;
}
