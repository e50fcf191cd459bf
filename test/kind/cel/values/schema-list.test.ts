import { toValue } from '../../../../lib/kind/cel/values/data';
import { List } from '../../../../lib/kind/cel/values/value';
import type { OpenApiSchema } from '../../../../lib/kind/schema/open-api-schema';

const ITEM: OpenApiSchema = {
  type: 'object',
  properties: { name: { type: 'string' }, v: { type: 'integer' } },
};

function list(data: readonly unknown[], schema: OpenApiSchema): List {
  const value = toValue(data, { type: 'array', ...schema });
  if (value instanceof List) return value;
  throw new Error('it is no list');
}

const atomic = (...data: readonly string[]) => list(data, { items: { type: 'string' } });
const set = (...data: readonly string[]) =>
  list(data, { items: { type: 'string' }, 'x-kubernetes-list-type': 'set' });
const keyed = (...data: readonly object[]) =>
  list(data, { items: ITEM, 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'] });

test('sets are equal in any order, and other lists are not', () => {
  expect(set('a', 'b').equals(set('b', 'a'))).toBe(true);
  expect(set('a', 'b').equals(atomic('b', 'a'))).toBe(true);
  expect(atomic('b', 'a').equals(set('a', 'b'))).toBe(false);
  expect(set('a', 'b').equals(set('a', 'c'))).toBe(false);
  expect(set('a', 'b').equals(set('a'))).toBe(false);
  expect(() => set('a').equals('a')).toThrow('a list is compared with what is none');
});

test('keyed lists are equal by the items of each key', () => {
  const [a, b] = [{ name: 'a', v: 1 }, { name: 'b' }];
  expect(keyed(a, b).equals(keyed(b, a))).toBe(true);
  expect(keyed(a, b).equals(keyed(b, { ...a, v: 2 }))).toBe(false);
  expect(keyed(a, b).equals(keyed(a, a))).toBe(false);
});

test('a sum with a set has each item once, and one with a keyed list the last of each key', () => {
  expect([...set('a', 'b').concat(atomic('c', 'a'))]).toEqual(['a', 'b', 'c']);
  expect([...atomic('a').concat(set('a'))]).toEqual(['a', 'a']);
  const sum = keyed({ name: 'a', v: 1 }, { name: 'b' }).concat(keyed({ name: 'a', v: 2 }));
  expect(sum.equals(keyed({ name: 'a', v: 2 }, { name: 'b' }))).toBe(true);
  expect(sum.size).toBe(2);
});

test('a set of what is no scalar is not compared', () => {
  const sets = () => list([{ name: 'a' }], { items: ITEM, 'x-kubernetes-list-type': 'set' });
  expect(() => sets().equals(sets())).toThrow('only where their items are scalars');
});
