import type { OpenApiSchema } from '../schema/open-api-schema';
import type { JsonObject } from './json-type';
import { partOf } from './part';

/**
 * A value as the API server checks and stores it: a null where none is allowed counts as left out, and what is left
 * out has its default. Returns the value itself where nothing changes; what it returns must not be changed, as parts
 * of it belong to the schema.
 *
 * Source: k8s.io/apiextensions-apiserver, pkg/apiserver/schema/defaulting, algorithm.go and prunenulls.go.
 */
export function complete(schema: OpenApiSchema, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? completeList(schema, value) : completeObject(schema, value as JsonObject);
}

function completeList({ items }: OpenApiSchema, list: readonly unknown[]): readonly unknown[] {
  if (!items) return list;
  let copy: unknown[] | undefined;
  for (let index = 0; index < list.length; index++) {
    const item = list[index];
    // An item cannot be left out: without a default, a null stays, and is wrong.
    const done = isNoNull(items, item) ? (defaultOf(items) ?? null) : complete(items, item);
    if (done === item) continue;
    copy ??= [...list];
    copy[index] = done;
  }
  return copy ?? list;
}

function completeObject(schema: OpenApiSchema, object: JsonObject): JsonObject {
  let copy: Record<string, unknown> | undefined;
  for (const key of Object.keys(object)) {
    const part = partOf(schema, key);
    if (!part) continue;
    const field = object[key];
    const done = isNoNull(part, field) ? defaultOf(part) : complete(part, field);
    if (done === field) continue;
    copy ??= { ...object };
    if (done === undefined) delete copy[key];
    else copy[key] = done;
  }
  for (const [key, part] of defaultsOf(schema)) {
    if (object[key] !== undefined) continue;
    copy ??= { ...object };
    copy[key] = defaultOf(part);
  }
  return copy ?? object;
}

/** A default of null is none. */
function defaultOf(schema: OpenApiSchema): unknown {
  return complete(schema, schema.default) ?? undefined;
}

function isNoNull(schema: OpenApiSchema, value: unknown): boolean {
  return value === null && !schema.nullable;
}

type Defaults = readonly (readonly [key: string, part: OpenApiSchema])[];

const defaults = new WeakMap<OpenApiSchema, Defaults>();
const NONE: Defaults = [];

/** The fields of an object that have a default; looked for once for each schema, as most of many fields have none. */
function defaultsOf(schema: OpenApiSchema): Defaults {
  if (!schema.properties) return NONE;
  let found = defaults.get(schema);
  if (!found) {
    found = Object.entries(schema.properties).filter(([, part]) => defaultOf(part) !== undefined);
    defaults.set(schema, found);
  }
  return found;
}
