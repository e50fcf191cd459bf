import { SchemaRules } from '../../../lib/kind/cel/rules';
import type { OpenApiSchema, ValidationRule } from '../../../lib/kind/schema/open-api-schema';
import { objectOf, problemsOf } from './support';

const INTEGER: OpenApiSchema = { type: 'integer' };
const PAIR: OpenApiSchema = { type: 'object', properties: { min: INTEGER, max: INTEGER } };

function ruled(schema: OpenApiSchema, ...rules: readonly (string | ValidationRule)[]): OpenApiSchema {
  return {
    ...schema,
    'x-kubernetes-validations': rules.map((rule) => (typeof rule === 'string' ? { rule } : rule)),
  };
}

const ORDER = { rule: 'self.min <= self.max', message: 'min is at most max' };
const GROWTH = ruled(INTEGER, { rule: 'self >= oldSelf', message: 'never shrinks' });

function told(schema: OpenApiSchema, value: unknown, old?: unknown): readonly string[] {
  return problemsOf(schema, value, old).map(({ field, problem }) => `${field}: ${problem.problem}`);
}

test('a rule that does not hold is told in the words of its author, with the value and the rule', () => {
  expect(problemsOf(ruled(PAIR, ORDER), { min: 2, max: 1 })).toEqual([
    { field: '', problem: { problem: 'min is at most max', given: { min: 2, max: 1 }, allowed: ORDER.rule } },
  ]);
  expect(problemsOf(ruled(PAIR, ORDER), { min: 1, max: 1 })).toEqual([]);
});

test('a rule without a message is told to be broken', () => {
  expect(told(ruled(PAIR, ORDER.rule), { min: 2, max: 1 })).toEqual([': breaks a rule of its schema']);
});

test('a message can be computed, and is the fixed one where that has no answer', () => {
  const rule = { ...ORDER, messageExpression: "'max is at least %d'.format([self.min / (self.min - 2)])" };
  expect(told(ruled(PAIR, rule), { min: 3, max: 1 })).toEqual([': max is at least 3']);
  expect(told(ruled(PAIR, rule), { min: 2, max: 1 })).toEqual([': min is at most max']);
  const blank = { ...ORDER, messageExpression: "' '" };
  expect(told(ruled(PAIR, blank), { min: 2, max: 1 })).toEqual([': min is at most max']);
});

test('a problem is that of the field that the rule names', () => {
  const schema = ruled(PAIR, { ...ORDER, fieldPath: '.max' });
  expect(told(schema, { min: 2, max: 1 })).toEqual(['max: min is at most max']);
  expect(
    told({ type: 'array', maxItems: 5, items: schema }, [
      { min: 1, max: 1 },
      { min: 2, max: 1 },
    ]),
  ).toEqual(['[1].max: min is at most max']);
});

test('a rule that has no answer is a problem', () => {
  expect(problemsOf(ruled(PAIR, ORDER), { min: 1 })).toEqual([
    {
      field: '',
      problem: {
        problem: 'cannot be judged by a rule of its schema: no such key: max',
        given: { min: 1 },
        allowed: ORDER.rule,
        fix: 'in the rule, look whether something is there before it is read: has(self.name)',
      },
    },
  ]);
});

test('all parts of a value are judged by the rules of theirs', () => {
  const positive = ruled(INTEGER, { rule: 'self > 0', message: 'is positive' });
  const schema: OpenApiSchema = {
    type: 'object',
    properties: {
      field: positive,
      list: { type: 'array', maxItems: 5, items: { type: 'object', properties: { a: positive } } },
      map: { type: 'object', maxProperties: 5, additionalProperties: positive },
    },
  };
  const value = { field: 0, list: [{ a: 1 }, { a: 0 }], map: { x: 1, y: 0 }, unknown: 0 };
  expect(told(schema, value)).toEqual(['field: is positive', 'list[1].a: is positive', 'map.y: is positive']);
});

test('what is null or not there is not judged', () => {
  const schema = ruled({ type: 'string', nullable: true }, "self == 'x'");
  expect(told(schema, null)).toEqual([]);
  expect(told({ type: 'object', properties: { a: schema } }, {})).toEqual([]);
});

test('a rule on a change is run where it is known what was before', () => {
  const fields: OpenApiSchema = { type: 'object', properties: { a: GROWTH } };
  expect(told(fields, { a: 1 }, { a: 2 })).toEqual(['a: never shrinks']);
  expect(told(fields, { a: 1 }, {})).toEqual([]);
  expect(told(fields, { a: 1 })).toEqual([]);
  const map: OpenApiSchema = { type: 'object', maxProperties: 5, additionalProperties: GROWTH };
  expect(told(map, { a: 1, b: 1 }, { a: 2 })).toEqual(['a: never shrinks']);
});

test('an item of a keyed list is compared with the one of its key', () => {
  const schema: OpenApiSchema = {
    type: 'array',
    maxItems: 5,
    'x-kubernetes-list-type': 'map',
    'x-kubernetes-list-map-keys': ['name'],
    items: {
      type: 'object',
      required: ['name'],
      properties: { name: { type: 'string', maxLength: 9 }, v: GROWTH },
    },
  };
  const [a, b] = [
    { name: 'a', v: 2 },
    { name: 'b', v: 2 },
  ];
  expect(told(schema, [b, { ...a, v: 1 }], [a, b])).toEqual(['[1].v: never shrinks']);
  expect(told(schema, [{ name: 'c', v: 0 }], [a, b])).toEqual([]);
});

test('a rule on what may be new is run on what is new as well', () => {
  const schema = ruled(INTEGER, {
    rule: 'oldSelf.orValue(0) < self',
    message: 'grows',
    optionalOldSelf: true,
  });
  expect(told(schema, 0)).toEqual([': grows']);
  expect(told(schema, 1)).toEqual([]);
  expect(told(schema, 1, 1)).toEqual([': grows']);
});

test('a rule on a whole object knows its name', () => {
  const named = { rule: "self.metadata.name.startsWith('a')", message: 'its name begins with a' };
  const rules = SchemaRules.of({ type: 'object', ...ruled({}, named) }, '');
  const object = (name: string) => ({ apiVersion: 'v1', kind: 'X', metadata: { name } });
  expect(rules.problems(object('b')).map(({ problem }) => problem.problem)).toEqual([
    'its name begins with a',
  ]);
  expect(rules.problems(object('a'))).toEqual([]);
});

test('a rule on each of any number of choices needs a version that knows how long a choice is', () => {
  const choice = {
    type: 'string',
    enum: ['A', 'B'],
    'x-kubernetes-validations': [{ rule: 'self == oldSelf' }],
  };
  const schema = { type: 'object', additionalProperties: choice } as OpenApiSchema;
  expect(SchemaRules.of(objectOf(schema), '').needs).toBe(29);
});

test('rules are compiled once for a schema, and tell which of them needs the newest version', () => {
  const schema: OpenApiSchema = {
    type: 'object',
    properties: { spec: ruled(PAIR, ORDER, 'self.?min.hasValue()') },
  };
  const rules = SchemaRules.of(schema, '');
  expect(SchemaRules.of(schema, '')).toBe(rules);
  expect(rules.needs).toBe(29);
  expect(rules.newest).toBe('self.?min.hasValue()');
  expect(rules.property('spec')?.needs).toBe(29);
  expect(rules.property('status')).toBeUndefined();
  expect(SchemaRules.of({ type: 'object' }, '').newest).toBeUndefined();
});
