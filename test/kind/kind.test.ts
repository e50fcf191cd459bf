import { Chart } from 'cdk8s';
import { z } from 'zod';
import { z as old } from 'zod/v3';
import { Cluster, PlatformApp } from '../../lib/core';
import { CustomResource } from '../../lib/kind/custom-resource';
import { CustomResourceDefinition } from '../../lib/kind/custom-resource-definition';
import { kindOf, type SpecOf, type StatusOf } from '../../lib/kind/kind';
import type { ColumnType, PrinterColumn } from '../../lib/kind/printer-column';
import * as fields from '../../lib/kind/schema/fields';
import { kind, WIDGET, Widget } from './widget';

describe('a kind', () => {
  test('is found from itself and from the construct class of its objects', () => {
    expect(kindOf(WIDGET)).toBe(WIDGET);
    expect(kindOf(Widget)).toBe(WIDGET);
  });

  test('has its schemas compiled at once, or when they are first needed', () => {
    const broken = { kind: 'Toy', spec: z.strictObject({ at: z.date() }) };
    const message = /^Kind Toy\.spec\.at cannot be described in a schema: /;
    expect(() => kind(broken)).toThrow(message);
    const late = kind({ ...broken, compiledOnFirstUse: true });
    expect(late.crdName).toBe('toys.toys.example.com');
    expect(() => late.manifest()).toThrow(message);
    expect(() => late.parseSpec({})).toThrow(message);
    expect(() => late.compile()).toThrow(message);
    const chart = new Chart(new PlatformApp({ cluster: new Cluster({ kubernetes: '1.31' }) }), 'chart');
    const inChart = /^\[chart\/[ab]\] Kind Toy\.spec\.at cannot be described/;
    expect(() => new CustomResource(chart, 'a', late, {})).toThrow(inChart);
    expect(() => new CustomResourceDefinition(chart, 'b', { kind: late })).toThrow(inChart);
    expect(() => kind({ ...broken, group: 'toys', compiledOnFirstUse: true })).toThrow('Kind Toy.group');
  });

  test('is a resource like the built-in ones', () => {
    expect(WIDGET.resource).toEqual({
      group: 'toys.example.com',
      version: 'v1',
      kind: 'Widget',
      plural: 'widgets',
      namespaced: true,
      names: 'dns-subdomain',
    });
    expect(WIDGET.crdName).toBe('widgets.toys.example.com');
  });

  test('has the types of its objects from its schemas', () => {
    const spec: SpecOf<typeof WIDGET> = { size: 2 };
    const status: StatusOf<typeof WIDGET> = { phase: 'Running', observedGeneration: 1, conditions: [] };
    // @ts-expect-error the schema has no such phase
    const wrong: StatusOf<typeof WIDGET> = { phase: 'Walking' };
    expect([spec, status, wrong]).toHaveLength(3);
  });

  test('writes out the names that the API server would add', () => {
    expect(WIDGET.manifest().spec.names).toEqual({
      kind: 'Widget',
      listKind: 'WidgetList',
      plural: 'widgets',
      singular: 'widget',
      shortNames: ['wd'],
      categories: ['toys'],
    });
    expect(kind({ singular: 'plaything' }).manifest().spec.names).toEqual({
      kind: 'Toy',
      listKind: 'ToyList',
      plural: 'toys',
      singular: 'plaything',
    });
  });

  test('is cluster-scoped when it says so', () => {
    expect(kind({ namespaced: false }).manifest().spec.scope).toBe('Cluster');
    expect(kind({ namespaced: false }).resource.namespaced).toBe(false);
  });

  test('has conditions and an observed generation in its status, beside its own fields', () => {
    const { status } = WIDGET.versions[0].schema.properties ?? {};
    expect(Object.keys(status?.properties ?? {}).sort()).toEqual([
      'conditions',
      'observedGeneration',
      'phase',
      'seen',
    ]);
    expect(status?.required).toBeUndefined();
    expect(status?.properties?.conditions).toMatchObject({
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['type'],
      items: { required: ['lastTransitionTime', 'message', 'reason', 'status', 'type'] },
    });
  });

  test('restricts names in its definition only where it says so', () => {
    const schemaOf = (named: ReturnType<typeof kind>) => named.versions[0].schema.properties?.metadata;
    expect(schemaOf(kind())).toBeUndefined();
    expect(schemaOf(kind({ name: z.string().max(5) }))).toEqual({
      type: 'object',
      properties: { name: { type: 'string', maxLength: 5 } },
    });
  });
});

describe('the columns of a kind', () => {
  const columns = (printerColumns: NonNullable<Parameters<typeof kind>[0]>['printerColumns']) =>
    kind({
      spec: WIDGET.spec,
      status: WIDGET.status,
      printerColumns,
    }).manifest().spec.versions[0]?.additionalPrinterColumns;

  test('end with Ready and Age', () => {
    expect(columns([])).toEqual([
      { name: 'Ready', type: 'string', jsonPath: '.status.conditions[?(@.type=="Ready")].status' },
      { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
    ]);
  });

  test('take their types from the schema, and leave out a priority of 0', () => {
    expect(
      columns([
        { name: 'Size', jsonPath: '.spec.size', priority: 0 },
        { name: 'Memory', jsonPath: '.spec.memory', priority: 1 },
        { name: 'Seen', jsonPath: '.status.seen' },
        { name: 'First', jsonPath: '.spec.parts[0].name', type: 'string' },
      ])?.slice(0, -2),
    ).toEqual([
      { name: 'Size', type: 'integer', jsonPath: '.spec.size' },
      { name: 'Memory', type: 'string', jsonPath: '.spec.memory', priority: 1 },
      { name: 'Seen', type: 'date', jsonPath: '.status.seen' },
      { name: 'First', type: 'string', jsonPath: '.spec.parts[0].name' },
    ]);
  });

  test('are refused when they show no field, no single value, or a path without a type', () => {
    expect(() => columns([{ name: 'X', jsonPath: '.spec.sise' }])).toThrow(
      'Kind Toy.printerColumns.X leads to a field that is not in the schema: "sise"; given: ".spec.sise"; allowed: enabled',
    );
    expect(() => columns([{ name: 'X', jsonPath: '.spec.parts' }])).toThrow('not a single value');
    expect(() => columns([{ name: 'X', jsonPath: '.spec.parts[0].name' }])).toThrow('needs a type');
  });

  test.each<[string, Partial<PrinterColumn>, string]>([
    ['without a name', { name: '' }, 'has no name'],
    ['of a type that is none', { type: 'text' as ColumnType }, 'has a type that is none; given: "text"'],
    ['with a fraction of a priority', { priority: 1.5 }, 'has a priority that is none; given: 1.5'],
    ['with a path from nowhere', { jsonPath: 'spec.size' }, 'has a path that the API server cannot read'],
    ['with a path that never ends', { jsonPath: '.spec.parts[0' }, 'given: ".spec.parts[0"'],
    ['with a template for a path', { jsonPath: '.spec}{.a' }, 'cannot read'],
    ['with a line break in a key', { jsonPath: ".spec.m['a\nb']" }, 'cannot read'],
    ['with a line break in a comparison', { jsonPath: '.spec.m[?(@.type=="a\nb")]' }, 'cannot read'],
    ['with a bracket in a key', { jsonPath: ".spec.m['a]b']" }, 'cannot read'],
    ['with a comma in a key', { jsonPath: ".spec.m['a,b']" }, 'cannot read'],
    ['with a dot in a key, which parts it', { jsonPath: ".spec.m['a.b']" }, 'cannot read'],
    [
      'with an item further than can be counted',
      { jsonPath: '.spec.m[99999999999999999999]' },
      'cannot read',
    ],
  ])('are refused %s', (_, column, message) => {
    expect(() => columns([{ name: 'X', jsonPath: '.spec.size', type: 'string', ...column }])).toThrow(
      message,
    );
  });
});

describe('a default that breaks a CEL rule', () => {
  const ordered = z
    .strictObject({ a: z.int().default(1), b: z.int().default(2) })
    .meta(fields.celRules({ rule: 'self.a <= self.b', message: 'a is above b' }));

  test.each<[string, z.ZodType, string]>([
    [
      'of a text',
      z
        .string()
        .max(4)
        .meta(fields.celRules({ rule: "self != 'a'", message: 'is a' }))
        .default('a'),
      'Kind Toy.spec.x has a default that breaks a CEL rule: is a; given: "a"',
    ],
    [
      'of an object',
      ordered.default({ a: 5, b: 1 }),
      'spec.x has a default that breaks a CEL rule: a is above b',
    ],
    [
      'that is not complete when the rule runs',
      ordered.prefault({}),
      'given: {}; fix: state the whole default, or have the rule look whether something is there',
    ],
  ])('%s is refused', (_, x, message) => {
    expect(() => kind({ spec: z.strictObject({ x }) })).toThrow(message);
  });

  test('is told from one that keeps it', () => {
    expect(() => kind({ spec: z.strictObject({ x: ordered.default({ a: 1, b: 2 }) }) })).not.toThrow();
  });
});

describe('a kind is refused', () => {
  test.each<[string, NonNullable<Parameters<typeof kind>[0]>, string]>([
    ['a group without a dot', { group: 'toys' }, 'Kind Toy.group is not an API group of your own'],
    ['a group that is protected', { group: 'toys.k8s.io' }, 'protected'],
    ['a kind not in CamelCase', { kind: 'toy' }, 'Kind toy.kind is not the name of a kind; given: "toy"'],
    ['a plural with capitals', { plural: 'Toys' }, 'Kind Toy.plural is not a valid name; given: "Toys"'],
    ['a singular with a dot', { singular: 'a.b' }, 'Kind Toy.singular is not a valid name'],
    ['an invalid short name', { shortNames: ['T'] }, 'Kind Toy.shortNames is not a valid name'],
    ['an invalid category', { categories: ['T'] }, 'Kind Toy.categories is not a valid name'],
    ['an invalid version', { version: '1' }, 'Kind Toy.version is not the name of a version; given: "1"'],
    [
      'a spec field that is a prop of every construct',
      { spec: z.strictObject({ metadata: z.string() }) },
      'Kind Toy.spec has a field "metadata"',
    ],
    [
      'a status field that every kind has',
      { status: z.strictObject({ conditions: z.string() }) },
      'Kind Toy.status has a field "conditions"',
    ],
    [
      'a spec that is not structural',
      { spec: z.strictObject({ a: z.union([z.int(), z.boolean()]) }) },
      'Kind Toy.spec.a is a union',
    ],
    [
      'a spec that is not strict',
      { spec: z.object({ a: z.int() }) },
      'Kind Toy.spec is an object that drops',
    ],
  ])('for %s', (_, props, message) => {
    expect(() => kind(props)).toThrow(message);
  });

  test.each<[string, object, string]>([
    [
      'no spec',
      { spec: undefined },
      'Kind Toy.spec is not an object schema of zod 4; allowed: schemas of zod 4',
    ],
    ['a spec of zod 3', { spec: old.object({}) }, 'Kind Toy.spec is not an object schema of zod 4'],
    ['a spec that is no object', { spec: z.string() }, 'Kind Toy.spec is not an object schema of zod 4'],
    ['a status of zod 3', { status: old.object({}) }, 'Kind Toy.status is not an object schema of zod 4'],
    ['a name of zod 3', { name: old.string() }, 'Kind Toy.name is not a z.string() of zod 4'],
  ])('for %s, which the types refuse as well', (_, props, message) => {
    expect(() => kind(props)).toThrow(message);
  });
});
