import { declare } from '../../../lib/kind/cel/declarations';
import { describeType } from '../../../lib/kind/cel/types/type';
import type { OpenApiSchema } from '../../../lib/kind/schema/open-api-schema';

const TEXT: OpenApiSchema = { type: 'string' };
const ANYTHING: OpenApiSchema = { 'x-kubernetes-preserve-unknown-fields': true };
const REQUEST = 3 * 1024 * 1024;

function shown(schema: OpenApiSchema): string | undefined {
  const declaration = declare(schema, false);
  return declaration && describeType(declaration.type);
}

test.each<[OpenApiSchema, string | undefined]>([
  [{ type: 'integer' }, 'int'],
  [{ type: 'number' }, 'double'],
  [{ type: 'boolean' }, 'bool'],
  [TEXT, 'string'],
  [{ ...TEXT, format: 'date-time' }, 'timestamp'],
  [{ ...TEXT, format: 'date' }, 'timestamp'],
  [{ ...TEXT, format: 'duration' }, 'duration'],
  [{ ...TEXT, format: 'byte' }, 'bytes'],
  [{ ...TEXT, format: 'uuid' }, 'string'],
  [{ 'x-kubernetes-int-or-string': true }, 'dyn'],
  [{ type: 'array', items: TEXT }, 'list(string)'],
  [{ type: 'object', additionalProperties: { type: 'integer' } }, 'map(string, int)'],
  [{ type: 'object', properties: { a: TEXT } }, 'object'],
  [{ type: 'object', 'x-kubernetes-preserve-unknown-fields': true }, 'object'],
  [ANYTHING, undefined],
  [{ type: 'array', items: ANYTHING }, undefined],
  [{ type: 'object', additionalProperties: ANYTHING }, undefined],
])('%j is of type %s', (schema, type) => {
  expect(shown(schema)).toBe(type);
});

test('an object has the fields that expressions can name and whose values have a type', () => {
  const properties = { a: TEXT, 'b-c': TEXT, '1': TEXT, any: ANYTHING, in: TEXT };
  const declaration = declare({ type: 'object', properties }, false);
  expect([...(declaration?.fields?.keys() ?? [])].sort()).toEqual(['__in__', 'a', 'b__dash__c']);
});

test('a whole object and an embedded one have a kind and a name, and no other metadata', () => {
  const embedded: OpenApiSchema = { type: 'object', 'x-kubernetes-embedded-resource': true };
  const whole = declare({ type: 'object', properties: { spec: embedded } }, true);
  expect([...(whole?.fields?.keys() ?? [])].sort()).toEqual(['apiVersion', 'kind', 'metadata', 'spec']);
  const metadata = whole?.fields?.get('spec')?.fields?.get('metadata');
  expect([...(metadata?.fields?.keys() ?? [])]).toEqual(['name', 'generateName']);
});

test('two parts of one form are two types', () => {
  const part: OpenApiSchema = { type: 'object', properties: { a: TEXT } };
  const { fields } = declare({ type: 'object', properties: { a: part, b: part } }, false) ?? {};
  expect(fields?.get('a')?.type).not.toBe(fields?.get('b')?.type);
});

test.each<[string, OpenApiSchema, number, string | undefined]>([
  ['a text', TEXT, REQUEST - 2, 'maxLength'],
  ['a bounded text, in bytes', { ...TEXT, maxLength: 10 }, 40, undefined],
  ['choices', { ...TEXT, enum: ['a', 'äö'] }, 4, undefined],
  ['a moment', { ...TEXT, format: 'date-time' }, 32, undefined],
  ['an integer or text', { 'x-kubernetes-int-or-string': true, maxLength: 5 }, 20, undefined],
  ['a list', { type: 'array', items: TEXT }, 1_048_575, 'maxItems'],
  ['a bounded list', { type: 'array', items: TEXT, maxItems: 7 }, 7, undefined],
  ['a map', { type: 'object', additionalProperties: TEXT }, 393_215, 'maxProperties'],
])('%s has at most so many elements', (_, schema, most, missing) => {
  expect(declare(schema, false)).toMatchObject({ maxElements: most });
  expect(declare(schema, false)?.missing).toBe(missing);
});

test('an object takes as many bytes as its required fields without a default', () => {
  const properties = { ab: { type: 'integer' }, c: { ...TEXT, default: 'x' }, d: TEXT } as const;
  expect(declare({ type: 'object', properties, required: ['ab', 'c'] }, false)?.minBytes).toBe(2 + 2 + 1 + 4);
});
