import { z } from 'zod';
import { z as old } from 'zod/v3';
import * as fields from '../../../lib/kind/schema/fields';
import { openApiOf } from '../../../lib/kind/schema/from-zod';
import type { OpenApiSchema } from '../../../lib/kind/schema/open-api-schema';

/** The schema of one field called `a`. */
function converted(field: z.ZodType): OpenApiSchema | undefined {
  return openApiOf(z.strictObject({ a: field }), 'spec').properties?.a;
}

describe('the schema of a zod schema', () => {
  test('has keys in alphabetical order, and no trace of JSON Schema', () => {
    const schema = openApiOf(z.strictObject({ b: z.string().describe('B.'), a: z.int().min(1) }), 'spec');
    expect(JSON.stringify(schema)).toBe(
      '{"properties":{"a":{"minimum":1,"type":"integer"},"b":{"description":"B.","type":"string"}},"required":["a","b"],"type":"object"}',
    );
  });

  test('does not require what has a default or is optional', () => {
    const schema = openApiOf(z.strictObject({ a: z.int().default(1), b: z.string().optional() }), 'spec');
    expect(schema.required).toBeUndefined();
    expect(schema.properties?.a).toEqual({ default: 1, type: 'integer' });
  });

  test.each<[string, z.ZodType, OpenApiSchema]>([
    ['no description where it is empty, which no server stores', z.string().describe(''), { type: 'string' }],
    ['an integer without the bounds of JavaScript', z.int(), { type: 'integer' }],
    ['a float, whose bounds would refuse integers', z.float64().max(5), { maximum: 5, type: 'number' }],
    ['a 32-bit float', z.float32(), { type: 'number' }],
    ['a 32-bit integer', z.int32().min(0), { format: 'int32', minimum: 0, type: 'integer' }],
    ['a number above a bound', z.number().gt(0), { exclusiveMinimum: true, minimum: 0, type: 'number' }],
    ['an enum', z.enum(['x', 'y']), { enum: ['x', 'y'], type: 'string' }],
    ['a literal', z.literal('x'), { enum: ['x'], type: 'string' }],
    ['a nullable string', z.string().nullable(), { nullable: true, type: 'string' }],
    ['a pattern with slashes', z.string().regex(/^s3:\/\/./), { pattern: '^s3://.', type: 'string' }],
    ['a prefix', z.string().startsWith('s3://'), { pattern: '^s3://.*', type: 'string' }],
    [
      'two patterns',
      z.string().regex(/^a/).regex(/b$/),
      { allOf: [{ pattern: '^a' }, { pattern: 'b$' }], type: 'string' },
    ],
    ['a date-time, without a pattern', fields.timestamp(), { format: 'date-time', type: 'string' }],
    [
      'a schedule, by a rule in the words of its author',
      fields.schedule(),
      {
        maxLength: 256,
        type: 'string',
        'x-kubernetes-validations': [
          { rule: expect.stringContaining('.matches('), message: expect.stringContaining('CronJob') },
        ],
      },
    ],
    ['a URL, whose format Go reads otherwise', z.url(), { type: 'string' }],
    ['a map', z.record(z.string(), z.int()), { additionalProperties: { type: 'integer' }, type: 'object' }],
    ['an object without fields', z.strictObject({}), { type: 'object' }],
    [
      'a loose object',
      z.looseObject({ b: z.string().optional() }),
      {
        properties: { b: { type: 'string' } },
        type: 'object',
        'x-kubernetes-preserve-unknown-fields': true,
      },
    ],
    [
      'anything',
      z.unknown().meta({ 'x-kubernetes-preserve-unknown-fields': true }),
      { 'x-kubernetes-preserve-unknown-fields': true },
    ],
    [
      'a list by key',
      z
        .array(z.strictObject({ name: z.string() }))
        .max(3)
        .meta({ 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'] }),
      {
        items: { properties: { name: { type: 'string' } }, required: ['name'], type: 'object' },
        maxItems: 3,
        type: 'array',
        'x-kubernetes-list-map-keys': ['name'],
        'x-kubernetes-list-type': 'map',
      },
    ],
    [
      'a CEL rule',
      z.string().meta(fields.celRules({ rule: "self != ''" })),
      { type: 'string', 'x-kubernetes-validations': [{ rule: "self != ''" }] },
    ],
    [
      'CEL rules of one meta after the other',
      z
        .string()
        .meta(fields.celRules({ rule: "self != ''" }))
        .optional()
        .meta(fields.celRules({ rule: "self != 'a'" }))
        .describe('Text.')
        .meta(fields.celRules({ rule: "self != 'b'" }, { rule: "self != ''" })),
      {
        type: 'string',
        description: 'Text.',
        'x-kubernetes-validations': [
          { rule: "self != ''" },
          { rule: "self != 'a'" },
          { rule: "self != 'b'" },
        ],
      },
    ],
    [
      'a number or text',
      fields.intOrString(),
      { anyOf: [{ type: 'integer' }, { type: 'string' }], 'x-kubernetes-int-or-string': true },
    ],
    [
      'annotations of zod, left out',
      z
        .string()
        .readonly()
        .meta({ examples: ['x'], deprecated: true }),
      { type: 'string' },
    ],
    ['a refinement, left to synth', z.string().refine((text) => text !== 'x'), { type: 'string' }],
  ])('describes %s', (_, field, schema) => {
    expect(converted(field)).toEqual(schema);
  });

  test('completes nested defaults as the API server does', () => {
    const schema = z.strictObject({ a: z.strictObject({ b: z.int().default(1) }).prefault({}) });
    expect(openApiOf(schema, 'spec').properties?.a).toMatchObject({ default: {} });
    expect(schema.parse({})).toEqual({ a: { b: 1 } });
  });
});

const tree: z.ZodType = z.strictObject({
  get children() {
    return z.array(tree);
  },
});

describe('what a structural schema cannot say is refused by the name of the field', () => {
  test.each<[string, z.ZodType, string]>([
    ['an object that drops unknown fields', z.object({}), 'spec.a is an object that drops unknown fields'],
    [
      'other fields beside fields',
      z.strictObject({ b: z.int() }).catchall(z.int()),
      'spec.a has both fields',
    ],
    ['a union', z.union([z.string(), z.boolean()]), 'spec.a is a union'],
    ['a transform', z.array(z.string().transform(Number)), 'spec.a[] is a zod "pipe"'],
    ['a catch', z.string().catch('x'), 'spec.a is a zod "catch"'],
    ['a date', z.strictObject({ b: z.date() }), 'spec.a.b cannot be described in a schema: Date'],
    ['nothing in particular', z.any(), 'spec.a has no type'],
    ['flags of a pattern', z.string().regex(/a/i), 'spec.a has a pattern with flags'],
    [
      'a pattern that looks ahead',
      z.string().regex(/(?=a)/),
      'spec.a has a pattern that the API server cannot read',
    ],
    ['an invalid default', z.int().max(3).default(4), 'spec.a has an invalid default; given: 4'],
    [
      'a default that leaves nested defaults out',
      z.strictObject({ b: z.int().default(1) }).default({} as { b: number }),
      'spec.a has a default that is not what the API server would store; given: {}; allowed: {"b":1}',
    ],
    ['keys of a map', z.record(z.string().regex(/^a/), z.int()), 'spec.a restricts the keys of a map'],
    ['a value of a map', z.record(z.string(), z.any()), 'spec.a.* has no type'],
    ['a tuple', z.tuple([z.int()]), 'spec.a[] is a union'],
    ['a schema by reference', z.int().meta({ id: 'shared' }), 'spec has "definitions"'],
    ['an unknown keyword', z.int().meta({ uniqueItems: true }), 'spec.a has "uniqueItems"'],
    ['an unknown extension', z.int().meta({ 'x-kubernetes-foo': 1 }), 'spec.a has "x-kubernetes-foo"'],
    [
      'a part of zod 3',
      old.string() as unknown as z.ZodType,
      'spec has a field that is not a schema of zod 4',
    ],
    ['a schema that holds itself', tree, 'spec cannot be described in a schema: Cycle detected'],
  ])('%s', (_, field, message) => {
    expect(() => converted(field)).toThrow(message);
  });
});
