import type { Manifest } from '../../lib';
import type { OpenApiSchema } from '../../lib/kind/schema/open-api-schema';
import type { DefinitionVersion } from '../../lib/kind/validation/definition';

/** What a definition of others says, where it is not what most say. */
export interface DefinitionProps {
  /** @default 'example.com' */
  readonly group?: string;
  /** @default - the kind in lower case, and an s */
  readonly plural?: string;
  /** @default true */
  readonly namespaced?: boolean;
  /** @default - one, `v1`, served and stored */
  readonly versions?: readonly Partial<DefinitionVersion>[];
  /** @default - a spec of anything */
  readonly schema?: OpenApiSchema;
}

const ANYTHING: OpenApiSchema = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };

/** The CustomResourceDefinition of a kind of somebody else. */
export function definitionOf(kind: string, props: DefinitionProps = {}): Manifest {
  const { group = 'example.com', namespaced = true, versions = [{}], schema = ANYTHING } = props;
  const { plural = `${kind.toLowerCase()}s` } = props;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      names: { kind, listKind: `${kind}List`, plural, singular: kind.toLowerCase() },
      scope: namespaced ? 'Namespaced' : 'Cluster',
      versions: versions.map((version, index) => ({
        name: 'v1',
        served: true,
        storage: index === 0,
        schema: { openAPIV3Schema: { type: 'object', properties: { spec: schema } } },
        ...version,
      })),
    },
  };
}
