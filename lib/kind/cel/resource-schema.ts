import type { OpenApiSchema } from '../schema/open-api-schema';

/** The greatest length of a name: that of a DNS subdomain. */
const MAX_NAME = 253;
const TEXT: OpenApiSchema = { type: 'string' };

const made = new WeakMap<OpenApiSchema, OpenApiSchema>();

/**
 * The schema by which rules see a whole object of Kubernetes: `apiVersion`, `kind` and of its metadata `name` and
 * `generateName` are there, and no more of it, whatever its own schema says.
 * Source: WithTypeAndObjectMeta in k8s.io/apiextensions-apiserver, pkg/apiserver/schema/cel/model/schemas.go.
 */
export function resourceSchema(schema: OpenApiSchema): OpenApiSchema {
  const known = made.get(schema);
  if (known) return known;
  const { name, generateName } = schema.properties?.metadata?.properties ?? {};
  const result: OpenApiSchema = {
    ...schema,
    properties: {
      ...schema.properties,
      apiVersion: TEXT,
      kind: TEXT,
      metadata: {
        type: 'object',
        properties: {
          name: { type: 'string', maxLength: Math.min(name?.maxLength ?? MAX_NAME, MAX_NAME) },
          // What is generated adds a character at least.
          generateName: {
            type: 'string',
            maxLength: Math.min(generateName?.maxLength ?? MAX_NAME - 1, MAX_NAME - 1),
          },
        },
      },
    },
  };
  made.set(schema, result);
  return result;
}
