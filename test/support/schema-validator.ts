import { readFileSync } from 'node:fs';
import { isIPv4, isIPv6 } from 'node:net';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Ajv, type ErrorObject, type Format, type ValidateFunction } from 'ajv';

/** The part of OpenAPI that Kubernetes and its CustomResourceDefinitions use. */
interface OpenApiSchema {
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

interface JsonSchema {
  [keyword: string]: unknown;
}

interface CustomResourceDefinition {
  readonly metadata?: { readonly name?: string };
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly {
      readonly name: string;
      readonly served: boolean;
      readonly schema?: { readonly openAPIV3Schema?: OpenApiSchema };
    }[];
  };
}

interface KubernetesSchemas {
  readonly resources: readonly { readonly group: string; readonly version: string; readonly kind: string }[];
  readonly definitions: Readonly<Record<string, OpenApiSchema>>;
}

interface Library {
  readonly ajv: Ajv;
  /** From `apiVersion/kind` to the name of its schema, for the kinds of Kubernetes itself. */
  readonly kinds: ReadonlyMap<string, string>;
  /** From the text of a schema to its name, for what CRDs declare. */
  readonly shared: Map<string, string>;
}

const SCHEMAS = join(__dirname, '..', 'schemas');
const META = 'io.k8s.apimachinery.pkg.apis.meta.v1';
const OBJECT_META = `${META}.ObjectMeta`;

const TIMESTAMP: JsonSchema = { type: ['string', 'null'], format: 'date-time' };

// Go types with a JSON form of their own, which their definition does not tell.
const SPECIAL: Readonly<Record<string, JsonSchema>> = {
  [`${META}.Time`]: TIMESTAMP,
  [`${META}.MicroTime`]: TIMESTAMP,
  [`${META}.FieldsV1`]: { type: 'object' },
  'io.k8s.apimachinery.pkg.runtime.RawExtension': { type: 'object' },
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { type: ['string', 'number'], format: 'quantity' },
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { type: ['integer', 'string'], format: 'int32' },
};

const QUANTITY = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;
const BASE64 = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/;
const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

function isDate(text: string): boolean {
  if (!DATE.test(text)) return false;
  // JavaScript reads 30 February as 1 March, so only a date that comes back unchanged is one.
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function isDateTime(text: string): boolean {
  return text[10] === 'T' && isDate(text.slice(0, 10)) && TIME.test(text.slice(11));
}

function integer(bits: number): Format {
  const limit = 2 ** (bits - 1);
  // The largest int64 is no JavaScript number: it rounds to the limit itself, which must therefore pass.
  const largest = Number.isSafeInteger(limit) ? limit - 1 : limit;
  return { type: 'number', validate: (n: number) => Number.isInteger(n) && n >= -limit && n <= largest };
}

const FORMATS: Readonly<Record<string, Format>> = {
  int32: integer(32),
  int64: integer(64),
  float: { type: 'number', validate: (n: number) => Number.isFinite(Math.fround(n)) },
  double: { type: 'number', validate: (n: number) => Number.isFinite(n) },
  // Go decodes base64 past line breaks, as `|` blocks of YAML have them.
  byte: (text: string) => BASE64.test(text.replace(/[\r\n]/g, '')),
  date: isDate,
  'date-time': isDateTime,
  ipv4: isIPv4,
  ipv6: isIPv6,
  quantity: QUANTITY,
};

const COPIED = [
  ...['required', 'enum', 'pattern', 'multipleOf', 'uniqueItems', 'minLength', 'maxLength'],
  ...['minItems', 'maxItems', 'minProperties', 'maxProperties'],
];

function isObject(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mapValues<T, U>(values: Readonly<Record<string, T>>, map: (value: T) => U): Record<string, U> {
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
function declaration(schema: OpenApiSchema): JsonSchema {
  if (schema.$ref !== undefined) return { $ref: schema.$ref.replace('#/definitions/', '') };
  if (schema['x-kubernetes-embedded-resource']) return resource(schema);
  const result = constraints(schema, declaration);
  const open = schema['x-kubernetes-preserve-unknown-fields'] || schema.additionalProperties === true;
  if (schema.type === 'object' && !open) result.additionalProperties ??= false;
  return result;
}

/** A whole object, whose type and metadata Kubernetes declares even where the schema does not. */
function resource(schema: OpenApiSchema): JsonSchema {
  const { metadata, ...properties } = schema.properties ?? {};
  const result = declaration({ ...schema, properties, 'x-kubernetes-embedded-resource': false });
  const text = { type: 'string', minLength: 1 };
  const allOf = [{ $ref: OBJECT_META }, ...(metadata ? [condition(metadata)] : [])];
  result.properties = { apiVersion: text, kind: text, ...(result.properties ?? {}), metadata: { allOf } };
  result.required = [...new Set([...(schema.required ?? []), 'apiVersion', 'kind'])];
  return result;
}

/**
 * Moves every declaration of fields to a schema with a name, and equal ones to the same: an ApplicationSet repeats
 * the whole spec of an Application dozens of times, and would take seconds to compile as it is written.
 */
function share(schema: JsonSchema, library: Library): JsonSchema {
  const result = { ...schema };
  const nested = (value: unknown) => (isObject(value) ? share(value, library) : value);
  if (isObject(schema.properties)) result.properties = mapValues(schema.properties, nested);
  for (const keyword of ['items', 'additionalProperties']) {
    if (keyword in schema) result[keyword] = nested(schema[keyword]);
  }
  if (result.properties === undefined) return result;
  const text = JSON.stringify(result);
  const name = library.shared.get(text) ?? `custom.${library.shared.size}`;
  if (!library.shared.has(text)) {
    library.shared.set(text, name);
    library.ajv.addSchema(result, name);
  }
  return { $ref: name };
}

/** Go's syntax for patterns, as far as CRDs use it, in JavaScript's. */
function goRegExp(pattern: string): RegExp {
  const [prefix = '', flags = ''] = /^\(\?([ims]+)\)/.exec(pattern) ?? [];
  const source = pattern.slice(prefix.length).replaceAll('(?P<', '(?<').replaceAll('\\z', '$');
  try {
    return new RegExp(source, `${flags}u`);
  } catch {
    // Go allows to escape any punctuation, JavaScript only without the unicode flag.
    return new RegExp(source, flags);
  }
}

function readSchemas<T>(name: string): T {
  return JSON.parse(gunzipSync(readFileSync(join(SCHEMAS, `${name}.json.gz`))).toString('utf8'));
}

function load(kubernetes: string): Library {
  const { resources, definitions } = readSchemas<KubernetesSchemas>(`kubernetes-${kubernetes}`);
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    // Kubernetes has types of two JSON types, and conditions whose type is given outside them.
    strictTypes: false,
    // Inlined, a schema that many others refer to would be compiled again for each.
    inlineRefs: 3,
    formats: { ...FORMATS },
    code: { regExp: Object.assign(goRegExp, { code: 'goRegExp' }) },
  });
  const served = new Set(resources.map(({ group, version, kind }) => key(apiVersion(group, version), kind)));
  const kinds = new Map<string, string>();
  for (const [name, definition] of Object.entries(definitions)) {
    ajv.addSchema(SPECIAL[name] ?? declaration(definition), name, undefined, false);
    const gvks = (definition['x-kubernetes-group-version-kind'] ?? []) as KubernetesSchemas['resources'];
    for (const { group, version, kind } of gvks) {
      const id = key(apiVersion(group, version), kind);
      if (served.has(id)) kinds.set(id, name);
    }
  }
  return { ajv, kinds, shared: new Map() };
}

// Compiled schemas are the costly part, and those of Kubernetes itself are the same for every validator.
const libraries = new Map<string, Library>();

function libraryOf(kubernetes: string): Library {
  const library = libraries.get(kubernetes) ?? load(kubernetes);
  libraries.set(kubernetes, library);
  return library;
}

function apiVersion(group: string, version: string): string {
  return group === '' ? version : `${group}/${version}`;
}

function key(version: string, kind: string): string {
  return `${version}/${kind}`;
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

function explain({ keyword, message, params, data }: ErrorObject): string {
  switch (keyword) {
    case 'additionalProperties':
      return `unknown field ${show(params.additionalProperty)}`;
    case 'type':
      return `must be ${[params.type].flat().join(' or ')}, not ${show(data)}`;
    case 'enum':
      return `must be one of ${show(params.allowedValues)}, not ${show(data)}`;
    case 'required':
      return `lacks the required field ${show(params.missingProperty)}`;
    case 'format':
      return `must be of format ${params.format}, not ${show(data)}`;
    default:
      // Other rules on a whole object are about its parts, which do not fit in a line.
      return typeof data === 'object' ? `${message}` : `${message}, not ${show(data)}`;
  }
}

/** The CustomResourceDefinitions of Argo CD, for {@link SchemaValidator.addCrd}. */
export function argoCdCrds(): readonly object[] {
  return readSchemas<{ readonly crds: readonly object[] }>('argo-cd').crds;
}

/**
 * Checks objects as an API server with `fieldValidation=Strict` would, as far as a schema can tell: it knows
 * neither admission nor the rules in CEL. It is stricter in two ways. A server forgives a null in most fields, but
 * in a manifest that is committed such a field is a mistake; and it forgives a few fields that its own schema calls
 * required, such as `serviceName` of a StatefulSet before Kubernetes 1.34.
 */
export class SchemaValidator {
  private readonly library: Library;
  private readonly customKinds = new Map<string, string>();

  /** @param kubernetes the minor version, such as `1.36` */
  constructor(private readonly kubernetes: string) {
    this.library = libraryOf(kubernetes);
  }

  /** Makes the served versions of a CustomResourceDefinition known. The definition itself is not checked. */
  addCrd(crd: object): void {
    const { metadata, spec } = crd as CustomResourceDefinition;
    for (const { name, served, schema } of spec.versions) {
      if (!served) continue;
      if (schema?.openAPIV3Schema === undefined) {
        throw new Error(`CustomResourceDefinition ${metadata?.name}: version ${name} has no schema`);
      }
      const { $ref } = share(resource(schema.openAPIV3Schema), this.library);
      this.customKinds.set(key(apiVersion(spec.group, name), spec.names.kind), `${$ref}`);
    }
  }

  /** What is wrong with an object, each as the path of the field and a message; empty if nothing is. */
  errors(object: object): string[] {
    const { apiVersion, kind } = object as { readonly apiVersion?: unknown; readonly kind?: unknown };
    if (typeof apiVersion !== 'string' || typeof kind !== 'string') {
      return ['/: lacks apiVersion or kind'];
    }
    const validate = this.validator(apiVersion, kind);
    if (validate === undefined) {
      return [`/: Kubernetes ${this.kubernetes} with the CRDs added serves no ${apiVersion} ${kind}`];
    }
    if (validate(object)) return [];
    const found = (validate.errors ?? []).map((error) => `${error.instancePath || '/'}: ${explain(error)}`);
    return [...new Set(found)];
  }

  /** Ajv compiles a schema when it is first asked for, and keeps what it compiled. */
  private validator(apiVersion: string, kind: string): ValidateFunction | undefined {
    const id = key(apiVersion, kind);
    const name = this.library.kinds.get(id) ?? this.customKinds.get(id);
    return name === undefined ? undefined : this.library.ajv.getSchema(name);
  }
}
