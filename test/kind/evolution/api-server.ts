import Ajv from 'ajv';
import type { AnySchema } from '../../../lib';

type Json = unknown;
type Fields = Record<string, Json>;

const ajv = new Ajv({ strict: false, validateFormats: false, ownProperties: true });

/**
 * What an API server makes of a value that is stored: what the schema does not declare is dropped, then nulls that it does
 * not allow, and defaults are filled in. Written after pkg/apiserver/schema of k8s.io/apiextensions-apiserver.
 */
export function readAs(schema: AnySchema, stored: Json): Json {
  const value = structuredClone(stored);
  prune(value, schema);
  dropNulls(value, schema);
  fill(value, schema);
  return value;
}

/** Tells whether an API server takes a value, by ajv. */
export function validatorOf(schema: AnySchema): (value: Json) => boolean {
  return ajv.compile(jsonSchemaOf(schema));
}

function isFields(value: Json): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function keeps(schema: AnySchema | undefined): boolean {
  return schema?.['x-kubernetes-preserve-unknown-fields'] === true;
}

function prune(value: Json, schema: AnySchema | undefined): void {
  if (Array.isArray(value)) {
    for (const item of value) if (schema?.items || !keeps(schema)) prune(item, schema?.items);
  } else if (isFields(value)) {
    for (const name of Object.keys(value)) {
      const declared = fieldOf(schema, name);
      if (declared) prune(value[name], declared);
      else if (schema?.additionalProperties) prune(value[name], valuesOf(schema));
      else if (!keeps(schema)) delete value[name];
    }
  }
}

function valuesOf({ additionalProperties }: AnySchema): AnySchema | undefined {
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}

function partOf(schema: AnySchema | undefined, name: string): AnySchema | undefined {
  return fieldOf(schema, name) ?? (schema && valuesOf(schema));
}

/** A field may be called `constructor`. */
function fieldOf(schema: AnySchema | undefined, name: string): AnySchema | undefined {
  return new Map(Object.entries(schema?.properties ?? {})).get(name);
}

function dropNulls(value: Json, schema: AnySchema | undefined): void {
  if (Array.isArray(value)) for (const item of value) dropNulls(item, schema?.items);
  else if (isFields(value)) {
    for (const name of Object.keys(value)) {
      const part = partOf(schema, name);
      if (value[name] === null && part && !part.nullable && part.default === undefined) delete value[name];
      else dropNulls(value[name], part);
    }
  }
}

function fill(value: Json, schema: AnySchema | undefined): void {
  if (Array.isArray(value)) for (const item of value) fill(item, schema?.items);
  else if (isFields(value)) {
    for (const [name, part] of Object.entries(schema?.properties ?? {})) {
      const isMissing = !Object.hasOwn(value, name) || (value[name] === null && !part.nullable);
      if (part.default !== undefined && isMissing) value[name] = structuredClone(part.default);
    }
    for (const name of Object.keys(value)) fill(value[name], partOf(schema, name));
  }
}

/** A schema as ajv reads it: null is checked for nothing but whether it may be. */
function jsonSchemaOf(schema: AnySchema): object {
  const { nullable, properties, items, additionalProperties, minimum, maximum, ...rest } = schema;
  const { exclusiveMinimum, exclusiveMaximum, allOf, anyOf, oneOf, not, default: _, ...plain } = rest;
  const checked = {
    ...plain,
    ...(schema['x-kubernetes-int-or-string'] && { type: ['integer', 'string'] }),
    ...(minimum !== undefined && { [exclusiveMinimum ? 'exclusiveMinimum' : 'minimum']: minimum }),
    ...(maximum !== undefined && { [exclusiveMaximum ? 'exclusiveMaximum' : 'maximum']: maximum }),
    ...(properties && { properties: mapped(properties) }),
    ...(items && { items: jsonSchemaOf(items) }),
    ...(typeof additionalProperties === 'object' && {
      additionalProperties: jsonSchemaOf(additionalProperties),
    }),
    ...(allOf && { allOf: allOf.map(jsonSchemaOf) }),
    ...(anyOf && { anyOf: anyOf.map(jsonSchemaOf) }),
    ...(oneOf && { oneOf: oneOf.map(jsonSchemaOf) }),
    ...(not && { not: jsonSchemaOf(not) }),
  };
  return nullable ? { anyOf: [{ enum: [null] }, checked] } : checked;
}

function mapped(properties: Readonly<Record<string, AnySchema>>): object {
  return Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, jsonSchemaOf(part)]));
}
