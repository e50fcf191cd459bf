import { Construct } from 'constructs';
import { fail } from '../core/errors';
import { isPlainObject } from '../core/plain-object';
import { SecretReference } from '../core/secret-reference';
import { fieldAt, type OpenApiSchema } from './schema/open-api-schema';
import { notedTarget, type ReferenceTarget } from './schema/reference';

/** A reference to an object, as `v1/ObjectReference` has it. */
export interface ObjectReference {
  /** Group and version of the object's kind: `database.example.com/v1`. */
  readonly apiVersion: string;
  /** Kind of the object. */
  readonly kind: string;
  /**
   * Namespace of the object.
   * @default - none; the kind is cluster-scoped
   */
  readonly namespace?: string;
  /** Name of the object. */
  readonly name: string;
}

/** A reference in a spec: the field, and the object that it names. */
export interface FoundReference extends ReferenceTarget {
  /** The field: `databaseRef`. */
  readonly field: string;
  /** Name of the object. */
  readonly name: string;
}

/** What {@link resolveReferences} gives. */
export interface ResolvedSpec {
  /** The spec, with names in the place of constructs. */
  readonly spec: unknown;
  /** Its references. */
  readonly references: readonly FoundReference[];
}

/**
 * Puts names in the place of constructs: where a field is a reference to an object of its namespace, the construct itself
 * will do, and so will a {@link SecretReference}.
 * @param scope the construct whose spec it is
 * @param namespace its namespace
 * @throws PlatformError for an object of another kind or namespace than the field can name
 */
export function resolveReferences(
  scope: Construct,
  namespace: string,
  schema: OpenApiSchema,
  spec: unknown,
): ResolvedSpec {
  const references: FoundReference[] = [];
  const resolve = (part: OpenApiSchema, value: unknown, field: string): unknown => {
    const target = notedTarget(part);
    if (target) {
      const named = isObject(value) ? nameOf(scope, { ...target, field, namespace }, value) : value;
      const name = isPlainObject(named) ? named.name : undefined;
      if (typeof name === 'string') references.push({ ...target, field, name });
      return named;
    }
    const { items, properties = {}, additionalProperties } = part;
    if (Array.isArray(value) && items)
      return value.map((item, index) => resolve(items, item, `${field}[${index}]`));
    if (!isPlainObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([property, inner]) => {
        const known = Object.hasOwn(properties, property) ? properties[property] : additionalProperties;
        return [property, known ? resolve(known, inner, fieldAt(field, { property })) : inner];
      }),
    );
  };
  return hasReferences(schema) ? { spec: resolve(schema, spec, ''), references } : { spec, references };
}

/** An object that can be referred to. */
type Referable = SecretReference | (Construct & { readonly reference: ObjectReference });

function isObject(value: unknown): value is Referable {
  return value instanceof SecretReference || (Construct.isConstruct(value) && 'reference' in value);
}

function nameOf(
  scope: Construct,
  field: ReferenceTarget & { readonly field: string; readonly namespace: string },
  object: Referable,
): { readonly name: string } {
  const given = object instanceof SecretReference ? secret(object) : object.reference;
  const { apiVersion, kind, name, namespace = field.namespace } = given;
  const slash = apiVersion.indexOf('/');
  const group = slash < 0 ? '' : apiVersion.slice(0, slash);
  if (kind !== field.kind || (field.group !== undefined && group !== field.group)) {
    fail(scope, field.field, {
      problem: 'is an object of another kind',
      given: `${kind} ${name}`,
      allowed: `a ${field.kind}`,
    });
  }
  if (namespace !== field.namespace) {
    fail(scope, field.field, {
      problem: 'is in another namespace, where a name alone does not lead',
      given: `${namespace}/${name}`,
      allowed: `a ${field.kind} of the namespace ${field.namespace}`,
    });
  }
  return { name };
}

function secret({ namespace, name }: SecretReference): ObjectReference {
  return { apiVersion: 'v1', kind: 'Secret', namespace, name };
}

const KNOWN = new WeakMap<OpenApiSchema, boolean>();

function hasReferences(schema: OpenApiSchema): boolean {
  const known = KNOWN.get(schema);
  if (known !== undefined) return known;
  const { items, properties = {}, additionalProperties } = schema;
  const parts = [
    ...Object.values(properties),
    ...[items, additionalProperties].filter((part) => part !== undefined),
  ];
  const found = notedTarget(schema) !== undefined || parts.some(hasReferences);
  KNOWN.set(schema, found);
  return found;
}
