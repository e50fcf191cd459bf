import type { OpenApiSchema } from '../../../lib/kind/schema/open-api-schema';
import { checkStructural } from '../../../lib/kind/schema/structural';

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
  ['an unknown format', { ...STRING, format: 'color' }, 'does not know; given: "color"; allowed: byte'],
  ['a type inside allOf', { ...STRING, allOf: [STRING] }, 'spec has "type" inside allOf'],
  ['an unreadable pattern inside allOf', { ...STRING, allOf: [{ pattern: '(?!a)' }] }, 'cannot read'],
  ['a back reference', { ...STRING, pattern: '(a)\\1' }, 'cannot read; given: "(a)\\\\1"'],
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
  [
    'an embedded resource without fields',
    { type: 'object', 'x-kubernetes-embedded-resource': true },
    'spec is an embedded resource without fields',
  ],
])('%s is refused', (_, schema, message) => {
  expect(check(schema)).toThrow(message);
});
