import { type AnySchema, changesOf } from '../../../lib';
import { definition, ofSchema, version } from './cases/definition';
import { ANYTHING, INT_OR_STRING, INTEGER, LIST, NUMBER, STRING, spec, x } from './cases/vocabulary';

/** What a change says: what changes, what comes of it, and how to do without it. */
function told(released: AnySchema, next: AnySchema): readonly string[] {
  return changesOf(ofSchema('cases', released), ofSchema('cases', next)).map(
    ({ problem, consequence, remedy }) => `${problem}: ${consequence}; ${remedy}`,
  );
}

const REFUSED =
  'is refused when it is created again and whenever it is updated (from Kubernetes 1.30 on, whenever an update changes spec.x)';

test.each<[string, AnySchema, AnySchema, string]>([
  [
    'one value that is out of bounds',
    { ...INTEGER, maximum: 5 },
    { ...INTEGER, maximum: 4 },
    `has its maximum lowered from 5 to 4: a stored object where it is 5 ${REFUSED}; keep maximum at 5`,
  ],
  [
    'many values that are out of bounds',
    { ...INTEGER, minimum: 1 },
    { ...INTEGER, minimum: 9 },
    `has its minimum raised from 1 to 9: a stored object where it is from 1 to 8 ${REFUSED}; keep minimum at 1`,
  ],
  [
    'a bound that there was not',
    NUMBER,
    { ...NUMBER, minimum: 0, exclusiveMinimum: true },
    `gets a minimum of 0, itself outside: a stored object where it is at most 0 ${REFUSED}; leave out minimum`,
  ],
  [
    'a bound of fractions',
    { ...NUMBER, maximum: 3.5 },
    { ...NUMBER, maximum: 2.5 },
    `has its maximum lowered from 3.5 to 2.5: a stored object where it is above 2.5 ${REFUSED}; keep maximum at 3.5`,
  ],
  [
    'what is counted',
    { ...STRING, maxLength: 9 },
    { ...STRING, maxLength: 7 },
    `has its maxLength lowered from 9 to 7: a stored object where it has 8 or 9 characters ${REFUSED}; keep maxLength at 9`,
  ],
  [
    'items that there are too few of',
    LIST,
    { ...LIST, minItems: 2 },
    `gets a minItems of 2: a stored object where it has fewer than 2 items ${REFUSED}; leave out minItems`,
  ],
  [
    'choices that are gone',
    { ...STRING, enum: ['a', 'b', 'c'] },
    { ...STRING, enum: ['a'] },
    `no longer allows "b", "c": a stored object where it is "b", "c" ${REFUSED}; keep "b", "c"`,
  ],
  [
    'a pattern that there was not',
    STRING,
    { ...STRING, pattern: '^a' },
    `has to match ^a, where it had to match nothing: a stored object where it does not match ${REFUSED}; leave out the pattern`,
  ],
  [
    'the beginning of what is long',
    STRING,
    { ...STRING, pattern: 'a'.repeat(200) },
    `has to match ${'a'.repeat(100)}…, where it had to match nothing: a stored object where it does not match ${REFUSED}; leave out the pattern`,
  ],
  [
    'that a value of another type stands in the way of server-side apply',
    INT_OR_STRING,
    INTEGER,
    `has its type changed from integer or string to integer: a stored object where it is not integer ${REFUSED}; every server-side apply of it fails, whatever it changes; keep the type, and add a field of another name for the new one`,
  ],
  [
    'that a number does not stand in its way',
    NUMBER,
    INTEGER,
    `has its type changed from number to integer: a stored object where it is not integer ${REFUSED}; keep the type, and add a field of another name for the new one`,
  ],
  [
    'what anything is',
    { ...ANYTHING, nullable: true },
    { ...STRING, nullable: true },
    `has its type changed from anything to string: a stored object where it is not string ${REFUSED}; every server-side apply of it fails, whatever it changes; keep the type, and add a field of another name for the new one`,
  ],
])('a message says %s', (_, released, next, message) => {
  expect(told(x(released), x(next))).toEqual([message]);
});

test('what is around a missing field has to stay as it was', () => {
  const required = spec({ x: STRING }, { required: ['x'] });
  expect(told(x(STRING), required)).toEqual([
    `is newly required: a stored object without x ${REFUSED.replace('spec.x', 'spec')}; give it a default, or leave it optional`,
  ]);
});

test('a list without keys has to stay as it was, whatever of its items is wrong', () => {
  const list = (items: AnySchema): AnySchema => x({ type: 'array', items });
  const [change] = changesOf(
    ofSchema('cases', list(spec({ y: STRING }))),
    ofSchema('cases', list(spec({ y: INTEGER }))),
  );
  expect(change).toMatchObject({ field: 'v1.spec.x[].y', ratchet: 'spec.x' });
});

test('no update leaves an object as it was', () => {
  const of = (required: readonly string[]) =>
    definition(
      'cases',
      [version('v1', { spec: x(STRING) })].map((made) =>
        required.length === 0 ? made : withRequired(made, required),
      ),
    );
  const [change] = changesOf(of([]), of(['spec']));
  expect(change).toMatchObject({
    field: 'v1.spec',
    ratchet: '',
    consequence:
      'a stored object without spec is refused when it is created again and whenever it is updated',
  });
});

test('a definition that gets another name is told to be another', () => {
  const made = definition('cases', [version('v1', { spec: x(STRING) })]);
  for (const [part, names] of [
    ['group', { group: 'other.example.com' }],
    ['names.plural', { names: { kind: 'Cases', plural: 'others' } }],
  ] as const) {
    const [change] = changesOf(made, { ...made, spec: { ...made.spec, ...names } });
    expect(change).toMatchObject({
      field: part,
      consequence: expect.stringMatching('^it is another definition'),
    });
  }
});

function withRequired(made: object, required: readonly string[]): object {
  const { schema } = made as { readonly schema: { readonly openAPIV3Schema: object } };
  return { ...made, schema: { openAPIV3Schema: { ...schema.openAPIV3Schema, required } } };
}
