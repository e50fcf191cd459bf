import { isDeepStrictEqual } from 'node:util';
import type { OpenApiSchema } from '../../schema/open-api-schema';
import { EvaluationError, noOverload } from '../errors';
import { escapeName, unescapeName } from '../escape';
import { resourceSchema } from '../resource-schema';
import { SIMPLE, type Type } from '../types/type';
import { equals } from './compare';
import { decodeBase64, parseDataDuration, parseDataTimestamp, parseDate } from './formats';
import { SchemaList, setIdentity } from './schema-list';
import { MapValue, Opaque, type Value } from './value';

type Fields = Readonly<Record<string, unknown>>;

/**
 * A part of an object as a value of an expression, by its schema: integers are int, and other numbers double, however
 * they are written.
 * Source: UnstructuredToVal in k8s.io/apiserver, pkg/cel/common/valuesunstructured.go.
 * @throws EvaluationError for what the schema does not allow
 */
export function toValue(data: unknown, schema: OpenApiSchema): Value {
  if (data === null || data === undefined) {
    if (schema.nullable) return null;
    throw new EvaluationError('invalid data, got null for schema with nullable=false');
  }
  if (schema['x-kubernetes-int-or-string']) {
    if (typeof data === 'string') return data;
    return toInteger(data, 'either a string or an integer');
  }
  switch (schema.type) {
    case 'array':
      return toList(data, schema);
    case 'boolean':
      return typeof data === 'boolean' ? data : invalid('a boolean', data);
    case 'integer':
      return toInteger(data, 'an integer');
    case 'number':
      return typeof data === 'number' ? data : Number(toInteger(data, 'a number'));
    case 'object':
      if (!isFields(data)) return invalid('an object', data);
      return new DataMap(data, schema['x-kubernetes-embedded-resource'] ? resourceSchema(schema) : schema);
    case 'string':
      return typeof data === 'string' ? toText(data, schema.format) : invalid('a string', data);
    default:
      return new Unknown(data);
  }
}

function invalid(wanted: string, data: unknown): never {
  throw new EvaluationError(`invalid data, expected ${wanted}, got ${JSON.stringify(data)}`);
}

function toInteger(data: unknown, wanted: string): bigint {
  if (typeof data === 'bigint') return data;
  return Number.isInteger(data) ? BigInt(data as number) : invalid(wanted, data);
}

function toText(text: string, format: string | undefined): Value {
  switch (format) {
    case 'byte':
      return decodeBase64(text) ?? invalid('base64', text);
    case 'date':
      return parseDate(text) ?? invalid('a date', text);
    case 'date-time':
      return parseDataTimestamp(text) ?? invalid('a date-time', text);
    case 'duration':
      return parseDataDuration(text) ?? invalid('a duration', text);
    default:
      return text;
  }
}

function toList(data: unknown, schema: OpenApiSchema): Value {
  const { items } = schema;
  if (!Array.isArray(data) || !items) return invalid('an array', data);
  const item = (index: number): Value => toValue(data[index], items);
  switch (schema['x-kubernetes-list-type']) {
    case 'set':
      return new SchemaList(data.length, item, setIdentity);
    case 'map': {
      const keys = (schema['x-kubernetes-list-map-keys'] ?? []).map((key) => escapeName(key) ?? key);
      return new SchemaList(data.length, item, (value) => mapIdentity(value, keys));
    }
    default:
      return new SchemaList(data.length, item);
  }
}

function mapIdentity(value: Value, keys: readonly string[]): string {
  if (value instanceof DataMap) return JSON.stringify(keys.map((key) => value.fields[key]));
  throw noOverload('an item of a list of type map is an object');
}

/** An object or map of a schema. */
class DataMap extends MapValue {
  constructor(
    readonly fields: Fields,
    private readonly schema: OpenApiSchema,
  ) {
    super();
  }

  get size(): number {
    return Object.values(this.fields).filter((value) => value !== undefined).length;
  }

  keys(): readonly Value[] {
    const names = Object.keys(this.fields).filter((name) => this.fields[name] !== undefined);
    const known = names.filter((name) => this.schemaOf(name));
    return this.schema.properties ? known.map((name) => escapeName(name) ?? name) : known;
  }

  find(key: Value): Value | undefined {
    if (typeof key !== 'string') throw noOverload('the key of an object is a string');
    const name = this.schema.properties ? unescapeName(key) : key;
    if (name === undefined || !Object.hasOwn(this.fields, name)) return undefined;
    const data = this.fields[name];
    // A field that is null is as one that is not there; a value of a map that is null is there.
    if (data === undefined || (data === null && this.schema.properties)) return undefined;
    const schema = this.schemaOf(name);
    return schema && toValue(data, schema);
  }

  equals(other: Value): boolean {
    if (!(other instanceof MapValue)) throw noOverload('an object is compared with what is none');
    return this.size === other.size && Object.keys(this.fields).every((name) => this.hasEqual(name, other));
  }

  private hasEqual(name: string, other: MapValue): boolean {
    const own = this.fields[name];
    if (own === undefined) return true;
    if (this.schemaOf(name)) {
      const [value, others] = [this.find(name), other.find(name)];
      return value === undefined || others === undefined ? value === others : equals(value, others);
    }
    if (!(other instanceof DataMap)) throw noOverload('an object with unknown fields is compared with a map');
    const others = other.fields[name];
    return others === undefined || isDeepStrictEqual(own, others);
  }

  private schemaOf(name: string): OpenApiSchema | undefined {
    const { properties, additionalProperties } = this.schema;
    if (!properties) return additionalProperties;
    return Object.hasOwn(properties, name) ? properties[name] : undefined;
  }
}

/** A value that the schema says nothing of; expressions can only compare what holds it. */
class Unknown extends Opaque {
  readonly type: Type = { ...SIMPLE.dyn, kind: 'opaque', name: 'unknown' };

  constructor(private readonly data: unknown) {
    super();
  }

  equals(other: Value): boolean {
    return other instanceof Unknown && isDeepStrictEqual(this.data, other.data);
  }
}

function isFields(data: unknown): data is Fields {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}
