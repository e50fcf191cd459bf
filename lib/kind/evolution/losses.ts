import type { Change, ChangeName } from './change';
import type { AnySchema } from './definition';
import { objectSchemaChanges } from './schema-changes';

/** What another version may say otherwise without an object of the first being refused or losing anything. */
const HARMLESS: readonly ChangeName[] = [
  'default-added',
  'default-changed',
  'default-removed',
  'transition-rule-added',
];

/**
 * What an object of one version would lose, or be refused for, as an object of another: what stands between two
 * versions of a kind that the API server converts by doing nothing but to change the apiVersion (strategy `None`).
 * Empty when every object of the first is one of the second, with all its fields.
 *
 * Both directions matter: an object is stored in one of the versions, and read and written in all that are served. The
 * API server prunes it by the version that it is stored in and by that which it is asked for, checks it by the latter,
 * and fills in the defaults of the version in which it was written, or else is stored.
 * Source: https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/
 * @param from schema of whole objects of the first version
 * @param to schema of whole objects of the second
 */
export function lossesBetween(from: AnySchema, to: AnySchema): readonly Change[] {
  return [...objectSchemaChanges(filled(from), to)].filter(({ change }) => !HARMLESS.includes(change));
}

/** A schema of objects whose defaults are filled in: a field with one is always there. */
function filled(schema: AnySchema): AnySchema {
  const { properties, items, additionalProperties } = schema;
  const fields = Object.entries(properties ?? {});
  const defaulted = fields.filter(([, field]) => field.default !== undefined).map(([name]) => name);
  return {
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(fields.map(([name, field]) => [name, filled(field)])),
    }),
    ...(items && { items: filled(items) }),
    ...(typeof additionalProperties === 'object' && { additionalProperties: filled(additionalProperties) }),
    ...(defaulted.length > 0 && { required: [...(schema.required ?? []), ...defaulted] }),
  };
}
