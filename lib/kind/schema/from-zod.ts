import { z } from 'zod';
import { inProp, PlatformError } from '../../core/errors';
import type { OpenApiSchema } from './open-api-schema';
import { fieldAt } from './open-api-schema';
import { noteTarget, REFERENCE } from './reference';
import { checkStructural, isKnownFormat } from './structural';
import { reconcile } from './zod-rules';

type Json = Record<string, unknown>;

/** Which schemas a kind takes, as messages say it. */
export const ZOD_FOUR = 'schemas of zod 4, such as those of the `z` that this package exports';

/** Annotations that no validation depends on, and that a CustomResourceDefinition has no place for. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  '$schema',
  'contentEncoding',
  'deprecated',
  'examples',
  'readOnly',
  REFERENCE,
  'writeOnly',
]);

/**
 * The structural schema of a zod schema, its keys in alphabetical order.
 *
 * The input of the zod schema is described, that is what people write: fields with a default are not required.
 * `describe` and `meta` become the description and any `x-kubernetes-` field.
 * @param field name of the field that the schema is for, as messages show it
 * @throws PlatformError without a path, for what a structural schema cannot say
 */
export function openApiOf(schema: z.ZodType, field: string): OpenApiSchema {
  const converted = convert(jsonSchemaOf(schema, field), field);
  checkStructural(converted, field);
  return converted;
}

function jsonSchemaOf(schema: z.ZodType, field: string): Json {
  try {
    return z.toJSONSchema(schema, {
      target: 'openapi-3.0',
      io: 'input',
      reused: 'inline',
      cycles: 'throw',
      unrepresentable: ({ path, message }) => {
        throw new PlatformError({ problem: undescribed(message) }, { prop: fieldOf(field, path) });
      },
      override: ({ zodSchema, jsonSchema, path }) =>
        inProp(fieldOf(field, path), () => reconcile({ zodSchema, jsonSchema })),
    }) as Json;
  } catch (error) {
    if (error instanceof PlatformError || !(error instanceof Error)) throw error;
    // zod reads parts of a schema without a look at what they are.
    const foreign = error instanceof TypeError;
    throw new PlatformError(
      foreign
        ? { problem: 'has a field that is not a schema of zod 4', allowed: ZOD_FOUR }
        : { problem: undescribed(error.message) },
      { prop: field },
    );
  }
}

function undescribed(message: string): string {
  return `cannot be described in a schema: ${message.split('\n')[0]}`;
}

/** What a schema says of a part of it, in the words of OpenAPI v3, or unchanged for {@link checkStructural}. */
function convert(json: Json, field: string): OpenApiSchema {
  const node: Json = {};
  for (const key of Object.keys(json).sort()) if (!LEFT_OUT.has(key)) node[key] = json[key];
  if (isObject(json.properties)) convertObject(node, json.properties, field);
  else if (isObject(json.additionalProperties)) {
    node.additionalProperties = convert(json.additionalProperties, fieldAt(field, 'values'));
  }
  if (isObject(json.items)) node.items = convert(json.items, fieldAt(field, 'items'));
  // The API server stores none, which every sync would add again.
  if (node.description === '') delete node.description;
  if (typeof json.pattern === 'string') node.pattern = withoutEscapedSlashes(json.pattern);
  if (Array.isArray(json.anyOf)) node.anyOf = json.anyOf.map((branch) => convert(branch, field));
  if (Array.isArray(json.allOf)) {
    // The type is stated once, beside `allOf`: a structural schema has none inside.
    node.allOf = json.allOf
      .map((branch) => ({ ...convert(branch, field), type: undefined }))
      .map(withoutUndefined);
  }
  if (typeof node.format === 'string' && (node.pattern || node.allOf) && !isKnownFormat(node.format)) {
    delete node.format;
  }
  noteTarget(node, json[REFERENCE]);
  return node as OpenApiSchema;
}

function convertObject(node: Json, properties: Json, field: string): void {
  const names = Object.keys(properties).sort();
  node.properties = Object.fromEntries(
    names.map((property) => [property, convert(properties[property] as Json, fieldAt(field, { property }))]),
  );
  if (names.length === 0) delete node.properties;
  if (Array.isArray(node.required)) node.required = [...node.required].sort();
  const others = node.additionalProperties;
  delete node.additionalProperties;
  if (others === false) return;
  if (isObject(others) && Object.keys(others).length === 0) {
    node['x-kubernetes-preserve-unknown-fields'] = true;
    return;
  }
  throw new PlatformError(
    {
      problem: isObject(others)
        ? 'has both fields of its own and a schema for others, which a structural schema cannot say'
        : 'is an object that drops unknown fields without a word',
      allowed: 'z.strictObject, which refuses unknown fields, or z.looseObject, which keeps them',
    },
    { prop: field },
  );
}

/** Patterns made from a literal have their slashes escaped, which means nothing and reads badly in YAML. */
function withoutEscapedSlashes(pattern: string): string {
  return pattern.replace(/\\(.)/gs, (escaped, char) => (char === '/' ? '/' : escaped));
}

function withoutUndefined(json: Json): Json {
  return Object.fromEntries(Object.entries(json).filter(([, value]) => value !== undefined));
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The field at a path in a JSON Schema: `properties.users.items` is `users[]`. */
function fieldOf(root: string, path: readonly (string | number)[]): string {
  let field = root;
  for (let index = 0; index < path.length; index++) {
    const step = path[index];
    if (step === 'properties') field = fieldAt(field, { property: String(path[++index]) });
    else if (step === 'items') field = fieldAt(field, 'items');
    else if (step === 'additionalProperties') field = fieldAt(field, 'values');
    else index++;
  }
  return field;
}
