import { PlatformError } from '../../core/errors';
import type { OpenApiSchema } from '../schema/open-api-schema';

/**
 * A schema of anybody's definition: an {@link OpenApiSchema}, and what only those have that were not made from zod.
 */
export interface AnySchema extends Omit<OpenApiSchema, 'additionalProperties' | SubSchema> {
  /** Schema of the values of a map; `true` for values of any type. */
  readonly additionalProperties?: AnySchema | boolean;
  readonly allOf?: readonly AnySchema[];
  readonly anyOf?: readonly AnySchema[];
  readonly items?: AnySchema;
  /** A schema that must not hold. */
  readonly not?: AnySchema;
  /** Schemas of which exactly one must hold. */
  readonly oneOf?: readonly AnySchema[];
  readonly properties?: Readonly<Record<string, AnySchema>>;
}

type SubSchema = 'allOf' | 'anyOf' | 'items' | 'not' | 'oneOf' | 'properties';

/** A CustomResourceDefinition as plain JSON, whoever wrote it. */
export interface DefinitionManifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name?: string };
  readonly spec?: unknown;
  readonly status?: unknown;
}

/** What the scale subresource of a version reads and writes. */
export interface ScalePaths {
  /** Path of the number that is wished for: `.spec.replicas`. */
  readonly specReplicasPath: string;
  /** Path of the number that there is: `.status.replicas`. */
  readonly statusReplicasPath: string;
  /** Path of the selector of what is scaled, as text. */
  readonly labelSelectorPath?: string;
}

/** A version of a definition. */
export interface DefinitionVersion {
  readonly name: string;
  readonly served: boolean;
  readonly storage: boolean;
  readonly schema: AnySchema;
  readonly hasStatus: boolean;
  readonly scale?: ScalePaths;
  /** Paths of the fields that lists can be selected by. */
  readonly selectableFields: readonly string[];
}

/** A definition, what the API server would fill in filled in. */
export interface Definition {
  readonly group: string;
  readonly scope: string;
  readonly kind: string;
  readonly listKind: string;
  readonly plural: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly conversion: string;
  readonly versions: readonly DefinitionVersion[];
  /** Versions in which objects may be stored. */
  readonly storedVersions: readonly string[];
}

interface RawSpec {
  readonly group: string;
  readonly scope: string;
  readonly names: {
    readonly kind: string;
    readonly plural: string;
    readonly listKind?: string;
    readonly singular?: string;
    readonly shortNames?: readonly string[];
    readonly categories?: readonly string[];
  };
  readonly conversion?: { readonly strategy?: string };
  readonly versions: readonly RawVersion[];
  readonly preserveUnknownFields?: boolean;
}

interface RawVersion {
  readonly name: string;
  readonly served?: boolean;
  readonly storage?: boolean;
  readonly schema?: { readonly openAPIV3Schema?: AnySchema };
  readonly subresources?: { readonly status?: object; readonly scale?: ScalePaths };
  readonly selectableFields?: readonly { readonly jsonPath: string }[];
}

/** Whether a manifest is a CustomResourceDefinition. */
export function isDefinition({ apiVersion, kind }: DefinitionManifest): boolean {
  return kind === 'CustomResourceDefinition' && apiVersion.startsWith('apiextensions.k8s.io/');
}

/**
 * Reads a definition.
 * @throws PlatformError without a path, when the manifest is no CustomResourceDefinition of apiextensions.k8s.io/v1
 */
export function readDefinition(manifest: DefinitionManifest): Definition {
  const spec = Object(manifest.spec) as Partial<RawSpec>;
  const { group, scope, names, conversion, versions } = spec;
  if (
    !isDefinition(manifest) ||
    !manifest.apiVersion.endsWith('/v1') ||
    !group ||
    !scope ||
    !names ||
    !versions
  ) {
    throw new PlatformError({
      problem: 'is not a CustomResourceDefinition that can be compared',
      given: `${manifest.apiVersion} ${manifest.kind} ${manifest.metadata.name}`,
      allowed: 'definitions of apiextensions.k8s.io/v1 with group, scope, names and versions',
    });
  }
  const { storedVersions } = Object(manifest.status) as { readonly storedVersions?: readonly string[] };
  return {
    group,
    scope,
    kind: names.kind,
    listKind: names.listKind ?? `${names.kind}List`,
    plural: names.plural,
    singular: names.singular || names.kind.toLowerCase(),
    shortNames: names.shortNames ?? [],
    categories: names.categories ?? [],
    conversion: conversion?.strategy ?? 'None',
    versions: versions.map((version) => readVersion(version, spec.preserveUnknownFields === true)),
    storedVersions:
      storedVersions ?? versions.filter(({ storage }) => storage === true).map(({ name }) => name),
  };
}

/** Definitions from before v1 may keep all unknown fields, which their schemas do not say. */
function readVersion(version: RawVersion, keepsUnknown: boolean): DefinitionVersion {
  const { name, served, storage, schema, subresources, selectableFields } = version;
  return {
    name,
    served: served === true,
    storage: storage === true,
    schema: {
      ...schema?.openAPIV3Schema,
      ...(keepsUnknown && { 'x-kubernetes-preserve-unknown-fields': true }),
    },
    hasStatus: subresources?.status !== undefined,
    scale: subresources?.scale,
    selectableFields: (selectableFields ?? []).map(({ jsonPath }) => jsonPath),
  };
}
