import type { OpenApiSchema } from '../../../lib/kind/schema/open-api-schema';
import { checkStructural } from '../../../lib/kind/schema/structural';

const keyed = (properties: object, keys: readonly string[]): object => ({
  type: 'array',
  items: { type: 'object', properties, required: ['name'] },
  'x-kubernetes-list-type': 'map',
  'x-kubernetes-list-map-keys': keys,
});
const check = (schema: object) => () => checkStructural(schema as OpenApiSchema, 'spec');
const STRING = { type: 'string' };

test('a schema whose every part has a type is structural', () => {
  expect(
    check({
      type: 'object',
      properties: {
        list: { type: 'array', items: STRING, 'x-kubernetes-list-type': 'set' },
        map: { type: 'object', additionalProperties: STRING },
        port: { anyOf: [{ type: 'integer' }, STRING], 'x-kubernetes-int-or-string': true },
        template: {
          type: 'object',
          'x-kubernetes-embedded-resource': true,
          'x-kubernetes-preserve-unknown-fields': true,
        },
      },
    }),
  ).not.toThrow();
});

test.each<[string, object, string]>([
  ['a part without a type', { type: 'object', properties: { a: {} } }, 'spec.a has no type'],
  ['a union', { anyOf: [STRING, STRING] }, 'spec is a union'],
  ['one of several', { ...STRING, oneOf: [{}] }, 'spec has "oneOf"'],
  ['a reference', { ...STRING, $ref: '#/x' }, 'spec has "$ref"'],
  ['a constant', { ...STRING, const: 'x' }, 'spec has "const"'],
  ['a bound of another type', { ...STRING, minimum: 1 }, 'spec has "minimum"'],
  ['a type beside int-or-string', { ...STRING, 'x-kubernetes-int-or-string': true }, 'has a type beside'],
  ['items without a schema', { type: 'array' }, 'spec is a list whose items have no schema'],
  ['an item without a type', { type: 'array', items: {} }, 'spec[] has no type'],
  ['a value without a type', { type: 'object', additionalProperties: {} }, 'spec.* has no type'],
  [
    'fields beside other fields',
    { type: 'object', properties: { a: STRING }, additionalProperties: STRING },
    'spec has both properties and additionalProperties',
  ],
  [
    'an unknown format',
    { ...STRING, format: 'color' },
    'does not know; given: "color"; allowed: bsonobjectid, byte',
  ],
  ['a type inside allOf', { ...STRING, allOf: [STRING] }, 'spec has "type" inside allOf'],
  ['an unreadable pattern inside allOf', { ...STRING, allOf: [{ pattern: '(?!a)' }] }, 'cannot read'],
  [
    'a back reference',
    { ...STRING, pattern: '(a)\\1' },
    'cannot read: invalid escape sequence: `\\1`; given: "(a)\\\\1"',
  ],
  [
    'a list by key without keys',
    { type: 'array', items: STRING, 'x-kubernetes-list-type': 'map' },
    'without the other',
  ],
  [
    'a key that items may lack',
    {
      type: 'array',
      items: { type: 'object', properties: { name: STRING } },
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['name'],
    },
    'spec has a list-map key that its items may lack; given: "name"',
  ],
  [
    'a set of objects',
    { type: 'array', items: { type: 'object' }, 'x-kubernetes-list-type': 'set' },
    'spec is a set of objects',
  ],
  ['a list type that is none', { type: 'array', items: STRING, 'x-kubernetes-list-type': 'bag' }, 'is none'],
  [
    'a set of lists',
    { type: 'array', items: { type: 'array', items: STRING }, 'x-kubernetes-list-type': 'set' },
    'spec is a set of lists',
  ],
  [
    'a set with null in it',
    { type: 'array', items: { ...STRING, nullable: true }, 'x-kubernetes-list-type': 'set' },
    'spec is a list of type set whose items may be null',
  ],
  [
    'a map type that is none',
    { type: 'object', 'x-kubernetes-map-type': 'loose' },
    'spec has a map type that is none',
  ],
  [
    'a word against unknown fields',
    { type: 'object', 'x-kubernetes-preserve-unknown-fields': false },
    'spec has x-kubernetes-preserve-unknown-fields false; allowed: true, or nothing',
  ],
  ['a key twice', keyed({ name: STRING }, ['name', 'name']), 'spec has a list-map key twice; given: "name"'],
  [
    'a key that is an object',
    keyed({ name: { type: 'object' } }, ['name']),
    'spec has a list-map key that is no single value; given: "name"',
  ],
  [
    'a count that is none',
    { ...STRING, maxLength: 1.5 },
    'spec has a maxLength that counts nothing; given: 1.5; allowed: an integer of at least 0',
  ],
  [
    'an embedded resource without fields',
    { type: 'object', 'x-kubernetes-embedded-resource': true },
    'spec is an embedded resource without fields',
  ],
])('%s is refused', (_, schema, message) => {
  expect(check(schema)).toThrow(message);
});
