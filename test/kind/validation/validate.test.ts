import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { joinProblems } from '../../../lib/kind/schema/field-problem';
import type { OpenApiSchema } from '../../../lib/kind/schema/open-api-schema';
import { validate } from '../../../lib/kind/validation/validate';

/** Schemas of a field and its values, and whether apiextensions-apiserver of Kubernetes 1.37 takes them. */
const CASES: readonly (readonly [schema: OpenApiSchema, value: unknown, accepted: boolean])[] = JSON.parse(
  readFileSync(join(__dirname, 'validate.cases.json'), 'utf8'),
);

const told = (schema: object, value: unknown, field = 'spec'): string[] =>
  validate(schema as OpenApiSchema, value, field).map((problem) => joinProblems([problem]).message);

const STRING = { type: 'string' } as const;
const INTEGER = { type: 'integer' } as const;
const ANYTHING = { 'x-kubernetes-preserve-unknown-fields': true } as const;
const object = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more });
const list = (items: object, more: object = {}) => ({ type: 'array', items, ...more });

test('values pass that the Go code of the API server takes, and no others', () => {
  const wrong = CASES.filter(
    ([schema, value, accepted]) =>
      (told(object({ spec: schema }), { spec: value }).length === 0) !== accepted,
  );
  expect(wrong).toEqual([]);
  expect(CASES.length).toBe(300);
});

describe('a problem names the field, what is wrong, the value and what is allowed', () => {
  test.each<[string, object, unknown, string]>([
    ['another type', STRING, 1, 'spec has the wrong type; given: 1; allowed: a string'],
    ['a function', ANYTHING, () => 1, 'spec has the wrong type; given: ()=>1; allowed: anything'],
    ['a bigint', INTEGER, 10n, 'spec has the wrong type; given: 10; allowed: an integer'],
    ['a number that is not finite', { type: 'number' }, Number.NaN, 'spec has the wrong type; given: NaN'],
    ['a fraction for an integer', INTEGER, 1.5, 'has the wrong type; given: 1.5; allowed: an integer'],
    ['an integer beyond 64 bits', INTEGER, 2 ** 63, 'has the wrong type; given: 9223372036854776000'],
    ['an integer beyond 32 bits', { ...INTEGER, format: 'int32' }, 2 ** 31, 'is beyond the range of int32'],
    ['a number beyond a float', { type: 'number', format: 'float' }, 1e39, 'is beyond the range of float'],
    [
      'a choice that is none',
      { ...STRING, enum: ['a', 'b'], nullable: true },
      'c',
      'spec is not one of the allowed values; given: "c"; allowed: one of "a", "b"',
    ],
    [
      'null among choices',
      { ...STRING, enum: ['a'], nullable: true },
      null,
      'is not one of the allowed values',
    ],
    [
      'too much',
      { ...INTEGER, maximum: 3 },
      4,
      'is above its maximum; given: 4; allowed: an integer at most 3',
    ],
    [
      'a bound that is excluded',
      { type: 'number', minimum: 0, exclusiveMinimum: true, maximum: 1 },
      0,
      'spec is below its minimum; given: 0; allowed: a number above 0 and at most 1',
    ],
    ['too little', { ...INTEGER, minimum: 2 }, 1, 'is below its minimum; given: 1'],
    [
      'a step between',
      { ...INTEGER, multipleOf: 5 },
      7,
      'is out of step; given: 7; allowed: an integer, a multiple of 5',
    ],
    [
      'a bound that no integer can be held to',
      { ...INTEGER, minimum: 0.5 },
      1,
      'has a bound in its definition that is beyond the range of its type, so that no value passes',
    ],
    [
      'long text',
      { ...STRING, maxLength: 2 },
      'abc',
      'is too long; given: "abc"; allowed: a string of at most 2',
    ],
    ['short text', { ...STRING, minLength: 2 }, '🙂', 'is too short; given: "🙂"'],
    ['text of another form', { ...STRING, pattern: '^a' }, 'b', 'allowed: a string matching ^a'],
    ['text of another format', { ...STRING, format: 'ipv4' }, 'b', 'in the format ipv4'],
    [
      'few items',
      list(STRING, { minItems: 1 }),
      [],
      'has too few items; given: []; allowed: a list of at least 1',
    ],
    ['many items', list(STRING, { maxItems: 1 }), ['a', 'b'], 'has too many items'],
    [
      'few fields',
      object({}, { minProperties: 1 }),
      {},
      'has too few fields; given: {}; allowed: an object of at least',
    ],
    [
      'many fields',
      { type: 'object', additionalProperties: STRING, maxProperties: 1 },
      { a: 'b', c: 'd' },
      'allowed: a map of at most 1 field of a string',
    ],
    [
      'a field that is missing',
      object({ a: { ...STRING, minLength: 1 } }, { required: ['a'] }),
      {},
      'spec.a is required; allowed: a string of at least 1 character',
    ],
    [
      'a field that is not one',
      object({ a: STRING }),
      { b: 1 },
      'spec.b is not a field; given: 1; allowed: a',
    ],
    [
      'a field of what has none',
      { type: 'object' },
      { b: 1 },
      'spec.b is not a field; given: 1; allowed: no fields',
    ],
    [
      'a field of what has many',
      object(Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`field${i}`, STRING]))),
      { feild7: 'a' },
      'allowed: field7, field0, field1, field2, field3 and 25 others',
    ],
    [
      'an item twice in a set',
      list(STRING, { 'x-kubernetes-list-type': 'set' }),
      ['a', 'b', 'a'],
      'spec[2] is a duplicate of item 0; given: "a"; allowed: each item once',
    ],
    [
      'a key twice in a list by key',
      list(object({ name: STRING, port: INTEGER }), {
        'x-kubernetes-list-type': 'map',
        'x-kubernetes-list-map-keys': ['name', 'port'],
      }),
      [{ name: 'a', port: 1 }, { name: 'a' }, { port: 1, name: 'a' }],
      'spec[2] is a duplicate of item 0; given: {"name":"a","port":1}; allowed: items that differ in name or port',
    ],
    [
      'no alternative',
      object({ a: STRING, b: STRING }, { anyOf: [{ required: ['a'] }, { required: ['b'] }] }),
      {},
      'spec fits none of its alternatives; given: {}; allowed: at least one of: an object with a; an object with b',
    ],
    [
      'two alternatives',
      object({ a: STRING, b: STRING }, { oneOf: [{ required: ['a'] }, { required: ['b'] }] }),
      { a: '', b: '' },
      'spec fits 2 alternatives at once; given: {"a":"","b":""}; allowed: exactly one of: an object with a; an object with b',
    ],
    [
      'what it must not be',
      object({ a: STRING }, { not: { properties: { a: { enum: ['x'] } }, required: ['a'] } }),
      { a: 'x' },
      'spec is what it must not be; given: {"a":"x"}; allowed: anything but an object with a in which a is one of "x"',
    ],
    [
      'a bound of another schema that must hold',
      { ...STRING, allOf: [{ maxLength: 3 }, { pattern: '^a' }] },
      'abcd',
      'spec is too long; given: "abcd"; allowed: a string of at most 3 characters',
    ],
    [
      'a number that is neither integer nor text',
      { 'x-kubernetes-int-or-string': true },
      1.5,
      'allowed: an integer, or a string',
    ],
  ])('%s', (_, schema, value, message) => {
    expect(told(schema, value)).toEqual([expect.stringContaining(message)]);
  });

  test('in fields of fields, items and maps', () => {
    const schema = object({
      users: list(object({ name: STRING })),
      limits: { type: 'object', additionalProperties: { type: 'object', additionalProperties: INTEGER } },
    });
    const value = { users: [{ name: 'a' }, { name: 1 }], limits: { cpu: { 'a.b/c': 'x', d: 'y' } } };
    expect(validate(schema as OpenApiSchema, value, 'spec').map(({ field }) => field)).toEqual([
      'spec.users[1].name',
      'spec.limits.cpu[a.b/c]',
      'spec.limits.cpu.d',
    ]);
    expect(told(object({ a: STRING }), { a: 1 }, '')).toEqual([expect.stringMatching(/^a has/)]);
  });

  test('all of them, one for each field, in the order of the fields', () => {
    const schema = object({ a: { ...STRING, minLength: 3, pattern: 'x' }, b: INTEGER }, { required: ['c'] });
    expect(told(schema, { b: 'x', z: 1, a: '' })).toEqual([
      expect.stringMatching(/^spec.b has the wrong type/),
      expect.stringMatching(/^spec.z is not a field/),
      expect.stringMatching(/^spec.a is too short/),
      'spec.c is required',
    ]);
  });
});

describe('what the API server would do first', () => {
  test.each<[string, object, unknown]>([
    ['a null counts as left out', object({ a: STRING }), { a: null }],
    ['a null has the default', object({ a: { ...STRING, default: 'x' } }, { required: ['a'] }), { a: null }],
    ['what is left out has the default', object({ a: { ...STRING, default: 'x' } }, { required: ['a'] }), {}],
    [
      'a default has the defaults in it',
      object(
        { a: object({ b: { ...INTEGER, default: 1 } }, { required: ['b'], default: {} }) },
        { required: ['a'] },
      ),
      {},
    ],
    ['an item that is null has the default', list({ ...STRING, default: 'x' }), [null]],
    [
      'null is a value where it is allowed',
      object({ a: { ...STRING, nullable: true } }, { required: ['a'] }),
      { a: null },
    ],
    ['undefined is no value', object({ a: STRING }), { a: undefined, b: undefined }],
  ])('%s', (_, schema, value) => {
    expect(told(schema, value)).toEqual([]);
  });

  test('a null that is left out is missing where it is required', () => {
    expect(told(object({ a: STRING }, { required: ['a'] }), { a: null })).toEqual([
      'spec.a is required; allowed: a string',
    ]);
  });

  test('an item that is null stays', () => {
    expect(told(list(STRING), [null])).toEqual([
      expect.stringContaining('spec[0] has the wrong type; given: null'),
    ]);
  });

  test('keys by default are told apart', () => {
    const items = object({ name: STRING, protocol: { ...STRING, default: 'TCP' } });
    const ports = list(items, {
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['name', 'protocol'],
    });
    expect(told(ports, [{ name: 'a' }, { name: 'a', protocol: 'TCP' }])).toHaveLength(1);
  });

  test('nothing is changed in what is checked', () => {
    const value = Object.freeze({ list: Object.freeze([null]) });
    const schema = object({ a: { ...INTEGER, default: 1 }, list: list({ ...INTEGER, default: 2 }) });
    expect(told(schema, value)).toEqual([]);
    expect(value).toEqual({ list: [null] });
  });
});

describe('unknown fields', () => {
  test.each<[string, object, unknown, readonly string[]]>([
    ['are kept where the schema says so', { ...object({ a: STRING }), ...ANYTHING }, { b: { c: 1 } }, []],
    [
      'are not kept in fields that are known',
      { ...object({ a: object({ b: STRING }) }), ...ANYTHING },
      { a: { c: 1 }, d: 1 },
      ['spec.a.c'],
    ],
    [
      'are not kept below `additionalProperties: true`',
      { type: 'object', additionalProperties: true },
      { a: 1, b: { c: 1 }, d: [{ e: 1 }] },
      ['spec.b.c', 'spec.d[0].e'],
    ],
    ['by the name of what every object has', object({ a: STRING }), { constructor: 1 }, ['spec.constructor']],
    [
      'are no matter for schemas within a schema',
      object({ a: STRING, b: STRING }, { allOf: [{ properties: { a: { minLength: 1 } } }] }),
      { a: 'x', b: 'y' },
      [],
    ],
  ])('%s', (_, schema, value, fields) => {
    expect(validate(schema as OpenApiSchema, value, 'spec').map(({ field }) => field)).toEqual(fields);
  });
});

test('a list where a text of a format is due is refused, as server-side apply does', () => {
  expect(told({ ...STRING, format: 'date' }, ['2030-01-31'])).toHaveLength(1);
});

test('a list may have any number of wrong items', () => {
  expect(validate(list(STRING) as OpenApiSchema, new Array(200_000).fill(1), 'spec')).toHaveLength(200_000);
});
