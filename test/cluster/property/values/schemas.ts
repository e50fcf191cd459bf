import * as fc from 'fast-check';
import { fields, z } from '../../../../lib';
import { map, mostly } from './records';
import { text } from './texts';

const fieldName = mostly(
  fc.stringMatching(/^[a-z][A-Za-z0-9]{0,8}$/),
  fc.constantFrom(
    'x-y',
    'a_b',
    'items',
    'properties',
    'type',
    'self',
    'in',
    'namespace',
    '$ref',
    '0',
    'a.b',
    '\u00e9',
  ),
  20,
).filter((name) => name !== 'metadata' && name !== 'conditions' && name !== 'observedGeneration');

/** A schema of a single value or list, and values that it takes. */
interface Typed {
  readonly schema: z.ZodType;
  readonly values: readonly unknown[];
}

const strings: fc.Arbitrary<Typed> = fc.oneof(
  fc.constant({ schema: z.string(), values: ['', 'a'] }),
  fc.tuple(fc.nat(5), fc.nat(200)).map(([min, more]) => ({
    schema: z
      .string()
      .min(min)
      .max(min + more),
    values: ['a'.repeat(min)],
  })),
  mostly(
    fc.constantFrom(/^[a-z]+$/, /^(s3|gs):\/\/\S+$/, /^[-a-z0-9]{1,63}$/, /^\d{4}-\d\d$/, /^\p{L}*$/u),
    // What Go reads otherwise, or not at all.
    fc.constantFrom(
      ...['^[^]$', '^[]$'].map((text) => new RegExp(text)),
      ...[/^\u00e9$/, /^a{2000}$/, /^(?!a)/, /^(a)\1$/, /^\cJ$/, /^[\w-]$/, /^a{,3}$/],
    ),
  ).map((pattern) => ({ schema: z.string().regex(pattern), values: [] })),
  fc.constant({ schema: z.enum(['A', 'B', 'c d']), values: ['A', 'c d'] }),
  mostly(text, fc.constant('a')).map((value) => ({ schema: z.literal(value), values: [value] })),
  fc.constantFrom<Typed>(
    { schema: fields.timestamp(), values: ['2030-01-31T02:00:00Z'] },
    { schema: fields.quantity(), values: ['500m', '10Gi', 3] },
    { schema: fields.intOrString(), values: [1, '50%'] },
    { schema: z.email(), values: ['a@example.com'] },
    { schema: z.uuid(), values: ['123e4567-e89b-42d3-a456-426614174000'] },
    { schema: z.ipv4(), values: ['192.0.2.1'] },
    { schema: z.ipv6(), values: ['2001:db8::1'] },
    { schema: z.cidrv4(), values: ['192.0.2.0/24'] },
    { schema: z.iso.date(), values: ['2030-01-31'] },
    { schema: z.iso.duration(), values: ['P1D'] },
    { schema: z.url(), values: ['https://example.com'] },
    { schema: z.string().startsWith('a').endsWith('b'), values: ['ab'] },
    { schema: z.base64(), values: ['YQ=='] },
    { schema: z.hostname(), values: ['example.com'] },
    { schema: z.nanoid(), values: [] },
  ),
);

const numbers: fc.Arbitrary<Typed> = fc.oneof(
  fc.tuple(fc.integer(), fc.nat(1000)).map(([min, more]) => ({
    schema: z
      .int()
      .min(min)
      .max(min + more),
    values: [min, min + more],
  })),
  fc.constantFrom<Typed>(
    { schema: z.int(), values: [0, Number.MAX_SAFE_INTEGER] },
    { schema: z.int32(), values: [2 ** 31 - 1] },
    { schema: z.number(), values: [0.5, -1e300] },
    { schema: z.number().gt(0).lt(1), values: [0.5] },
    { schema: z.int().positive().multipleOf(5), values: [5] },
    { schema: z.number().multipleOf(0.1), values: [0.5] },
    { schema: z.float64(), values: [1.5] },
    { schema: z.literal(7), values: [7] },
    { schema: z.boolean(), values: [true, false] },
    { schema: z.literal(true), values: [true] },
  ),
);

const unknown: fc.Arbitrary<Typed> = fc.constantFrom<Typed>(
  { schema: z.looseObject({}), values: [{}, { a: [1] }] },
  { schema: z.any().meta({ 'x-kubernetes-preserve-unknown-fields': true }), values: [] },
);

const named = z.strictObject({ name: z.string(), part: z.strictObject({}).default({}) });

/** What stands beside a type, most of which the API server refuses. */
const odd: fc.Arbitrary<Typed> = fc.constantFrom(
  { schema: z.string().max(1.5), values: [] },
  ...(
    [
      [z.array(z.string().nullable()), { 'x-kubernetes-list-type': 'set' }],
      [z.array(z.string()), { 'x-kubernetes-list-type': 'bag' }],
      [z.array(z.array(z.string())), { 'x-kubernetes-list-type': 'set' }],
      [z.array(named), { 'x-kubernetes-list-type': 'set' }],
      [z.array(named), { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name', 'name'] }],
      [z.array(named), { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['part'] }],
      [z.array(named), { 'x-kubernetes-list-type': 'atomic' }],
      [z.strictObject({}), { 'x-kubernetes-map-type': 'atomic' }],
      [z.strictObject({}), { 'x-kubernetes-map-type': 'loose' }],
      [z.looseObject({}), { 'x-kubernetes-embedded-resource': true }],
      [z.strictObject({}), { 'x-kubernetes-preserve-unknown-fields': false }],
    ] satisfies [z.ZodType, Record<string, unknown>][]
  ).map(([schema, meta]) => ({ schema: schema.meta(meta), values: [] })),
);

const { typed } = fc.letrec<{ typed: Typed; compound: Typed }>((tie) => ({
  typed: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { weight: 4, arbitrary: strings },
    { weight: 3, arbitrary: numbers },
    { weight: 1, arbitrary: unknown },
    { weight: 3, arbitrary: mostly(tie('compound'), odd, 24) },
  ),
  compound: fc.oneof(
    fc.tuple(tie('typed'), fc.nat(3), fc.boolean()).map(([{ schema }, min, isBounded]) => ({
      schema: isBounded
        ? z
            .array(schema)
            .min(min)
            .max(min + 3)
        : z.array(schema),
      values: isBounded && min > 0 ? [] : [[]],
    })),
    tie('typed').map(({ schema }) => ({ schema: z.record(z.string(), schema), values: [{}] })),
    map(fieldName, tie('typed')).chain((parts) => optionals(parts)),
    fc.constantFrom<Typed>(
      {
        schema: z
          .array(z.strictObject({ name: z.string(), port: z.int().optional() }))
          .meta({ 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'] }),
        values: [[]],
      },
      { schema: z.array(z.string()).meta({ 'x-kubernetes-list-type': 'set' }), values: [['a']] },
      { schema: fields.objectReference('Secret'), values: [{ name: 'a' }] },
    ),
  ),
}));

function optionals(parts: Readonly<Record<string, Typed>>): fc.Arbitrary<Typed> {
  const shapes = Object.entries(parts).map(([name, part]) =>
    dressed(part).map((schema) => [name, schema] as const),
  );
  return fc
    .tuple(...shapes)
    .map((entries) => ({ schema: z.strictObject(Object.fromEntries(entries)), values: [] }));
}

/** A field as people declare it: described or not, needed or not, with a default, null, or never changed. */
function dressed({ schema, values }: Typed): fc.Arbitrary<z.ZodType> {
  const defaults =
    values.length > 0 ? [fc.constantFrom(...values).map((value) => schema.default(value))] : [];
  return fc
    .oneof(
      fc.constant(schema),
      fc.constant(schema.optional()),
      fc.constant(schema.nullable()),
      fc.constant(schema.nullable().optional()),
      ...defaults,
    )
    .chain((part) =>
      fc.oneof(
        { weight: 6, arbitrary: fc.constant(part) },
        { weight: 3, arbitrary: text.map((description) => part.describe(description)) },
        {
          weight: 1,
          arbitrary: mostly(fc.constant('the field'), text, 3).map((what) =>
            part.meta(fields.immutable(what)),
          ),
        },
      ),
    );
}

/** Schemas of objects with fields of every sort. */
export const objectSchema: fc.Arbitrary<z.ZodObject> = map(fieldName, typed, { max: 5 })
  .chain((parts) => optionals(parts))
  .map(({ schema }) => schema as z.ZodObject);
