import { z } from 'zod';
import { POSTGRES_KINDS } from '../../lib';
import { Kind } from '../../lib/kind/kind';
import { fieldAt, type OpenApiSchema } from '../../lib/kind/schema/open-api-schema';

/** The fields below a schema of which `kubectl explain` would say nothing. */
function undescribed(schema: OpenApiSchema, field: string): readonly string[] {
  const { properties = {}, items, additionalProperties } = schema;
  return [
    ...Object.entries(properties).flatMap(([property, part]) => {
      const at = fieldAt(field, { property });
      return [...(part.description?.trim() ? [] : [at]), ...undescribed(part, at)];
    }),
    ...(items ? undescribed(items, fieldAt(field, 'items')) : []),
    ...(additionalProperties ? undescribed(additionalProperties, fieldAt(field, 'values')) : []),
  ];
}

function undescribedIn(kind: Kind): readonly string[] {
  return kind.versions.flatMap(({ schema }) => {
    const { spec = {}, status = {} } = schema.properties ?? {};
    return [...undescribed(spec, 'spec'), ...undescribed(status, 'status')];
  });
}

test.each(POSTGRES_KINDS)('every field of $resource.kind has a description', (kind) => {
  expect(undescribedIn(kind)).toEqual([]);
});

test('a field without a description is found, wherever it is', () => {
  const item = z.strictObject({ told: z.string().describe('Told.'), untold: z.string() });
  const kind = new Kind({
    group: 'toys.example.com',
    kind: 'Toy',
    plural: 'toys',
    description: 'A toy.',
    spec: z.strictObject({
      list: z.array(item).describe('A list.'),
      map: z.record(z.string(), item).describe('A map.'),
      object: item,
      blank: z.string().describe(' '),
    }),
    status: z.strictObject({ seen: z.boolean().optional() }),
  });
  expect(undescribedIn(kind)).toEqual([
    'spec.blank',
    'spec.list[].untold',
    'spec.map.*.untold',
    'spec.object',
    'spec.object.untold',
    'status.seen',
  ]);
});
