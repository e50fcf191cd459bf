import { includes, PlainList, PlainMap } from '../../../../lib/kind/cel/values/collections';
import { toValue } from '../../../../lib/kind/cel/values/data';
import { Uint } from '../../../../lib/kind/cel/values/uint';

test('lists are equal by their items and their order', () => {
  expect(new PlainList([1n, 2n]).equals(new PlainList([1, 2]))).toBe(true);
  expect(new PlainList([1n, 2n]).equals(new PlainList([2n, 1n]))).toBe(false);
  expect(new PlainList([1n]).equals(new PlainList([1n, 1n]))).toBe(false);
});

test('a map finds a number by what it is worth', () => {
  const map = new PlainMap([
    [1n, 'a'],
    ['1', 'b'],
    [true, 'c'],
  ]);
  expect([map.find(1n), map.find(1), map.find(new Uint(1n)), map.find('1'), map.find(true)]).toEqual([
    ...['a', 'a', 'a', 'b', 'c'],
  ]);
  expect(map.find(1.5)).toBeUndefined();
  expect(map.find(null)).toBeUndefined();
});

test('of two entries of a key the last counts, unless one is added to what is there', () => {
  expect(
    new PlainMap([
      ['a', 1n],
      ['a', 2n],
    ]).find('a'),
  ).toBe(2n);
  expect(() => new PlainMap([['a', 1n]]).with('a', 2n)).toThrow('insert failed: the key a is there already');
  expect(new PlainMap([]).with('a', 2n).size).toBe(1);
});

test('any value can be a key, and one that is no scalar is found by no other', () => {
  const map = new PlainMap([[new PlainList([]), 1n]]);
  expect(map.keys()).toHaveLength(1);
  expect(map.find(new PlainList([]))).toBeUndefined();
});

test('maps are equal by their entries', () => {
  const map = new PlainMap([['a', 1n]]);
  expect(map.equals(new PlainMap([['a', 1]]))).toBe(true);
  expect(map.equals(new PlainMap([['b', 1n]]))).toBe(false);
  expect(map.equals('a')).toBe(false);
});

test('an item that cannot be compared counts only where no other is equal', () => {
  const object = toValue({}, { type: 'object', properties: {} });
  expect(includes(new PlainList([object, 1n]), 1n)).toBe(true);
  expect(() => includes(new PlainList([object]), 1n)).toThrow('an object is compared with what is none');
});
