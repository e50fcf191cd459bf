import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { FORMATS, goRegExp } from './go-formats';
import {
  declaration,
  isObject,
  type JsonSchema,
  mapValues,
  type OpenApiSchema,
  resource,
  SPECIAL,
} from './open-api';

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

/**
 * The CustomResourceDefinitions of those whose kinds this library emits, for {@link SchemaValidator.addCrd}: Argo CD,
 * cert-manager, Flux and the Prometheus Operator.
 */
export function crdsOfOthers(): readonly object[] {
  const files = ['argo-cd', 'cert-manager', 'flux', 'prometheus-operator'];
  return files.flatMap((name) => readSchemas<{ readonly crds: readonly object[] }>(name).crds);
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
