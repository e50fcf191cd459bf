import { toValue } from '../../../../lib/kind/cel/values/data';
import { MapValue, typeOfValue, type Value } from '../../../../lib/kind/cel/values/value';
import type { OpenApiSchema } from '../../../../lib/kind/schema/open-api-schema';

const TEXT: OpenApiSchema = { type: 'string' };

test.each<[string, unknown, OpenApiSchema, Value]>([
  ['an integer', 3, { type: 'integer' }, 3n],
  ['a number that looks like an integer', 3, { type: 'number' }, 3],
  ['an integer of 64 bits', 9007199254740993n, { type: 'integer' }, 9007199254740993n],
  ['an integer or text', 3, { 'x-kubernetes-int-or-string': true }, 3n],
  ['text or an integer', '3', { 'x-kubernetes-int-or-string': true }, '3'],
  ['null', null, { ...TEXT, nullable: true }, null],
  ['base64', 'aGk=', { ...TEXT, format: 'byte' }, new Uint8Array([0x68, 0x69])],
  ['text of another format', 'a@b', { ...TEXT, format: 'email' }, 'a@b'],
])('%s is a value by its schema', (_, data, schema, value) => {
  expect(toValue(data, schema)).toEqual(value);
});

test.each<[string, unknown, OpenApiSchema, string]>([
  ['date-time', '2020-01-01T00:00:00Z', { ...TEXT, format: 'date-time' }, 'timestamp'],
  ['date', '2020-01-01', { ...TEXT, format: 'date' }, 'timestamp'],
  ['duration', '1h', { ...TEXT, format: 'duration' }, 'duration'],
  ['an object', {}, { type: 'object' }, 'map'],
  ['a list', [], { type: 'array', items: TEXT }, 'list'],
])('%s is of type %s', (_, data, schema, type) => {
  expect(typeOfValue(toValue(data, schema)).kind).toBe(type);
});

test.each<[unknown, OpenApiSchema, string]>([
  [null, TEXT, 'got null for schema with nullable=false'],
  [1, TEXT, 'expected a string, got 1'],
  [1.5, { type: 'integer' }, 'expected an integer, got 1.5'],
  [1.5, { 'x-kubernetes-int-or-string': true }, 'expected either a string or an integer'],
  ['a', { type: 'boolean' }, 'expected a boolean'],
  [[], { type: 'object' }, 'expected an object'],
  [{}, { type: 'array', items: TEXT }, 'expected an array'],
  ['x', { ...TEXT, format: 'date-time' }, 'expected a date-time'],
  ['*', { ...TEXT, format: 'byte' }, 'expected base64'],
])('%j is none of its schema', (data, schema, message) => {
  expect(() => toValue(data, schema)).toThrow(message);
});

function map(data: object, schema: OpenApiSchema): MapValue {
  const value = toValue(data, { type: 'object', ...schema });
  if (value instanceof MapValue) return value;
  throw new Error('it is no map');
}

test('fields of an object are known by their names in expressions, and unknown ones are not', () => {
  const object = map({ 'a-b': 'x', in: 'y', z: 1 }, { properties: { 'a-b': TEXT, in: TEXT } });
  expect(object.keys()).toEqual(['a__dash__b', '__in__']);
  expect([object.find('a__dash__b'), object.find('a-b'), object.find('__in__'), object.find('z')]).toEqual([
    ...['x', 'x', 'y', undefined],
  ]);
  expect(object.size).toBe(3);
});

test('a field that is null is not there, and a value of a map that is null is', () => {
  const nullable = { ...TEXT, nullable: true };
  expect(map({ a: null }, { properties: { a: nullable } }).find('a')).toBeUndefined();
  expect(map({ a: null }, { additionalProperties: nullable }).find('a')).toBeNull();
});

test('keys of a map are as they are', () => {
  expect(map({ 'a-b': 'x' }, { additionalProperties: TEXT }).keys()).toEqual(['a-b']);
  expect(map({ constructor: 'x' }, { additionalProperties: TEXT }).find('toString')).toBeUndefined();
});

test('objects are equal by their known fields, and by unknown ones that both have', () => {
  const schema: OpenApiSchema = { properties: { a: TEXT }, 'x-kubernetes-preserve-unknown-fields': true };
  const one = map({ a: 'x', z: { deep: [1] } }, schema);
  expect(one.equals(map({ a: 'x', z: { deep: [1] } }, schema))).toBe(true);
  expect(one.equals(map({ a: 'x', z: { deep: [2] } }, schema))).toBe(false);
  expect(one.equals(map({ a: 'y', z: { deep: [1] } }, schema))).toBe(false);
  expect(() => one.equals('x')).toThrow('an object is compared with what is none');
});

test('an embedded resource shows its name and no more of its metadata', () => {
  const pod = { kind: 'Pod', metadata: { name: 'p', labels: {} } };
  const value = map(pod, { 'x-kubernetes-embedded-resource': true });
  const metadata = value.find('metadata');
  expect(metadata instanceof MapValue && metadata.keys()).toEqual(['name']);
  expect(value.find('kind')).toBe('Pod');
});
