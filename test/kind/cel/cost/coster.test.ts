import { type Cost, costOf } from '../../../../lib/kind/cel/cost/coster';
import { ERAS } from '../../../../lib/kind/cel/cost/era';
import { declare } from '../../../../lib/kind/cel/declarations';
import { Program } from '../../../../lib/kind/cel/program';
import { SIMPLE } from '../../../../lib/kind/cel/types/type';
import type { OpenApiSchema } from '../../../../lib/kind/schema/open-api-schema';

const TEXT: OpenApiSchema = { type: 'string', maxLength: 20 };
const SCHEMA: OpenApiSchema = {
  type: 'object',
  properties: {
    s: { type: 'string', maxLength: 100 },
    e: { type: 'string', enum: ['abc', 'de'] },
    n: { type: 'integer' },
    l: { type: 'array', maxItems: 10, items: TEXT },
    m: { type: 'object', maxProperties: 5, additionalProperties: { type: 'integer' } },
    endless: { type: 'array', items: { type: 'string' } },
    't-1': { type: 'string' },
    t: { type: 'string', format: 'date-time' },
    o: {
      type: 'array',
      maxItems: 10,
      items: { type: 'object', properties: { a: { type: 'integer' }, s: TEXT } },
    },
  },
};

function cost(rule: string, era = ERAS[3]): Cost {
  const declaration = declare(SCHEMA, false);
  if (!declaration) throw new Error('the schema is not declared');
  return costOf(Program.compile(rule, { self: declaration.type }, SIMPLE.bool).checked, declaration, era);
}

// What cel.EstimateCost of Kubernetes 1.37 says of them.
test.each([
  ['true', 0],
  ['self.n > 1', 3],
  ["self.s == 'abc'", 3],
  ["self.s.matches('^[a-z]+$')", 84],
  ["self.s.contains('abc')", 42],
  ["self.s.startsWith('abc')", 3],
  ['self.s in self.l', 14],
  ["self.l.all(x, x != '')", 43],
  ['self.l.all(x, self.l.exists_one(y, x == y))', 1273],
  ["self.endless.all(x, x != '')", 4194303],
  ["self.l.map(x, x + 'abc').all(x, x.size() < 20)", 294],
  ["self.l.filter(x, x != '').map(x, x.upperAscii()).exists(x, x == 'A')", 345],
  ["self.l.join(',').size() > 3", 85],
  ["self.s.replace('a', 'bcd').size() > 3", 84],
  ["self.s.split(',').size() > 3", 84],
  ['self.l.isSorted()', 92],
  ['self.l.sort() == self.l', 226],
  ['self.l.sortBy(x, x.size()).size() > 0', 378],
  ["sets.contains(self.l, ['a'])", 23],
  ["self.m.transformMap(k, v, v + 1).all(k, k != '')", 79],
  ['has(self.s) && self.s.size() > 0', 5],
  ["self.?s.orValue('') == ''", 3],
  ["self.n > 1 ? self.s == 'a' : self.l.all(x, x == 'a')", 56],
  ['url(self.s) == url(self.s)', 124],
  ['quantity(self.s).isInteger()', 43],
  ["cidr('10.0.0.0/8').containsIP(self.s)", 47],
  ['format.dns1123Label().validate(self.s).hasValue()', 1284],
  ["self.t > timestamp('2020-01-01T00:00:00Z')", 4],
  ["self.o.all(x, x.a > 0 && x.s != '')", 83],
  ["self.o[0].s.find('a+') == 'a'", 14],
  ["{'a': self.s}.all(k, k != '')", 37],
  ["[self.s, self.e].exists(x, x == 'a')", 25],
  ["dyn(self.l).exists(x, x == 'a')", 54],
  ["'%s'.format([self.s]) == ''", 13],
  ['type(self.n) == int', 4],
  ['self.l.distinct().size() == self.l.size()', 218],
  ['self.s < self.e', 5],
  ["self.l + ['a'] == self.l", 16],
])('%s costs %d', (rule, expected) => {
  expect(cost(rule).range.max).toBe(expected);
});

test.each([
  ["self.endless.all(x, x != '')", [['endless', '@items'], ['endless']]],
  ["self.t__dash__1 != ''", [['t-1']]],
  ["self.l.all(x, x != '')", []],
])('%s is told to read what has no bound', (rule, paths) => {
  expect(cost(rule).unbounded.map(({ path }) => path)).toEqual(expect.arrayContaining(paths));
  expect(cost(rule).unbounded).toHaveLength(paths.length);
});

test('older versions know less of what a rule makes, and take it for more', () => {
  const most = (rule: string): readonly number[] => ERAS.map((era) => cost(rule, era).range.max);
  expect(most('self.l.map(x, x.size()).sum() > 0').map((value) => value > 1e18)).toEqual([
    true,
    false,
    false,
    false,
  ]);
  expect(most("url(self.s) == url('https://a')").map((value) => value > 1e17)).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(most("self.l.map(x, [x]).all(y, y[0] == 'a')").map((value) => value > 1e6)).toEqual([
    true,
    false,
    false,
    false,
  ]);
  expect(most("dyn(self.l).all(x, x.matches('a'))").map((value) => value > 1e17)).toEqual([
    true,
    true,
    true,
    false,
  ]);
});
