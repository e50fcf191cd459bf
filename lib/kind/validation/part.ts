import type { OpenApiSchema } from '../schema/open-api-schema';

/** The schema of what may be anything, but keeps no field: what `additionalProperties: true` says to the server. */
const ANYTHING: OpenApiSchema = { nullable: true };

/** The schema of a field of an object; `undefined` where its schema has none for it. */
export function partOf(
  { properties, additionalProperties }: OpenApiSchema,
  key: string,
): OpenApiSchema | undefined {
  if (properties && Object.hasOwn(properties, key)) return properties[key];
  // Our own schemas have no such `true`, so the type does without; those of others do.
  return (additionalProperties as OpenApiSchema | true | undefined) === true
    ? ANYTHING
    : additionalProperties;
}

/** The schema of the items of a list. */
export function itemOf({ items }: OpenApiSchema): OpenApiSchema {
  return items ?? ANYTHING;
}
