import { parse } from '../../../../lib/kind/cel/syntax/parser';
import { check } from '../../../../lib/kind/cel/types/checker';
import { describeType, listOf, mapOf, SIMPLE, type Type } from '../../../../lib/kind/cel/types/type';

const SELF: Type = {
  kind: 'object',
  name: 'object',
  params: [],
  fields: new Map<string, Type>([
    ['s', SIMPLE.string],
    ['n', SIMPLE.int],
    ['l', listOf(SIMPLE.string)],
    ['m', mapOf(SIMPLE.string, SIMPLE.int)],
    ['d', SIMPLE.dyn],
    ['__for__', SIMPLE.int],
  ]),
};

const typeOf = (text: string): string => describeType(check(parse(text), { self: SELF }).type);
const needs = (text: string): number => check(parse(text), { self: SELF }).needs;

test.each([
  ['self.s', 'string'],
  ['self.l[0]', 'string'],
  ['self.m["a"]', 'int'],
  ['self.m.a', 'int'],
  ['self.d.anything', 'dyn'],
  ['[1, 2]', 'list(int)'],
  ['[]', 'list(dyn)'],
  ["[1, 'a']", 'list(dyn)'],
  ["{'a': [1]}", 'map(string, list(int))'],
  ['[] + [1]', 'list(int)'],
  ['self.l.map(x, x.size())', 'list(int)'],
  ['self.m.map(k, k)', 'list(string)'],
  ['self.m.transformMap(k, v, string(v))', 'map(string, string)'],
  ['self.?s', 'optional(string)'],
  ['self.?m.a', 'optional(int)'],
  ['self.l[?0]', 'optional(string)'],
  ['self.?s.orValue("")', 'string'],
  ['true ? 1 : dyn("a")', 'dyn'],
  ['type(1)', 'type'],
  ['timestamp("2020-01-01T00:00:00Z") - duration("1s")', 'timestamp'],
  ['[[1], [2]].flatten()', 'list(int)'],
  ['self', 'object'],
])('%s is of type %s', (text, type) => {
  expect(typeOf(text)).toBe(type);
});

test.each([
  ['self.zz', 'there is no field "zz"; the fields are __for__, d, l, m, n, s'],
  ['self.s.zz', 'a value of type string has no field "zz"'],
  ['x', '"x" is not known here'],
  ['zz(1)', 'there is no function "zz"'],
  ['self.s.zz()', 'there is no function "zz"'],
  ['self.s.size(1)', 'there is no string.size(int)'],
  ['size(1)', 'there is no size(int)'],
  ['self.n + self.s', '"+" does not take values of type int and string'],
  ['self.n == self.s', '"==" does not take values of type int and string'],
  ['1 in self.l', '"in" does not take values of type int and list(string)'],
  ['!self.n', '"!" does not take values of type int'],
  ['-self.s', '"-" does not take values of type string'],
  ['self.n && true', '"&&" does not take values of type int and bool'],
  ['self.l["a"]', 'a value of type list(string) has no index of type string'],
  ['true ? 1 : "a"', 'a condition is a bool, and both its results are of one type, not bool, int, string'],
  ['self.n.all(x, true)', 'a value of type int is neither a list nor a map'],
  ['self.l.all(x, x)', '"&&" does not take values of type bool and string'],
  ['[?self.s]', 'a value after "?" is optional, not of type string'],
])('%s is refused', (text, message) => {
  expect(() => typeOf(text)).toThrow(message);
});

test('names of a loop are known within it alone', () => {
  expect(() => typeOf('self.l.all(x, true) && x')).toThrow('"x" is not known here');
  expect(typeOf('self.l.all(self, self.size() > 0)')).toBe('bool');
});

test.each([
  ['self.n > 1', 0],
  ['self.n > 1.5', 29],
  ['dyn(self.n) > dyn(1.5)', 0],
  ['self.?n.hasValue()', 29],
  ['quantity(self.s).isInteger()', 29],
  ["'%s'.format([1]) == ''", 30],
  ['sets.contains(self.l, self.l)', 30],
  ['isIP(self.s)', 31],
  ['type(self.d) == net.IP', 31],
  ['format.dns1123Label().validate(self.s).hasValue()', 32],
  ['self.for == 1', 32],
  ['self.m.all(k, v, v > 0)', 33],
  ['self.l.first().hasValue()', 33],
  ['isSemver(self.s)', 34],
  ['self.l.sortBy(x, x) == self.l', 35],
])('%s needs at least 1.%d', (text, minor) => {
  expect(needs(text)).toBe(minor);
});

test('the name of a variable can have dots, and goes before a field of what comes first', () => {
  const scope = { a: SELF, 'a.s': SIMPLE.int };
  expect(describeType(check(parse('a.s'), scope).type)).toBe('int');
  expect(describeType(check(parse('a.n'), scope).type)).toBe('int');
  expect(describeType(check(parse('has(a.s)'), scope).type)).toBe('bool');
});
