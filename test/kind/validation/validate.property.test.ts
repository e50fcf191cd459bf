import Ajv from 'ajv';
import fc from 'fast-check';
import type { OpenApiSchema } from '../../../lib/kind/schema/open-api-schema';
import { validate } from '../../../lib/kind/validation/validate';
import { JSON_SCHEMA, KUBERNETES, schemas, values } from './arbitraries';

const ajv = new Ajv({ strict: false, unicodeRegExp: true, ownProperties: true });

/** A structural schema as JSON Schema, in which fields that it does not have are to be ruled out by word. */
function asJsonSchema(schema: OpenApiSchema): object {
  const { properties, additionalProperties, items } = schema;
  const parts = Object.entries(properties ?? {}).map(([name, part]) => [name, asJsonSchema(part)]);
  return {
    ...schema,
    ...(schema.type === 'object' && {
      properties: Object.fromEntries(parts),
      additionalProperties: additionalProperties ? asJsonSchema(additionalProperties) : false,
    }),
    ...(items && { items: asJsonSchema(items) }),
  };
}

test('a value passes when it does by JSON Schema, where both mean the same', () => {
  const verdicts = { passed: 0, refused: 0 };
  const drawn = schemas(3, JSON_SCHEMA).chain((schema) =>
    fc.record({
      schema: fc.constant(schema),
      drafts: fc.array(values(schema, JSON_SCHEMA), { minLength: 3, maxLength: 6 }),
    }),
  );
  fc.assert(
    fc.property(drawn, ({ schema, drafts }) => {
      const passes = ajv.compile(asJsonSchema(schema));
      for (const value of drafts) {
        const expected = passes(value);
        verdicts[expected ? 'passed' : 'refused']++;
        expect({ schema, value, passed: validate(schema, value, 'spec').length === 0 }).toEqual({
          schema,
          value,
          passed: expected,
        });
      }
    }),
    { numRuns: 500 },
  );
  expect(Math.min(verdicts.passed, verdicts.refused)).toBeGreaterThan(200);
}, 60_000);

test('no value and no schema is too strange to be checked, and every problem is told of one field', () => {
  const drawn = schemas(3, KUBERNETES).chain((schema) =>
    fc.record({ schema: fc.constant(schema), value: values(schema, KUBERNETES, 3) }),
  );
  fc.assert(
    fc.property(drawn, ({ schema, value }) => {
      const before = JSON.stringify(value);
      const fields = validate(schema, value, 'spec').map(({ field }) => field);
      expect(JSON.stringify(value)).toBe(before);
      expect(fields).toEqual([...new Set(fields)]);
      expect(fields.filter((field) => !/^spec($|\.|\[)/.test(field))).toEqual([]);
    }),
    { numRuns: 1000 },
  );
}, 60_000);
