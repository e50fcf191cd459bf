import { PlatformError } from '../../core/errors';
import type { Manifest } from '../../core/rendered-object';
import { joinProblems } from '../schema/field-problem';
import type { OpenApiSchema } from '../schema/open-api-schema';
import type { JsonObject } from './json-type';
import { validateObject } from './validate';

/** A version of a kind, as far as objects are checked by it. */
export interface DefinitionVersion {
  /** Name of the version: `v1`. */
  readonly name: string;
  /** Whether the API server offers objects in this version. */
  readonly served: boolean;
  /** Whether the API server warns of the version. */
  readonly deprecated?: boolean;
  /** What it warns in. */
  readonly deprecationWarning?: string;
  /** The structural schema of objects. */
  readonly schema: { readonly openAPIV3Schema: OpenApiSchema };
  /** Parts of objects that are resources of their own. */
  readonly subresources?: { readonly scale?: { readonly specReplicasPath: string } };
}

const TEXT: OpenApiSchema = { type: 'string', minLength: 1 };
const BOOLEAN: OpenApiSchema = { type: 'boolean' };

/** An object of which some fields matter here. */
function part(
  properties: Readonly<Record<string, OpenApiSchema>>,
  ...optional: readonly string[]
): OpenApiSchema {
  return {
    type: 'object',
    properties,
    required: Object.keys(properties).filter((name) => !optional.includes(name)),
    'x-kubernetes-preserve-unknown-fields': true,
  };
}

/**
 * What a CustomResourceDefinition has for objects to be checked by it.
 * Source: CustomResourceDefinitionSpec in k8s.io/apiextensions-apiserver, pkg/apis/apiextensions/v1/types.go.
 */
const DEFINITION = part({
  apiVersion: { type: 'string', enum: ['apiextensions.k8s.io/v1'] },
  spec: part({
    group: TEXT,
    names: part({ kind: TEXT, plural: TEXT }),
    scope: { type: 'string', enum: ['Cluster', 'Namespaced'] },
    // Of a kind from before structural schemas, the schema does not say what is kept.
    preserveUnknownFields: { ...BOOLEAN, enum: [false], default: false },
    versions: {
      type: 'array',
      minItems: 1,
      items: part(
        {
          name: TEXT,
          served: BOOLEAN,
          storage: BOOLEAN,
          deprecated: BOOLEAN,
          deprecationWarning: { type: 'string' },
          schema: part({ openAPIV3Schema: part({}) }),
          subresources: part({ scale: part({ specReplicasPath: TEXT }) }, 'scale'),
        },
        ...['deprecated', 'deprecationWarning', 'subresources'],
      ),
    },
  }),
});

interface DefinitionSpec {
  readonly group: string;
  readonly names: { readonly kind: string; readonly plural: string };
  readonly scope: 'Cluster' | 'Namespaced';
  readonly versions: readonly DefinitionVersion[];
}

/** A CustomResourceDefinition, whoever wrote it, as far as objects are checked by it. */
export class Definition {
  /**
   * Reads the manifest of a CustomResourceDefinition.
   * @throws PlatformError without a path, with every field that is wrong
   */
  static of(manifest: Manifest): Definition {
    const problems = validateObject(DEFINITION, manifest as unknown as JsonObject);
    if (problems.length > 0) throw joinProblems(problems);
    const definition = new Definition(manifest.spec as DefinitionSpec);
    if (manifest.metadata.name === definition.name) return definition;
    throw new PlatformError(
      { problem: 'is not its plural and group', given: manifest.metadata.name, allowed: definition.name },
      { prop: 'metadata.name' },
    );
  }

  private constructor(private readonly spec: DefinitionSpec) {}

  /** Its name: `certificates.cert-manager.io`. */
  get name(): string {
    return `${this.spec.names.plural}.${this.spec.group}`;
  }

  /** What its objects are known by, whatever their version: `cert-manager.io/Certificate`. */
  get groupKind(): string {
    return `${this.spec.group}/${this.spec.names.kind}`;
  }

  /** Whether its objects live in a namespace. */
  get namespaced(): boolean {
    return this.spec.scope === 'Namespaced';
  }

  /** The versions that the API server offers. */
  get served(): readonly DefinitionVersion[] {
    return this.spec.versions.filter(({ served }) => served);
  }
}
