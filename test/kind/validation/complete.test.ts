import { complete } from '../../../lib/kind/validation/complete';

const PART = { type: 'string' } as const;

test('a value that lacks nothing is returned as it is', () => {
  const value = { a: 'x', list: [{ b: 'y' }], other: { c: null } };
  const items = { type: 'object', properties: { b: { ...PART, default: 'z' } } } as const;
  expect(complete({ properties: { a: PART, list: { type: 'array', items } } }, value)).toBe(value);
});

test('defaults are filled in where fields are left out or null, and in defaults', () => {
  const inner = { type: 'object', default: {}, properties: { c: { ...PART, default: 'z' } } } as const;
  const schema = { properties: { a: { ...PART, default: 'x' }, b: inner } };
  expect(complete(schema, {})).toEqual({ a: 'x', b: { c: 'z' } });
  expect(complete(schema, { a: null, b: { c: 'own' } })).toEqual({ a: 'x', b: { c: 'own' } });
});

test('a null goes where none is allowed, in fields and maps, and stays where one is, or where nothing is known', () => {
  const schema = {
    properties: { a: PART, b: { ...PART, nullable: true }, map: { additionalProperties: PART } },
  };
  expect(complete(schema, { a: null, b: null, map: { x: null, y: 'z' }, unknown: null })).toEqual({
    b: null,
    map: { y: 'z' },
    unknown: null,
  });
});

test('an item that is null has the default or stays', () => {
  expect(complete({ items: { ...PART, default: 'x' } }, [null, 'y'])).toEqual(['x', 'y']);
  const list = [null];
  expect(complete({ items: PART }, list)).toBe(list);
});

test('a default of null is none', () => {
  expect(complete({ properties: { a: { ...PART, default: null } } }, { a: null })).toEqual({});
});
