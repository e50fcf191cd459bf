import type { AnySchema } from '../../../../lib';

/** A definition as plain JSON. */
export type Definition = {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: Spec;
  readonly status?: { readonly storedVersions: readonly string[] };
};

interface Spec {
  readonly names: { readonly kind: string; readonly plural: string };
  readonly [field: string]: unknown;
}

/** What a version has beside its name. */
export interface VersionParts {
  /** Schema of the spec. */
  readonly spec: AnySchema;
  /** Other fields of the version. */
  readonly more?: Readonly<Record<string, unknown>>;
  /** Schemas of other fields of its objects. */
  readonly fields?: Readonly<Record<string, AnySchema>>;
}

/** A field that the next definition of every case gets: by it, one can tell which of the two is served. */
export const MARKER = 'next';

/** The version of a definition; served, and stored where nothing else is said. */
export function version(name: string, parts: VersionParts): object {
  const { spec, more, fields } = parts;
  return {
    name,
    served: true,
    storage: true,
    ...more,
    schema: { openAPIV3Schema: { type: 'object', properties: { spec, ...fields } } },
  };
}

/** A definition of these versions; `more` is laid over its spec. */
export function definition(plural: string, versions: readonly object[], more: object = {}): Definition {
  const group = 'evolution.example.com';
  const kind = plural.replace(/^./, (first) => first.toUpperCase());
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: { group, scope: 'Namespaced', names: { kind, plural }, versions, ...more },
  };
}

/** A definition of one version, v1. */
export function ofSchema(plural: string, spec: AnySchema): Definition {
  return definition(plural, [version('v1', { spec })]);
}

/** A definition with the marker in all of its versions. */
export function marked(of: Definition): Definition {
  const versions = (of.spec.versions as readonly Marked[]).map((one) => {
    const { properties, ...schema } = one.schema.openAPIV3Schema;
    const marker = { [MARKER]: { type: 'string', default: MARKER } };
    return { ...one, schema: { openAPIV3Schema: { ...schema, properties: { ...properties, ...marker } } } };
  });
  return { ...of, spec: { ...of.spec, versions } };
}

interface Marked {
  readonly schema: { readonly openAPIV3Schema: { readonly properties: object } };
}
