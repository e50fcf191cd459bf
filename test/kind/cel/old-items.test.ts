import { oldItems } from '../../../lib/kind/cel/old-items';
import type { OpenApiSchema } from '../../../lib/kind/schema/open-api-schema';

const KEYED: OpenApiSchema = {
  'x-kubernetes-list-type': 'map',
  'x-kubernetes-list-map-keys': ['name', 'port'],
};
const OLD = [
  { name: 'a', port: 1, v: 1 },
  { name: 'a', port: 2, v: 2 },
  { name: 'a', port: 1, v: 3 },
  { name: 'b' },
];

test('an item of a keyed list was the first with its keys', () => {
  const before = oldItems(KEYED, OLD);
  expect(before({ name: 'a', port: 1 })).toBe(OLD[0]);
  expect(before({ name: 'a', port: 2 })).toBe(OLD[1]);
  expect(before({ name: 'c', port: 1 })).toBeUndefined();
});

test('what lacks a key, or has another than a scalar, was nothing', () => {
  const before = oldItems(KEYED, OLD);
  for (const item of [{ name: 'b' }, { name: {}, port: 1 }, 'a', null]) expect(before(item)).toBeUndefined();
});

test('an item of any other list was nothing', () => {
  expect(oldItems({ 'x-kubernetes-list-type': 'set' }, ['a'])('a')).toBeUndefined();
  expect(oldItems({}, OLD)(OLD[0])).toBeUndefined();
  expect(oldItems(KEYED, undefined)(OLD[0])).toBeUndefined();
});
