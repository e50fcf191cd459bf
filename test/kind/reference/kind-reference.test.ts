import fc from 'fast-check';
import { parse } from 'yaml';
import { z } from 'zod';
import { POSTGRES_KINDS } from '../../../lib';
import { anchorOf } from '../../../lib/core/markdown';
import { Kind } from '../../../lib/kind/kind';
import { kindReference } from '../../../lib/kind/reference/kind-reference';
import * as fields from '../../../lib/kind/schema/fields';
import type { OpenApiSchema } from '../../../lib/kind/schema/open-api-schema';
import { grapheme } from '../../support/units';
import { kind, WIDGET } from '../widget';

const rule = { rule: 'self.min <= self.max', message: 'min is at most max' };

/** A kind with everything that a reference tells of. */
const SHOP = new Kind({
  group: 'shops.example.com',
  kind: 'Shop',
  plural: 'shops',
  shortNames: ['sh'],
  categories: ['all'],
  description: 'A shop, with its <shelves> and prices.',
  holdsData: true,
  name: z
    .string()
    .max(20)
    .regex(/^[a-z]+$/),
  spec: z.strictObject({
    owner: z.string().min(1).describe('Who owns it | and answers for it.').meta(fields.immutable('an owner')),
    size: z.int().gt(0).lt(10).multipleOf(3).describe('Size.\nIn metres.').default(3),
    mode: z.enum(['a|b', '']).describe('Mode.').optional(),
    code: z
      .string()
      .max(64)
      .regex(/^(one|two|three)-[a-z0-9]([-a-z0-9]*[a-z0-9])?\.example\.com$/)
      .describe('Code.')
      .optional(),
    range: z
      .strictObject({ min: z.int().describe('Least.'), max: z.int().describe('Most.') })
      .describe('Prices.')
      .meta(fields.celRules(rule))
      .optional(),
    shelves: z
      .array(
        z.strictObject({
          name: z.string().describe('Name.'),
          tags: z.array(z.string().max(9)).max(3).describe('Tags.').optional(),
        }),
      )
      .max(5)
      .meta({ 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'] })
      .describe('Shelves.')
      .optional(),
    limits: z.record(z.string(), fields.quantity()).describe('Limits, by name.').optional(),
    rooms: z
      .record(z.string(), z.strictObject({ doors: z.int().describe('Doors.') }))
      .describe('Rooms, by name.')
      .optional(),
    extra: z.looseObject({}).describe('What else there is.').nullable().optional(),
    until: fields.timestamp().describe('When it closes.').optional(),
  }),
  printerColumns: [{ name: 'Size', jsonPath: '.spec.size', description: 'How large it is.', priority: 1 }],
  userRoles: { create: 'admin' },
  examples: [
    { title: 'The least', metadata: { name: 'least' }, spec: { owner: 'me' } },
    { title: 'A larger one', spec: { owner: 'me', size: 9, rooms: { hall: { doors: 2 } } } },
  ],
});

/** What is between the pipes of each row of each table. */
function cellsOf(markdown: string): readonly (readonly string[])[] {
  return markdown
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split(/(?<!\\)\|/).slice(1, -1));
}

/** The paths of the fields of a schema, by name. */
function pathsOf(schema: OpenApiSchema, names: readonly string[]): readonly (readonly string[])[] {
  const inner = schema.items ?? schema.additionalProperties;
  return [
    ...(inner ? pathsOf(inner, names) : []),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, part]) => [
      [...names, name],
      ...(names[0] === 'status' && name === 'conditions' ? [] : pathsOf(part, [...names, name])),
    ]),
  ];
}

function fieldsOf(of: Kind): readonly string[] {
  const { spec, status } = of.versions[0].schema.properties ?? {};
  return [...pathsOf(spec ?? {}, ['spec']), ...pathsOf(status ?? {}, ['status'])].map(anchorOf);
}

function anchorsOf(markdown: string): readonly string[] {
  return [...markdown.matchAll(/<a id="([^"]+)"><\/a>/g)].map(([, id]) => id as string);
}

/** A kind with many fields, some of them in objects and lists, and a field of every name that people may write. */
const largeKind = fc
  .dictionary(
    fc.oneof(fc.stringMatching(/^[a-z][A-Za-z0-9]{0,8}$/), fc.string({ minLength: 1, maxLength: 6 })),
    fc.constantFrom<(text: string) => z.ZodType>(
      (text) => z.string().describe(text).optional(),
      (text) => z.strictObject({ a: z.int().describe(text) }).describe(text),
      (text) => z.array(z.strictObject({ 'b.c': z.boolean().describe(text) })).describe(text),
      (text) => z.record(z.string(), z.array(z.string()).describe(text)).describe(text),
    ),
    { minKeys: 1, maxKeys: 100 },
  )
  .chain((shape) =>
    fc.string({ unit: grapheme }).map((text) =>
      kind({
        spec: z.strictObject(
          Object.fromEntries(
            Object.entries(shape)
              .filter(([name]) => !['metadata', '__proto__'].includes(name))
              .map(([name, make]) => [name, make(text)]),
          ),
        ),
      }),
    ),
  );

test('the reference of a kind is written as it was reviewed', () => {
  expect(kindReference(SHOP)).toMatchSnapshot();
});

test.each<Kind>([SHOP, WIDGET, kind(), ...POSTGRES_KINDS])(
  'every field of $resource.kind has one anchor, and every link leads to one',
  (of) => {
    const reference = kindReference(of);
    const anchors = anchorsOf(reference);
    expect([...anchors].sort()).toEqual([...fieldsOf(of), 'conditions'].sort());
    for (const [, link] of reference.matchAll(/\]\(#([^)]+)\)/g)) expect(anchors).toContain(link);
  },
);

test('any number of fields, whatever their names and descriptions, makes tables with anchors of their own', () => {
  fc.assert(
    fc.property(largeKind, (of) => {
      const reference = kindReference(of);
      expect([...anchorsOf(reference)].sort()).toEqual([...fieldsOf(of), 'conditions'].sort());
      for (const table of reference.split(/\n\n/).filter((block) => block.startsWith('|'))) {
        expect(new Set(cellsOf(table).map(({ length }) => length)).size).toBe(1);
      }
    }),
    { numRuns: 100, seed: 7 },
  );
});

test('examples are the objects that people would write', () => {
  const blocks = [...kindReference(SHOP).matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml]) =>
    parse(yaml as string),
  );
  const object = { apiVersion: 'shops.example.com/v1', kind: 'Shop' };
  expect(blocks).toEqual([
    { ...object, metadata: { name: 'least' }, spec: { owner: 'me' } },
    {
      ...object,
      metadata: { name: 'example' },
      spec: { owner: 'me', size: 9, rooms: { hall: { doors: 2 } } },
    },
  ]);
});

test('an example that the kind does not take is refused, with the field', () => {
  const toy = kind({ examples: [{ title: 'A large one', spec: { size: 'large' } }] });
  expect(() => kindReference(toy)).toThrow(
    'Kind Toy.examples "A large one".spec.size has the wrong type; given: "large"; allowed: an integer',
  );
  const unnamed = kind({ examples: [{ title: 'A toy', metadata: { name: 'A toy' }, spec: {} }] });
  expect(() => kindReference(unnamed)).toThrow(
    'Kind Toy.examples "A toy".metadata.name is not a valid name; given: "A toy"',
  );
});

test('an example is of the type of the spec', () => {
  const examples = [{ title: 'A shop', spec: { owner: 'me', size: 'large' } }] as const;
  // @ts-expect-error a size is a number
  expect(() => new Kind({ ...TYPED, examples }).examples).not.toThrow();
});

const TYPED = {
  group: 'shops.example.com',
  kind: 'Shop',
  plural: 'shops',
  description: 'A shop.',
  spec: z.strictObject({ owner: z.string(), size: z.int() }),
};

test('a kind without a namespace, and one that is not for users, say so', () => {
  const cluster = kindReference(kind({ namespaced: false }));
  expect(cluster).toContain('| Scope | the cluster |');
  expect(cluster).toContain('bind one by a ClusterRoleBinding to whom it is for');
  expect(kindReference(kind({ userRoles: false }))).toContain('The kind is not for users');
});

test('every version has its fields, under anchors of its own', () => {
  const spec = z.strictObject({ size: z.int().optional(), replicas: z.int().optional() });
  const reference = kindReference(
    kind({
      spec,
      status: spec,
      scale: {},
      selectableFields: ['.spec.size'],
      otherVersions: [
        { version: 'v1beta1', spec, deprecated: 'use v1' },
        { version: 'v1alpha1', spec, served: false },
      ],
    }),
  );
  expect(reference).toContain(
    '| API version | `toys.example.com/v1` (stored)<br>`toys.example.com/v1beta1` (deprecated: use v1)<br>`toys.example.com/v1alpha1` (no longer served) |',
  );
  expect(reference).toContain('| Scaled by | `.spec.replicas` |');
  expect(reference).toContain('| Selected by | `.spec.size` |');
  expect(reference).toContain('get, patch, update of its scale');
  expect(reference).toContain('## v1beta1 Spec');
  expect(anchorsOf(reference)).toEqual(expect.arrayContaining(['spec.size', 'v1beta1.spec.size']));
});
