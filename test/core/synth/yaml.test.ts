import { isDeepStrictEqual } from 'node:util';
import { runInNewContext } from 'node:vm';
import { Yaml } from 'cdk8s';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { PlatformError } from '../../../lib/core/errors';
import { toYaml } from '../../../lib/core/synth/yaml';
import { codePoint, grapheme } from '../../support/units';

const VERSIONS = ['1.1', '1.2'] as const;

function read(text: string, version: '1.1' | '1.2'): unknown[] {
  return [...parseAllDocuments(text, { version })].map((document) => {
    expect([...document.errors, ...document.warnings]).toEqual([]);
    return document.toJS({ maxAliasCount: 0 });
  });
}

function expectRoundTrip(documents: readonly object[]): void {
  const text = toYaml(documents);
  for (const version of VERSIONS) {
    const back = read(text, version);
    // The strict comparison tells a date from a string, the JSON one compares the order of keys.
    if (!isDeepStrictEqual(back, documents)) expect(back).toStrictEqual(documents);
    expect(JSON.stringify(back)).toBe(JSON.stringify(documents));
  }
}

function errorOf(document: unknown): PlatformError {
  try {
    toYaml([{}, document as object]);
  } catch (error) {
    if (error instanceof PlatformError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

// JSON has no -0 and drops undefined, so values are made what a reader of JSON would get.
const json = <T>(value: T): T => JSON.parse(JSON.stringify(value));

const AMBIGUOUS = [
  ...['y', 'Y', 'n', 'N', 'yes', 'Yes', 'YES', 'no', 'No', 'NO', 'on', 'On', 'ON', 'off', 'Off', 'OFF'],
  ...['true', 'True', 'TRUE', 'tRuE', 'false', 'False', 'FALSE', 'null', 'Null', 'NULL', '~', '', '='],
  ...['<<', '0', '1', '-1', '+1', '00', '07', '010', '0o10', '0O10', '0x1F', '0XfF', '0b11', '-0x1'],
  ...['1_000', '0_', '1.5', '1.', '.5', '-.5', '1e3', '1E3', '1e+3', 'e1', 'E-0', '1.5e-3', '+1.0E+3'],
  ...['1.2.3', '0x1p-2', '685_230.15', '.inf', '-.inf', '+.Inf', '.INF', '.nan', '.NaN', '.NAN'],
  ...['12:30:45', '190:20:30.15', '-1:30', '8080:80', '2001-12-14', '2001-12-14t21:59:43.10-05:00'],
  ...['2001-12-14 21:59:43.10 -5', '2020-01-01T00:00:00.000Z'],
];

const SYNTAX = [
  ...['-', '- a', '-a', '?', '? a', ':', ': a', ':a', ',', '[', ']', '[a]', '{', '}', '{a: 1}', '#', '# a'],
  ...['&a', '*a', '!a', '!!str a', '|', '|-', '>', '> a', "'", "'a'", '"', '"a"', '%', '%YAML 1.2', '@a'],
  ...['`a`', '\\', '---', '--- a', '...', 'a: b', 'a:', 'a #b', 'a:\tb', 'a\t#b', 'a: ', 'a  b', ' a'],
  ...['a ', ' ', '\ta', 'a\t', 'a"b', 'a\\b', "a'b", 'a{b', 'a[b', 'a,b', '--a=b', '.a', '+a', '~a', '=a'],
  ...['<<a', '1:a', '[]', '{}'],
];

const UNUSUAL = [
  ...['\0', '\u0007', '\u001b[0m', '\u007f', '\u0080', '\u0085', '\u009f', '\u00a0', '\u00ad', '\u2028'],
  ...['\u2029', '\ufeff', 'a\ufeff', '\ufffd', '\ufffe', '\uffff', '\ud800', 'a\udc00b', '\udc00\ud800'],
  ...['😀', '\u{1fffe}', '\r', 'a\rb', 'a\r\nb', 'é', '日本', '\u3000a', '\u200b', '__proto__'],
  ...['constructor', 'toString'],
];

const MULTILINE = [
  ...['\n', '\n\n', 'a\n', 'a\n\n', 'a\n\n\n', '\na', '\n\na\n', 'a\nb', 'a\n\nb', 'a\n\n\nb\n'],
  ...['a\n  b\n c', ' a\nb', '\n a', '\n\n  a\nb', '\ta\nb', '\n\ta', 'a\n\tb', 'a \nb', 'a\t\nb', 'a\nb '],
  ...['a\n \nb', 'a\n ', 'a\n---\nb', '---\na', '...\n', 'a\n...\nb', '# a\nb', 'a\n# b', '- a\n- b'],
  ...['a: b\nc: d\n', '|\na', '%a\nb', 'a\n\u0085b', 'a\n\u2028', 'a\n\ufeffb', 'a\n\0', 'a\n\ud800'],
  ...['a\n\r\nb', '\u00a0a\nb', 'é\n😀\n', '\n\r'],
];

const NASTY = [...AMBIGUOUS, ...SYNTAX, ...UNUSUAL, ...MULTILINE];

describe('values', () => {
  test.each([
    ['an empty document', {}, '{}\n'],
    ['an empty array as document', [], '[]\n'],
    ['scalars', { a: 1, b: 'c', d: true, e: false, f: null }, 'a: 1\nb: c\nd: true\ne: false\nf: null\n'],
    ['empty values', { a: {}, b: [], c: '' }, 'a: {}\nb: []\nc: ""\n'],
    ['empty values in an array', { a: [{}, []] }, 'a:\n- {}\n- []\n'],
    [
      'an array at the indent of its key',
      { spec: { ports: [{ port: 80 }] } },
      'spec:\n  ports:\n  - port: 80\n',
    ],
    ['an array as document', [{ a: 1, b: 2 }, 'c'], '- a: 1\n  b: 2\n- c\n'],
    [
      'arrays in arrays',
      { a: [[1, [2, 3]], [{ b: [4] }]] },
      'a:\n- - 1\n  - - 2\n    - 3\n- - b:\n    - 4\n',
    ],
    ['keys in the order given', { b: 1, a: { d: 1, c: 2 } }, 'b: 1\na:\n  d: 1\n  c: 2\n'],
    ['quoted keys', { 'a: b': 1, yes: 2, '8080': 3, '': 4 }, '"8080": 3\n"a: b": 1\n"yes": 2\n"": 4\n'],
    ['numbers', { a: -0, b: -1.5, c: 1e21, d: 1.5e-7 }, 'a: 0\nb: -1.5\nc: 1.0e+21\nd: 1.5e-7\n'],
  ])('%s', (_, document, text) => {
    expect(toYaml([document])).toBe(text);
    expectRoundTrip([json(document)]);
  });

  test('a key with an undefined value is left out', () => {
    expect(toYaml([{ a: undefined, b: { c: undefined }, d: [{ e: undefined, f: 1 }], g: undefined }])).toBe(
      'b: {}\nd:\n- f: 1\n',
    );
    expect(toYaml([{ a: undefined }])).toBe('{}\n');
  });

  test('documents are joined with a line of dashes', () => {
    expect(toYaml([{ a: 1 }, {}, { b: [] }])).toBe('a: 1\n---\n{}\n---\nb: []\n');
    expect(toYaml([])).toBe('');
  });

  test('a value used twice is written twice, without anchors', () => {
    const labels = { app: 'web' };
    expect(toYaml([{ a: labels, b: labels }])).toBe('a:\n  app: web\nb:\n  app: web\n');
  });

  test('an object without a prototype is an object', () => {
    expect(toYaml([Object.assign(Object.create(null), { a: 1 })])).toBe('a: 1\n');
  });

  test('an object of another realm is an object', () => {
    expect(toYaml([runInNewContext('({ a: [{ b: 1 }] })')])).toBe('a:\n- b: 1\n');
  });
});

describe('strings', () => {
  test.each([
    ...['a', 'web-1', 'apps/v1', '/healthz', 'registry.io/a/b:1.2@sha256:0f', 'a b', "it's", '100m'],
    ...['256Mi', '30s', 'Yes we can', 'nope', 'ony', 'True-ish', 'http://a.b/c?d=e&f', '$(VAR)', '_a'],
    ...['x:y'],
  ])('%j is plain', (text) => {
    expect(toYaml([{ a: text, [text]: 1 }])).toBe(text === 'a' ? 'a: 1\n' : `a: ${text}\n${text}: 1\n`);
  });

  test.each([...AMBIGUOUS, ...SYNTAX.filter((text) => !["a'b", 'a,b'].includes(text))])(
    '%j is quoted',
    (text) => {
      const quoted = JSON.stringify(text);
      expect(toYaml([[text]])).toBe(`- ${quoted}\n`);
      expect(toYaml([{ [text]: text }])).toBe(`${quoted}: ${quoted}\n`);
    },
  );

  test.each([
    ['\u2028', '\\u2028'],
    ['\u2029', '\\u2029'],
    ['\ufeff', '\\ufeff'],
    ['\ufffe', '\\ufffe'],
    ['\u007f', '\\u007f'],
    ['\u0085', '\\u0085'],
    ['\u0000', '\\u0000'],
    ['\ud800', '\\ud800'],
    ['\r\n', '\\r\\n'],
    ['\t', '\\t'],
    ['é😀', 'é😀'],
  ])('%j is escaped where YAML cannot print it', (text, written) => {
    expect(toYaml([[text]])).toBe(`- "${written}"\n`);
  });

  test.each([
    ['a\nb', '|-\n  a\n  b\n'],
    ['a\nb\n', '|\n  a\n  b\n'],
    ['a\n\nb\n\n\n', '|+\n  a\n\n  b\n\n\n'],
    ['\na\n', '|\n\n  a\n'],
    ['a\n  b\n\tc\n', '|\n  a\n    b\n  \tc\n'],
    ['#!/bin/sh\n---\n', '|\n  #!/bin/sh\n  ---\n'],
  ])('%j is a literal block', (text, written) => {
    expect(toYaml([{ a: text, b: 1 }])).toBe(`a: ${written}b: 1\n`);
    expect(toYaml([[text, 1]])).toBe(`- ${written}- 1\n`);
  });

  test.each([
    ...[' a\nb', '\n a', '\ta\nb', 'a \nb', 'a\t\nb', 'a\nb ', 'a\n \nb', '\n', '\n\n', 'a\r\nb', 'a\n\0'],
    ...['a\n\u0085', 'a\n\u2028', 'a\n\ufeff', 'a\n\ud800', 'a\n\u007f'],
  ])('%j is quoted, not a block', (text) => {
    expect(toYaml([{ a: text }])).toMatch(/^a: ".*"\n$/);
    expectRoundTrip([{ a: text }]);
  });

  test('a key with line breaks is quoted', () => {
    expect(toYaml([{ 'a\nb': 1 }])).toBe('"a\\nb": 1\n');
  });

  test('long lines are not folded', () => {
    const text = 'word '.repeat(500).trim();
    expect(toYaml([{ a: text, b: `${text}: "`, c: `${text}\n${text}` }]).split('\n')).toHaveLength(6);
  });

  test.each(NASTY)('%j is read back as key, value, item and block neighbour', (text) => {
    expectRoundTrip([
      { a: text, b: [text, [text, { [text]: text, z: text }]], [`${text}!`]: { c: text } },
      [text, text],
      { [text]: { [text]: [text] } },
    ]);
  });
});

describe('what is not JSON', () => {
  class Port {
    readonly port = 80;
  }

  test.each<[string, unknown, string]>([
    ['a function', () => 1, 'is a function'],
    ['a bigint', 1n, 'is a bigint'],
    ['a symbol', Symbol('a'), 'is a symbol'],
    ['NaN', Number.NaN, 'is NaN'],
    ['Infinity', Number.POSITIVE_INFINITY, 'is Infinity'],
    ['-Infinity', Number.NEGATIVE_INFINITY, 'is -Infinity'],
    ['a date', new Date(0), 'is an instance of Date'],
    ['a map', new Map(), 'is an instance of Map'],
    ['a boxed string', Object('a'), 'is an instance of String'],
    ['a class instance', new Port(), 'is an instance of Port'],
    ['an object made from another', Object.create({ a: 1 }), 'is an instance of Object'],
    ['undefined in an array', undefined, 'is undefined'],
  ])('%s', (_, value, message) => {
    const error = errorOf({ spec: { 'a/b': [0, { _c: [value] }] } });
    expect(error.message).toContain(message);
    expect(error.where.prop).toBe('documents[1].spec["a/b"][1]._c[0]');
    expect(errorOf([value]).where.prop).toBe('documents[1][0]');
  });

  test.each([['text'], [1], [null], [undefined], [new Date(0)]])('%j as a document', (document) => {
    expect(errorOf(document).where.prop).toBe('documents[1]');
  });

  test('a place is that of the value, also after deeper ones', () => {
    expect(errorOf({ a: { b: { c: 1 } }, d: Number.NaN }).where.prop).toBe('documents[1].d');
  });

  test('a value that contains itself', () => {
    const loop: Record<string, unknown> = {};
    loop.again = [loop];
    const error = errorOf(loop);
    expect(error.message).toContain('contains itself');
    expect(error.where.prop).toBe('documents[1].again[0].again[0].again[0].again…');
  });
});

describe('long keys', () => {
  test.each([
    ['plain', 'a'.repeat(1024)],
    ['quoted', '-'.repeat(1022)],
    ['escaped', '\n'.repeat(511)],
  ])('the longest %s key is read back, one longer is an error', (_, key) => {
    expectRoundTrip([{ [key]: { [key]: 1, b: [{ [key]: 2 }] } }]);
    const error = errorOf({ data: { [`${key}${key.at(0)}`]: 1 } });
    expect(error.where.prop).toBe('documents[1].data');
    expect(error.message).toContain('up to 1024 characters');
  });
});

describe('any JSON', () => {
  const fragment = fc.oneof(
    fc.constantFrom(...NASTY),
    fc.constantFrom(
      '\n',
      ' ',
      '\t',
      ':',
      ': ',
      ' #',
      '-',
      '- ',
      '"',
      "'",
      '\\',
      '\r',
      'a',
      '0',
      '.',
      '_',
      '|',
    ),
    fc.string({ unit: codePoint, maxLength: 4 }),
    fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
  );
  const text = fc.oneof(
    fc.constantFrom(...NASTY),
    fc.array(fragment, { maxLength: 6 }).map((parts) => parts.join('')),
    fc.string({ unit: grapheme }),
    fc.stringMatching(/^[-+0-9.:_eExXoObBtTzZ ]{1,10}$/),
    fc.array(fc.string({ maxLength: 40 }), { minLength: 40, maxLength: 80 }).map((parts) => parts.join(' ')),
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      text,
      fc.oneof(fc.boolean(), fc.constant(null), fc.integer(), fc.maxSafeInteger()),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.array(tie('value'), { maxLength: 5 }),
      fc.dictionary(
        text.filter((key) => key.length < 150),
        tie('value'),
        { maxKeys: 5 },
      ),
    ),
  }));
  const document = fc.oneof(
    fc.array(value, { maxLength: 5 }),
    fc.dictionary(fragment, value, { maxKeys: 8 }),
  );

  test('is read back as it was, under YAML 1.1 and 1.2', () => {
    fc.assert(
      fc.property(fc.array(document, { minLength: 1, maxLength: 3 }), (documents) => {
        expectRoundTrip(json(documents));
      }),
      { numRuns: 1000 },
    );
  });

  test('is the same text each time, ends with a line break and holds no unprintable character', () => {
    fc.assert(
      fc.property(document, (input) => {
        const output = toYaml([input]);
        expect(output).toBe(toYaml([json(input)]));
        expect(output).toMatch(/\n$/);
        expect(output).not.toMatch(/[^\P{Cc}\t\n]|[\p{Cs}\u2028\u2029\ufeff\ufffe\uffff]|^\? /mu);
      }),
    );
  });

  test('survives more keys than the cache holds', () => {
    // In maps of a hundred keys: a reader compares each key of a map with all others.
    const hundred = <T>(of: (index: number) => T): readonly T[] =>
      Array.from({ length: 100 }, (_, index) => of(index));
    const keys = (map: number) => Object.fromEntries(hundred((index) => [`k${map}.${index}`, index]));
    const many = Object.fromEntries(hundred((map) => [`m${map}`, keys(map)]));
    expectRoundTrip([many, many]);
  });
});

describe('a manifest', () => {
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      annotations: { 'example.com/enabled': 'true', 'example.com/note': 'read: this' },
      labels: { 'app.kubernetes.io/name': 'web', 'app.kubernetes.io/version': '1.0' },
      name: 'web',
    },
    spec: {
      replicas: 3,
      selector: { matchLabels: { 'app.kubernetes.io/name': 'web' } },
      template: {
        spec: {
          containers: [
            {
              args: ['--port=8080'],
              command: ['/bin/sh', '-c', 'set -e\nexec server "$@"\n'],
              env: [{ name: 'DEBUG', value: 'no' }],
              image: 'registry.example.com/web:1.0',
              name: 'web',
              resources: { limits: { memory: '256Mi' }, requests: { cpu: '100m' } },
              volumeMounts: [{ mountPath: '/tmp', name: 'tmp' }],
            },
          ],
          volumes: [{ emptyDir: {}, name: 'tmp' }],
        },
      },
    },
  };

  test('is laid out like that of kubectl', () => {
    expect(toYaml([deployment])).toBe(`apiVersion: apps/v1
kind: Deployment
metadata:
  annotations:
    example.com/enabled: "true"
    example.com/note: "read: this"
  labels:
    app.kubernetes.io/name: web
    app.kubernetes.io/version: "1.0"
  name: web
spec:
  replicas: 3
  selector:
    matchLabels:
      app.kubernetes.io/name: web
  template:
    spec:
      containers:
      - args:
        - "--port=8080"
        command:
        - /bin/sh
        - "-c"
        - |
          set -e
          exec server "$@"
        env:
        - name: DEBUG
          value: "no"
        image: registry.example.com/web:1.0
        name: web
        resources:
          limits:
            memory: 256Mi
          requests:
            cpu: 100m
        volumeMounts:
        - mountPath: /tmp
          name: tmp
      volumes:
      - emptyDir: {}
        name: tmp
`);
  });

  test('means what the output of cdk8s means', () => {
    const documents = [deployment, { ...deployment, metadata: { name: 'other' } }];
    for (const version of VERSIONS) {
      expect(read(toYaml(documents), version)).toStrictEqual(read(Yaml.stringify(...documents), version));
    }
  });
});
