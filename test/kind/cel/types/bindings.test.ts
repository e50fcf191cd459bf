import { Bindings, moreGeneral } from '../../../../lib/kind/cel/types/bindings';
import {
  describeType,
  listOf,
  mapOf,
  optionalOf,
  SIMPLE,
  type Type,
} from '../../../../lib/kind/cel/types/type';

const { int, string, dyn, duration } = SIMPLE;
const OBJECT: Type = { kind: 'object', name: 'object', params: [], fields: new Map() };

test('a parameter stands for what was assigned to it first, or what is more general', () => {
  const bindings = new Bindings();
  const parameter = bindings.fresh();
  expect(bindings.assign(listOf(int), listOf(parameter))).toBe(true);
  expect(bindings.assign(string, parameter)).toBe(false);
  expect(describeType(bindings.resolve(mapOf(string, parameter)))).toBe('map(string, int)');
  expect(bindings.assign(dyn, parameter)).toBe(true);
  expect(describeType(bindings.resolve(parameter))).toBe('dyn');
});

test('where some do not fit, none is bound', () => {
  const bindings = new Bindings();
  const parameter = bindings.fresh();
  expect(bindings.assignAll([int, string], [parameter, int])).toBe(false);
  expect(bindings.resolve(parameter)).toBe(parameter);
  expect(bindings.settle(listOf(parameter))).toEqual(listOf(dyn));
});

test('a parameter does not stand for what contains it', () => {
  const bindings = new Bindings();
  const parameter = bindings.fresh();
  expect(bindings.assign(listOf(parameter), parameter)).toBe(false);
});

test.each<[string, Type, Type, boolean]>([
  ['what can be anything fits everything', dyn, int, true],
  ['null fits objects', SIMPLE.null, OBJECT, true],
  ['null fits lengths of time', SIMPLE.null, duration, true],
  ['null fits no text', SIMPLE.null, string, false],
  ['an object fits itself', OBJECT, OBJECT, true],
  ['an object fits no other of its form', OBJECT, { ...OBJECT }, false],
  ['optionals fit by what they hold', optionalOf(int), optionalOf(string), false],
  ['lists fit by their items', listOf(int), listOf(dyn), true],
])('%s', (_, from, to, fits) => {
  expect(new Bindings().assign(from, to)).toBe(fits);
});

test('of two types, that which can be more is the more general', () => {
  expect(moreGeneral(listOf(int), listOf(dyn))).toEqual(listOf(dyn));
  expect(moreGeneral(listOf(dyn), listOf(int))).toEqual(listOf(dyn));
});
