import { joinProblems } from '../../../lib/kind/schema/field-problem';
import type { OpenApiSchema } from '../../../lib/kind/schema/open-api-schema';
import { validate, validateObject } from '../../../lib/kind/validation/validate';

const told = (schema: object, value: unknown, field = 'spec'): string[] =>
  validate(schema as OpenApiSchema, value, field).map((problem) => joinProblems([problem]).message);

const STRING = { type: 'string' } as const;
const object = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more });

describe('an object within an object', () => {
  const schema = object({ spec: object({ a: STRING }) }, { 'x-kubernetes-embedded-resource': true });
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a', labels: { a: 'b' } },
    spec: { a: 'b' },
  };

  test('has an apiVersion, a kind and metadata that its schema does not state', () => {
    expect(told(schema, pod, 'template')).toEqual([]);
  });

  test.each<[string, object, string]>([
    [
      'no apiVersion',
      { apiVersion: undefined },
      'template.apiVersion is required; allowed: a group and a version',
    ],
    [
      'two groups',
      { apiVersion: 'a/b/c' },
      'template.apiVersion does not have the right form; given: "a/b/c"',
    ],
    ['no kind', { kind: '' }, 'template.kind does not have the right form; given: ""'],
    ['an unknown field', { spce: {} }, 'template.spce is not a field'],
    [
      'unknown metadata',
      { metadata: { label: {} } },
      'template.metadata.label is not a field; given: {}; allowed: annotations,',
    ],
    [
      'metadata of another type',
      { metadata: { labels: { a: 1 } } },
      'template.metadata.labels.a has the wrong type; given: 1',
    ],
    [
      'a name that is no part of a path',
      { metadata: { name: 'a/b' } },
      'template.metadata.name is not a valid name; given: "a/b"',
    ],
    [
      'a bad beginning of a name',
      { metadata: { generateName: '%' } },
      'template.metadata.generateName is not a valid name',
    ],
    [
      'a bad namespace',
      { metadata: { namespace: 'A' } },
      'template.metadata.namespace is not a valid name; given: "A"',
    ],
    [
      'a bad label',
      { metadata: { labels: { 'a/b/c': '' } } },
      'template.metadata.labels[a/b/c] is not a label or annotation key',
    ],
    [
      'a bad value of a label',
      { metadata: { labels: { a: '!' } } },
      'template.metadata.labels.a is not a label value; given: "!"',
    ],
    [
      'a bad annotation',
      { metadata: { annotations: { '!': '' } } },
      'template.metadata.annotations[!] is not a label or annotation key',
    ],
    [
      'a bad finalizer',
      { metadata: { finalizers: ['!'] } },
      'template.metadata.finalizers[0] is not a label or annotation key',
    ],
    [
      'an owner without a uid',
      { metadata: { ownerReferences: [{ apiVersion: 'v1', kind: 'A', name: 'a' }] } },
      'template.metadata.ownerReferences[0].uid is required',
    ],
  ])('is refused with %s', (_, change, message) => {
    expect(told(schema, { ...pod, ...change }, 'template')).toEqual([expect.stringContaining(message)]);
  });

  test('is held to what its schema says of its metadata', () => {
    const named = object(
      { metadata: object({ name: { ...STRING, maxLength: 1 } }) },
      { 'x-kubernetes-embedded-resource': true },
    );
    const { spec, ...rest } = pod;
    expect(told(named, rest)).toEqual([]);
    expect(told(named, { ...rest, metadata: { name: 'ab' } })).toEqual([
      expect.stringContaining('spec.metadata.name is too long'),
    ]);
  });
});

describe('a whole object', () => {
  const schema = object({ spec: object({ a: STRING }) }, { required: ['spec'] }) as OpenApiSchema;
  const whole = { apiVersion: 'example.com/v1', kind: 'A', metadata: { name: 'a' }, spec: {} };

  test('has its apiVersion, kind and metadata by nature', () => {
    expect(validateObject(schema, whole)).toEqual([]);
  });

  test('may have no unknown fields in them', () => {
    const wrong = { ...whole, metadata: { name: 'a', lables: {} }, sepc: {} };
    expect(validateObject(schema, wrong).map(({ field }) => field)).toEqual(['metadata.lables', 'sepc']);
  });
});
