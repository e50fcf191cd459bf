import type { OpenApiSchema } from '../../../lib/kind/schema/open-api-schema';

const TEXT: OpenApiSchema = { type: 'string', maxLength: 20 };
const INTEGER: OpenApiSchema = { type: 'integer' };

/** A schema with a field of every sort, each of which is bounded. */
export const SAMPLE: OpenApiSchema = {
  type: 'object',
  properties: {
    s: TEXT,
    e: { type: 'string', enum: ['abc', 'de'] },
    n: INTEGER,
    d: { type: 'number' },
    b: { type: 'boolean' },
    t: { type: 'string', format: 'date-time' },
    date: { type: 'string', format: 'date' },
    dur: { type: 'string', format: 'duration' },
    by: { type: 'string', format: 'byte', maxLength: 20 },
    ios: { 'x-kubernetes-int-or-string': true, maxLength: 5 },
    percent: { 'x-kubernetes-int-or-string': true, maxLength: 5 },
    nul: { ...TEXT, nullable: true },
    l: { type: 'array', maxItems: 5, items: TEXT },
    ints: { type: 'array', maxItems: 5, items: INTEGER },
    set: { type: 'array', maxItems: 5, 'x-kubernetes-list-type': 'set', items: TEXT },
    other: { type: 'array', maxItems: 5, 'x-kubernetes-list-type': 'set', items: TEXT },
    ml: {
      type: 'array',
      maxItems: 5,
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['name'],
      items: { type: 'object', required: ['name'], properties: { name: TEXT, v: INTEGER } },
    },
    lm: {
      type: 'array',
      maxItems: 5,
      items: { type: 'object', maxProperties: 5, additionalProperties: TEXT },
    },
    m: { type: 'object', maxProperties: 5, additionalProperties: INTEGER },
    mo: {
      type: 'object',
      maxProperties: 5,
      additionalProperties: { type: 'object', properties: { x: INTEGER } },
    },
    nm: { type: 'object', maxProperties: 5, additionalProperties: { ...TEXT, nullable: true } },
    o: {
      type: 'object',
      properties: {
        x: INTEGER,
        'a-b': TEXT,
        'a/b.c': TEXT,
        a__b: TEXT,
        in: TEXT,
        namespace: TEXT,
        '1x': TEXT,
      },
    },
    keep: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true, properties: { k: TEXT } },
    any: { 'x-kubernetes-preserve-unknown-fields': true },
    er: {
      type: 'object',
      'x-kubernetes-embedded-resource': true,
      'x-kubernetes-preserve-unknown-fields': true,
    },
  },
};

/** A value of it, which every rule of the tables is run on. */
export const VALUE = {
  s: 'abc',
  e: 'abc',
  n: 3,
  d: 1.5,
  b: true,
  t: '2020-01-31T10:11:12.123456Z',
  date: '2020-02-29',
  dur: '1h30m',
  by: 'aGVsbG8=',
  ios: 8080,
  percent: '50%',
  nul: null,
  l: ['b', 'a'],
  ints: [3, 1, 2],
  set: ['a', 'b'],
  other: ['b', 'a'],
  ml: [
    { name: 'a', v: 1 },
    { name: 'b', v: 2 },
  ],
  lm: [{ a: 'b' }],
  m: { x: 1, y: 2 },
  mo: { a: { x: 1 } },
  nm: { a: null, b: 'x' },
  o: { x: 1, 'a-b': 'q', 'a/b.c': 's', a__b: 'u', in: 'i', namespace: 'n', '1x': 'z' },
  keep: { k: 'v', u: 2 },
  any: { z: 1 },
  er: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: {} },
};
