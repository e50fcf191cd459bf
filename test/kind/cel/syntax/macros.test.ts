import { parse } from '../../../../lib/kind/cel/syntax/parser';
import { show } from './show';

test.each([
  ['has(a.b)', 'has a.b'],
  [
    'l.all(x, p)',
    'for x in l {@result = true; while @not_strictly_false(@result); _&&_(@result, p); @result}',
  ],
  [
    'l.exists(x, p)',
    'for x in l {@result = false; while @not_strictly_false(!_(@result)); _||_(@result, p); @result}',
  ],
  [
    'l.exists_one(x, p)',
    'for x in l {@result = 0; while true; _?_:_(p, _+_(@result, 1), @result); _==_(@result, 1)}',
  ],
  ['l.map(x, f)', 'for x in l {@result = []; while true; _+_(@result, [f]); @result}'],
  ['l.map(x, p, f)', 'for x in l {@result = []; while true; _?_:_(p, _+_(@result, [f]), @result); @result}'],
  ['l.filter(x, p)', 'for x in l {@result = []; while true; _?_:_(p, _+_(@result, [x]), @result); @result}'],
  [
    'm.all(k, v, p)',
    'for k, v in m {@result = true; while @not_strictly_false(@result); _&&_(@result, p); @result}',
  ],
  [
    'm.transformMap(k, v, f)',
    'for k, v in m {@result = {}; while true; cel.@mapInsert(@result, k, f); @result}',
  ],
  [
    'm.transformMapEntry(k, v, f)',
    'for k, v in m {@result = {}; while true; cel.@mapInsert(@result, f); @result}',
  ],
  [
    'o.optMap(x, f)',
    '_?_:_(o.hasValue(), optional.of(for #unused in [] {x = o.value(); while false; x; f}), optional.none())',
  ],
  [
    'l.sortBy(x, f)',
    'for #unused in [] {@sortBy = l; while false; @sortBy; @sortBy.@sortByAssociatedKeys(for x in @sortBy {@result = []; while true; _+_(@result, [f]); @result})}',
  ],
])('%s stands for a loop', (text, shown) => {
  expect(show(parse(text))).toBe(shown);
});

test.each(['all(x, p)', 'l.all(x)', 'has(a, b)', 'l.existsOne(x, p)', 'cel.bind(x, 1, x)'])(
  '%s is a call like any other',
  (text) => {
    expect(parse(text).kind).toBe('call');
  },
);

test.each([
  ['has(a)', 'has() takes a field, such as has(self.name)'],
  ['has(a[0])', 'has() takes a field'],
  ['has(has(a.b))', 'has() takes a field'],
  ['l.all(a.b, p)', 'the variable of a macro is a plain name'],
  ['m.all(k, k, p)', 'k names two variables'],
])('%s is refused', (text, message) => {
  expect(() => parse(text)).toThrow(message);
});
