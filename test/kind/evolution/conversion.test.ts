import { type AnySchema, changesOf, PlatformError } from '../../../lib';
import { lossesBetween } from '../../../lib/kind/evolution/losses';
import { type Definition, definition, version } from './cases/definition';
import { INTEGER, STRING, spec, x } from './cases/vocabulary';

const named = (released: Definition, next: Definition): readonly string[] =>
  changesOf(released, next).map(({ effect, field, change }) => `${effect} ${field} ${change}`);

const v1 = (storage: boolean): object => version('v1', { spec: x(STRING), more: { storage } });
const v2 = (storage: boolean, schema: AnySchema = x(STRING)): object =>
  version('v2', { spec: schema, more: { storage } });
const WEBHOOK = { conversion: { strategy: 'Webhook' } };
const storedIn = (of: Definition, ...storedVersions: readonly string[]): Definition => ({
  ...of,
  status: { storedVersions },
});

describe('objects are stored in', () => {
  const released = definition('cases', [v1(false), v2(true)]);

  test('the storage version, where the released manifest has no status', () => {
    expect(named(released, definition('cases', [v2(true)]))).toEqual(['breaks v1 version-removed']);
  });

  test('all versions of its status, where it has one', () => {
    const next = definition('cases', [v2(true)]);
    expect(named(storedIn(released, 'v1', 'v2'), next)).toEqual(['rejects v1 stored-version-removed']);
    const lossy = definition('cases', [v1(false), v2(true, spec({}))]);
    expect(changesOf(storedIn(released, 'v1', 'v2'), lossy)).toMatchObject([
      { field: 'v2.spec.x', consequence: expect.stringMatching('^a stored object loses it') },
    ]);
  });

  test('versions that the definition has', () => {
    const next = definition('cases', [v1(true), v2(false)]);
    const missing = storedIn(definition('cases', [v1(true)]), 'v0');
    expect(() => changesOf(missing, next)).toThrow(
      'has no version v0, in which its status says that objects are stored; allowed: v1',
    );
  });
});

describe('a webhook', () => {
  const lossy = [v1(true), v2(false, spec({}))];

  test('may convert what no schema tells', () => {
    expect(named(definition('cases', [v1(true)], WEBHOOK), definition('cases', lossy, WEBHOOK))).toEqual([]);
  });

  test('is missed where it moved what would now be lost', () => {
    expect(named(definition('cases', lossy, WEBHOOK), definition('cases', lossy))).toEqual([
      'damages conversion conversion-changed',
      'damages v2.spec.x field-removed',
    ]);
  });
});

test('what is lost between versions is told as such, with the version that it is lost from', () => {
  const [change] = changesOf(
    definition('cases', [v1(true)]),
    definition('cases', [v1(true), v2(false, spec({}))]),
  );
  expect(change?.consequence).toMatch('of objects stored in v1, a stored object loses it when it is read');
});

describe('between two versions', () => {
  const whole = (schema: AnySchema): AnySchema => ({ type: 'object', properties: { spec: schema } });
  const losses = (from: AnySchema, to: AnySchema): readonly string[] =>
    lossesBetween(whole(from), whole(to)).map(({ effect, field, change }) => `${effect} ${field} ${change}`);

  test('nothing is lost where they have the same fields', () => {
    expect(losses(x(STRING), x(STRING))).toEqual([]);
  });

  test('a field is lost that the other does not have, and not the other way round', () => {
    expect(losses(x(STRING), spec({}))).toEqual(['damages spec.x field-removed']);
    expect(losses(spec({}), x(STRING))).toEqual([]);
  });

  test('a value is refused that the other does not take', () => {
    expect(losses(x({ ...INTEGER, maximum: 5 }), x({ ...INTEGER, maximum: 3 }))).toEqual([
      'rejects spec.x maximum-lowered',
    ]);
  });

  test('defaults may differ, since objects have theirs', () => {
    const other = x({ ...STRING, default: 'b' });
    for (const to of [other, x(STRING), spec({ x: STRING }, { required: ['x'] })])
      expect(losses(x({ ...STRING, default: 'a' }), to)).toEqual([]);
    expect(losses(x(STRING), other)).toEqual([]);
  });

  test('a field may be required that has no default where it is written, but not otherwise', () => {
    expect(losses(x(STRING), spec({ x: STRING }, { required: ['x'] }))).toEqual([
      'rejects spec.x required-added',
    ]);
  });

  test('a rule on what may change is no matter', () => {
    const immutable = { ...STRING, 'x-kubernetes-validations': [{ rule: 'self == oldSelf' }] };
    expect(losses(x(STRING), x(immutable))).toEqual([]);
  });
});

test('a definition from before v1 may have kept all unknown fields, in versions without a schema', () => {
  const next = definition('cases', [version('v1', { spec: x(STRING) })]);
  const released = definition('cases', [{ name: 'v1', served: true, storage: true }], {
    preserveUnknownFields: true,
  });
  expect(named(released, next)).toEqual([
    'rejects v1.spec type-changed',
    'damages v1.spec unknown-fields-dropped',
    'damages v1 unknown-fields-dropped',
  ]);
});

test.each([
  ['another kind', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' } }],
  ['an older definition', { ...definition('cases', [v1(true)]), apiVersion: 'apiextensions.k8s.io/v1beta1' }],
  ['a definition without versions', { ...definition('cases', [v1(true)]), spec: { group: 'a', names: {} } }],
])('%s cannot be compared', (_, manifest) => {
  expect(() => changesOf(manifest, manifest)).toThrow(PlatformError);
  expect(() => changesOf(manifest, manifest)).toThrow(
    'is not a CustomResourceDefinition that can be compared',
  );
});
