import type { OpenApiSchema } from '../schema/open-api-schema';
import { escapeName } from './escape';
import { resourceSchema } from './resource-schema';
import { listOf, mapOf, SIMPLE, type Type } from './types/type';

/** The largest request that an API server takes, in bytes. */
export const MAX_REQUEST = 3 * 1024 * 1024;

/** The keywords that bound how large a value is. */
export type BoundKeyword = 'maxItems' | 'maxLength' | 'maxProperties';

/** A part of a schema as CEL sees it. */
export interface Declaration {
  /** Its type. */
  readonly type: Type;
  /** The fields of an object, by the names that expressions have for them. */
  readonly fields?: ReadonlyMap<string, Declaration>;
  /** The items of a list, or the values of a map. */
  readonly items?: Declaration;
  /** The keys of a map. */
  readonly keys?: Declaration;
  /** The greatest number of items, entries or bytes that it can have, 0 where it has none. */
  readonly maxElements: number;
  /**
   * The keyword by which the schema could say how many, where it does not.
   * @default - it says so, or it has none
   */
  readonly missing?: BoundKeyword;
  /**
   * Whether that number is that of the longest of its choices.
   * @default false
   */
  readonly isChoice?: boolean;
  /** The least number of bytes that it takes in JSON. */
  readonly minBytes: number;
}

/** Bytes that JSON puts around a text. */
const QUOTES = 2;

/** Bytes of a text that has no bound: what a request has place for. */
export const ANY_LENGTH = MAX_REQUEST - QUOTES;

const KEY: Declaration = { type: SIMPLE.string, maxElements: 0, minBytes: 2 };

/**
 * A schema as CEL sees it; `undefined` for one that expressions do not see: of values of any type, and of lists and
 * maps of those.
 *
 * Source: SchemaDeclType in k8s.io/apiserver, pkg/cel/common/schemas.go.
 * @param isResource whether it is of whole objects of Kubernetes
 */
export function declare(schema: OpenApiSchema, isResource: boolean): Declaration | undefined {
  if (schema['x-kubernetes-int-or-string']) {
    return { type: SIMPLE.dyn, ...boundOf(schema), minBytes: 1 };
  }
  switch (schema.type) {
    case 'array':
      return declareList(schema);
    case 'boolean':
      return { type: SIMPLE.bool, maxElements: 0, minBytes: 4 };
    case 'integer':
      return { type: SIMPLE.int, maxElements: 0, minBytes: 1 };
    case 'number':
      return { type: SIMPLE.double, maxElements: 0, minBytes: 1 };
    case 'object':
      return declareObject(isResource ? resourceSchema(schema) : schema);
    case 'string':
      return declareText(schema);
    default:
      return undefined;
  }
}

function declarePart(schema: OpenApiSchema): Declaration | undefined {
  return declare(schema, schema['x-kubernetes-embedded-resource'] === true);
}

function declareList({ items, maxItems }: OpenApiSchema): Declaration | undefined {
  const part = items && declarePart(items);
  if (!part) return undefined;
  // Brackets around, and a comma between.
  const most = Math.floor((MAX_REQUEST - 2) / (part.minBytes + 1));
  const missing = maxItems === undefined ? 'maxItems' : undefined;
  return { type: listOf(part.type), items: part, maxElements: maxItems ?? most, missing, minBytes: 2 };
}

function declareObject(schema: OpenApiSchema): Declaration | undefined {
  const { additionalProperties, maxProperties, properties = {}, required = [] } = schema;
  if (additionalProperties) {
    const part = declarePart(additionalProperties);
    if (!part) return undefined;
    // Braces around; quotes, colon and comma, and two characters of a key.
    const most = Math.floor((MAX_REQUEST - 2) / (part.minBytes + 6));
    const type = mapOf(SIMPLE.string, part.type);
    const missing = maxProperties === undefined ? 'maxProperties' : undefined;
    return { type, keys: KEY, items: part, maxElements: maxProperties ?? most, missing, minBytes: 2 };
  }
  const fields = new Map<string, Declaration>();
  let minBytes = 2;
  for (const [name, property] of Object.entries(properties)) {
    const part = declarePart(property);
    if (!part) continue;
    const escaped = escapeName(name);
    if (escaped !== undefined) fields.set(escaped, part);
    if (required.includes(name) && property.default === undefined)
      minBytes += Buffer.byteLength(name) + part.minBytes + 4;
  }
  const types = new Map([...fields].map(([name, { type }]) => [name, type]));
  return {
    type: { kind: 'object', name: 'object', params: [], fields: types },
    fields,
    maxElements: 0,
    minBytes,
  };
}

const DATE = 12;
const TIMESTAMP = 32;
const SHORTEST_TIMESTAMP = 21;
const DURATION = 32;
const SHORTEST_DURATION = 3;

function declareText(schema: OpenApiSchema): Declaration {
  switch (schema.format) {
    case 'byte': {
      const { maxLength: maxElements = MAX_REQUEST - QUOTES } = schema;
      return { type: SIMPLE.bytes, ...boundOf(schema), maxElements, minBytes: QUOTES };
    }
    case 'duration':
      return { type: SIMPLE.duration, maxElements: DURATION, minBytes: SHORTEST_DURATION };
    case 'date':
      return { type: SIMPLE.timestamp, maxElements: DATE, minBytes: DATE };
    case 'date-time':
      return { type: SIMPLE.timestamp, maxElements: TIMESTAMP, minBytes: SHORTEST_TIMESTAMP };
    default:
      return { type: SIMPLE.string, ...boundOf(schema), minBytes: QUOTES };
  }
}

/** In bytes, of which a character has at most four. */
function boundOf(schema: OpenApiSchema): Pick<Declaration, 'isChoice' | 'maxElements' | 'missing'> {
  const { maxLength, enum: values = [] } = schema;
  if (maxLength !== undefined) return { maxElements: maxLength * 4 };
  if (schema['x-kubernetes-int-or-string'] || values.length === 0)
    return { maxElements: ANY_LENGTH, missing: 'maxLength' };
  const lengths = values.map((value) => (typeof value === 'string' ? Buffer.byteLength(value) : 0));
  return { maxElements: Math.max(...lengths), isChoice: true };
}
