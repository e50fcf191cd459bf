import { Program } from '../../../../lib/kind/cel/program';
import { SIMPLE } from '../../../../lib/kind/cel/types/type';
import { toDynamic } from '../../../../lib/kind/cel/values/dynamic';

const DATA = {
  count: 3,
  share: 0.5,
  name: 'a',
  on: true,
  nothing: null,
  left: undefined,
  list: [1, 'b', { c: 2 }],
  labels: { 'example.com/a-b': 'x' },
};

test.each([
  'object.count == 3 && object.count / 2 == 1',
  'type(object.count) == int && type(object.share) == double',
  'object.share + 0.5 == 1.0',
  'object.on && object.name == "a"',
  'has(object.nothing) && object.nothing == null',
  '!has(object.left) && !has(object.other)',
  'object.list.size() == 3 && object.list[2].c == 2',
  'object.labels["example.com/a-b"] == "x"',
  '"example.com/a-b" in object.labels',
  'object.list[2] in object.list',
  'object.list.exists(i, i == {"c": 2})',
])('without a schema, %s', (expression) => {
  const program = Program.compile(expression, { object: SIMPLE.dyn }, SIMPLE.bool);
  expect(program.run({ object: toDynamic(DATA) })).toBe(true);
});
