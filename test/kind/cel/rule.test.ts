import type { OpenApiSchema, ValidationRule } from '../../../lib/kind/schema/open-api-schema';
import { refusalOf, rulesOf } from './support';

const INTEGER: OpenApiSchema = { type: 'integer' };
const PAIR: OpenApiSchema = { type: 'object', properties: { min: INTEGER, max: INTEGER } };

function ruled(schema: OpenApiSchema, ...rules: readonly (string | ValidationRule)[]): OpenApiSchema {
  return {
    ...schema,
    'x-kubernetes-validations': rules.map((rule) => (typeof rule === 'string' ? { rule } : rule)),
  };
}

const pair = (rule: string, more: Partial<ValidationRule> = {}): OpenApiSchema =>
  ruled(PAIR, { rule, ...more });
const HOLDS = 'self.min <= self.max';

test.each<[string, OpenApiSchema, string]>([
  [
    'a field that there is not',
    pair('self.mn <= self.max'),
    'spec has a CEL rule that does not compile: there is no field "mn"; the fields are max, min, at ".mn <= self.max"; given: "self.mn <= self.max"',
  ],
  ['no expression', pair('self.min <='), 'does not compile: the end where a value belongs'],
  ['wrong types', pair("self.min <= 'a'"), '"<=" does not take values of type int and string'],
  ['no bool', pair('self.min'), 'its value is of type int where one of type bool belongs; given: "self.min"'],
  ['nothing', pair(' '), 'spec has an empty CEL rule; given: " "'],
  ['a message of spaces', pair(HOLDS, { message: ' ' }), 'has a CEL rule with an empty message'],
  [
    'a message of what Go takes for a space',
    pair(HOLDS, { message: '\u0085' }),
    'has a CEL rule with an empty message',
  ],
  [
    'a message with a carriage return',
    pair(HOLDS, { message: 'a\rb' }),
    'whose message has line breaks; given: "a\\rb"; allowed: a message of one line',
  ],
  [
    'a message of two lines',
    pair(HOLDS, { message: 'a\nb' }),
    'whose message has line breaks; given: "a\\nb"; allowed: a message of one line',
  ],
  [
    'two lines and no message',
    pair('self.min\n<= self.max'),
    'has a CEL rule with line breaks and no message',
  ],
  ['an empty messageExpression', pair(HOLDS, { messageExpression: ' ' }), 'with an empty messageExpression'],
  [
    'a messageExpression that is no text',
    pair(HOLDS, { messageExpression: 'self.min' }),
    'has a CEL messageExpression that does not compile: its value is of type int where one of type string belongs; given: "self.min"',
  ],
  [
    'a reason that there is not',
    pair(HOLDS, { reason: 'Bad' }),
    'given: "Bad"; allowed: FieldValueInvalid, FieldValueForbidden, FieldValueRequired, FieldValueDuplicate',
  ],
  [
    'a path to no field',
    pair(HOLDS, { fieldPath: '.mn' }),
    'has a CEL rule whose fieldPath names no field; given: ".mn"; allowed: a path from here, which begins with .min, .max',
  ],
  [
    'a path with a line break',
    ruled({ type: 'object', properties: { 'a\nb': INTEGER } }, { rule: 'true', fieldPath: "['a\nb']" }),
    'has a CEL rule whose fieldPath has line breaks',
  ],
  [
    'optionalOldSelf without oldSelf',
    pair(HOLDS, { optionalOldSelf: true }),
    'has a CEL rule with optionalOldSelf that does not use oldSelf',
  ],
  [
    'oldSelf of an item without a key',
    { type: 'array', maxItems: 5, items: ruled(INTEGER, 'self >= oldSelf') },
    'spec[] has a CEL rule on what it was before, which an item of a list without keys does not tell; given: "self >= oldSelf"; fix: state the rule on spec, or make it a list of type map',
  ],
  [
    'oldSelf in an item without a key',
    {
      type: 'array',
      maxItems: 5,
      items: { type: 'object', properties: { a: ruled(INTEGER, 'self >= oldSelf') } },
    },
    'spec[].a has a CEL rule on what it was before',
  ],
  [
    'no type',
    ruled({ 'x-kubernetes-preserve-unknown-fields': true }, 'true'),
    'spec has a CEL rule, but no type that it could be about',
  ],
  [
    'too much for any number of texts',
    {
      type: 'object',
      properties: {
        names: ruled({ type: 'array', items: { type: 'string' } }, 'self.all(x, self.exists_one(y, x == y))'),
      },
    },
    'spec.names has a CEL rule that could cost too much: more than 100 times what the API server lets one cost at most; given: "self.all(x, self.exists_one(y, x == y))"; fix: bound spec.names[] by maxLength, spec.names by maxItems',
  ],
  [
    'too much for a number as text',
    pair(HOLDS, { messageExpression: "'min is ' + string(self.min)" }),
    "fix: write numbers by '%d'.format([…]): the API server takes string() for a text of any length",
  ],
  [
    'too much for what is bounded',
    ruled(
      { type: 'array', maxItems: 10_000, items: { type: 'string', maxLength: 100 } },
      'self.all(x, self.exists_one(y, x == y))',
    ),
    'fix: lower the bounds of what it reads, or make it simpler',
  ],
])('a rule with %s is refused', (_, schema, message) => {
  expect(refusalOf(schema)).toContain(message);
});

test('a rule for each of any number of values is refused with what would bound them', () => {
  const text: OpenApiSchema = { type: 'string' };
  const each = { type: 'array', items: ruled(text, "self.matches('^[a-z]+$')") } as const;
  expect(refusalOf({ type: 'object', properties: { names: each } })).toContain(
    'fix: bound spec.names[] by maxLength, spec.names by maxItems',
  );
  const bounded = {
    type: 'array',
    maxItems: 10,
    items: ruled({ ...text, maxLength: 60 }, "self.matches('^[a-z]+$')"),
  } as const;
  expect(refusalOf({ type: 'object', properties: { names: bounded } })).toBeUndefined();
});

test('rules that cost too much together are refused', () => {
  const texts: OpenApiSchema = { type: 'array', maxItems: 400, items: { type: 'string', maxLength: 100 } };
  const costly = ruled(texts, 'self.all(x, self.exists_one(y, x == y))');
  const fields = (count: number): OpenApiSchema => ({
    type: 'object',
    properties: Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}`, costly])),
  });
  expect(refusalOf(fields(10))).toBeUndefined();
  expect(refusalOf(fields(20))).toContain('has CEL rules that together could cost too much: 1.4 times');
});

test.each<[string, OpenApiSchema, number]>([
  ['no function', pair(HOLDS), 0],
  ['an optional', pair('self.?min.orValue(0) <= self.max'), 29],
  ['a message with a format', pair(HOLDS, { messageExpression: "'%d'.format([self.min])" }), 30],
  ['what may be new', ruled(INTEGER, { rule: 'oldSelf.orValue(0) <= self', optionalOldSelf: true }), 30],
  [
    'what only a newer version takes for cheap',
    ruled({ type: 'array', maxItems: 5, items: INTEGER }, 'self.map(x, x + 1).sum() > 0'),
    29,
  ],
])('a rule with %s is taken from 1.%d on', (_, schema, needs) => {
  expect(rulesOf(schema).needs).toBe(needs);
});

test('an empty message, messageExpression and path are as none', () => {
  expect(refusalOf(pair(HOLDS, { message: '', messageExpression: '', fieldPath: '' }))).toBeUndefined();
});
