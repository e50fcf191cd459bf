import fc from 'fast-check';
import type { OpenApiSchema } from '../../../lib/kind/schema/open-api-schema';

/** What is drawn: everything that the API server knows, or only what means the same in JSON Schema. */
export interface Dialect {
  /** Defaults, null, lists by key, embedded objects and unknown fields that are kept. */
  readonly kubernetes: boolean;
  /** Numbers that values have. */
  readonly numbers: readonly number[];
  /** Numbers that values are held to. */
  readonly bounds: readonly number[];
  /** Formats of texts. */
  readonly formats: readonly string[];
}

const BOUNDS = [-3, -1, 0, 1, 2, 3, 5];

/** Everything. */
export const KUBERNETES: Dialect = {
  kubernetes: true,
  numbers: [...BOUNDS, 2.5, 0.1, 65, 97, 2 ** 31, 2 ** 53, 1e20, 1e300],
  bounds: [...BOUNDS, 2.5, 0.1, 2 ** 31, 2 ** 53, 1e20, 1e300],
  formats: ['date', 'date-time', 'ipv4', 'email', 'byte', 'uri', 'hostname', 'duration', 'int32', 'color'],
};

/** What JSON Schema means by the same words: Go drops the fraction of a bound, and null is a value of its own. */
export const JSON_SCHEMA: Dialect = {
  kubernetes: false,
  numbers: [...BOUNDS, 2.5],
  bounds: BOUNDS,
  formats: [],
};

const NAMES = ['a', 'b', 'c', 'd'];
const TEXTS = ['', 'a', 'ab', 'abc', '1', 'é', '🙂', '10.0.0.1', '2030-01-31', 'a@b.c', 'constructor'];
const PATTERNS = ['^a', 'b$', '^[a-z]*$', '^.{1,2}$', '1'];

type Keywords = Partial<Record<keyof OpenApiSchema, fc.Arbitrary<unknown>>>;

/** An object with the keywords that are drawn. */
function some(keywords: Keywords): fc.Arbitrary<OpenApiSchema> {
  return fc
    .record(keywords as Record<string, fc.Arbitrary<unknown>>, { noNullPrototype: true })
    .map(withoutUndefined);
}

/** A keyword that is there once in so many times. */
function rarely<T>(value: fc.Arbitrary<T>, times = 4): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 1, arbitrary: value }, { weight: times - 1, arbitrary: fc.constant(undefined) });
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T;
}

const size = fc.nat(3);

/** What a value of a type is held to, beside its type. */
function constraints(type: OpenApiSchema['type'], dialect: Dialect): Keywords {
  const number = fc.constantFrom(...dialect.bounds);
  switch (type) {
    case 'string':
      return {
        minLength: rarely(size),
        maxLength: rarely(size),
        pattern: rarely(fc.constantFrom(...PATTERNS)),
        ...(dialect.formats.length > 0 && { format: rarely(fc.constantFrom(...dialect.formats)) }),
        enum: rarely(fc.uniqueArray(fc.constantFrom(...TEXTS), { minLength: 1, maxLength: 4 })),
      };
    case 'integer':
    case 'number':
      return {
        minimum: rarely(number),
        maximum: rarely(number),
        ...(dialect.kubernetes && {
          exclusiveMinimum: rarely(fc.boolean()),
          exclusiveMaximum: rarely(fc.boolean()),
          format: rarely(fc.constantFrom('int32', 'int64', 'float', 'double')),
        }),
        multipleOf: rarely(fc.constantFrom(1, 2, 3, ...(dialect.kubernetes ? [0.1, 2.5] : []))),
        ...((dialect.kubernetes || type === 'integer') && {
          enum: rarely(fc.uniqueArray(number, { minLength: 1, maxLength: 4 })),
        }),
      };
    case 'array':
      return { minItems: rarely(size), maxItems: rarely(size) };
    case 'object':
      return {
        minProperties: rarely(size),
        maxProperties: rarely(size),
        required: rarely(fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 2 }), 2),
      };
    default:
      return {};
  }
}

/** Schemas that must hold beside another, about values of its type. */
function alternatives(schema: OpenApiSchema, dialect: Dialect): fc.Arbitrary<OpenApiSchema> {
  const entries = Object.entries(schema.properties ?? {});
  const nested = some({
    ...constraints(schema.type, dialect),
    ...(entries.length > 0 && {
      properties: rarely(
        fc
          .constantFrom(...entries)
          .chain(([name, part]) =>
            some(constraints(part.type, dialect)).map((inner) => ({ [name]: withoutUndefined(inner) })),
          ),
        1,
      ),
    }),
  }).map(withoutUndefined);
  const list = fc.array(nested, { minLength: 1, maxLength: 3 });
  return some({
    allOf: rarely(list, 8),
    anyOf: rarely(list, 8),
    oneOf: rarely(list, 8),
    not: rarely(nested, 10),
  }).map((added) => withoutUndefined({ ...schema, ...added }));
}

function base(depth: number, dialect: Dialect): fc.Arbitrary<OpenApiSchema> {
  const leaf = fc
    .constantFrom('string' as const, 'integer' as const, 'number' as const, 'boolean' as const)
    .chain((type) =>
      some({ ...constraints(type, dialect), type: fc.constant(type) }).map((s) => ({ ...s, type })),
    );
  const special: readonly fc.Arbitrary<OpenApiSchema>[] = dialect.kubernetes
    ? [
        fc.constant({ 'x-kubernetes-preserve-unknown-fields': true }),
        some({
          pattern: rarely(fc.constantFrom(...PATTERNS)),
          maximum: rarely(fc.constantFrom(...dialect.bounds)),
        }).map((added) => ({
          ...added,
          'x-kubernetes-int-or-string': true,
        })),
      ]
    : [];
  if (depth === 0) return fc.oneof(leaf, ...special);
  const part = schemas(depth - 1, dialect);
  const properties = fc.dictionary(fc.constantFrom(...NAMES), part, { maxKeys: 3, noNullPrototype: true });
  const object = fc
    .record({ added: some(constraints('object', dialect)), properties })
    .map(({ added, properties: fields }) => ({ ...added, type: 'object' as const, properties: fields }));
  const map = fc
    .record({ added: some(constraints('object', dialect)), additionalProperties: part })
    .map(({ added, additionalProperties }) => ({ ...added, type: 'object' as const, additionalProperties }));
  const list = fc
    .record({ added: some(constraints('array', dialect)), items: part })
    .map(({ added, items }) => ({ ...added, type: 'array' as const, items }));
  if (!dialect.kubernetes) return fc.oneof(leaf, object, map, list);
  const anyMap = some(constraints('object', dialect)).map(
    (added) => ({ ...added, type: 'object', additionalProperties: true }) as unknown as OpenApiSchema,
  );
  const keeping = object.map((schema) => ({ ...schema, 'x-kubernetes-preserve-unknown-fields': true }));
  const embedded = object.map((schema) => ({
    ...schema,
    'x-kubernetes-embedded-resource': true,
    'x-kubernetes-preserve-unknown-fields': true,
  }));
  const set = leaf.map((items) => ({
    type: 'array' as const,
    items,
    'x-kubernetes-list-type': 'set' as const,
  }));
  const keyed = fc.record({ a: leaf, b: leaf, c: part }).chain((parts) =>
    fc.constantFrom(['a'], ['a', 'b']).map((keys) => ({
      type: 'array' as const,
      items: { type: 'object' as const, properties: parts, required: keys },
      'x-kubernetes-list-type': 'map' as const,
      'x-kubernetes-list-map-keys': keys,
    })),
  );
  return fc.oneof(leaf, object, map, list, anyMap, keeping, embedded, set, keyed, ...special);
}

/** Structural schemas. */
export function schemas(depth: number, dialect: Dialect): fc.Arbitrary<OpenApiSchema> {
  const drawn = base(depth, dialect).chain((schema) => alternatives(withoutUndefined(schema), dialect));
  if (!dialect.kubernetes) return drawn;
  return drawn.chain((schema) =>
    fc
      .record({
        nullable: rarely(fc.constant(true)),
        default: rarely(values(schema, dialect, 0), 6),
      })
      .map((added) => withoutUndefined({ ...schema, ...added })),
  );
}

function anything({ kubernetes, numbers }: Dialect): fc.Arbitrary<unknown> {
  return fc.oneof(
    fc.constantFrom(...TEXTS),
    fc.constantFrom(...numbers),
    fc.boolean(),
    fc.constant([]),
    fc.constant({}),
    fc.constant([{ a: 1 }]),
    fc.constant({ a: { b: 1 } }),
    fc.constant({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' } }),
    ...(kubernetes ? [fc.constant(null)] : []),
  );
}

/** Values, most of which are near to what a schema allows: one in so many is anything. */
export function values(schema: OpenApiSchema, dialect: Dialect, mistakes = 12): fc.Arbitrary<unknown> {
  const fitting = near(schema, dialect, mistakes);
  return mistakes === 0
    ? fitting
    : fc.oneof({ weight: 1, arbitrary: anything(dialect) }, { weight: mistakes - 1, arbitrary: fitting });
}

function near(schema: OpenApiSchema, dialect: Dialect, mistakes: number): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.oneof(fc.constantFrom(...schema.enum), scalar(schema, dialect));
  switch (schema.type) {
    case 'array':
      return fc.array(values(schema.items ?? {}, dialect, mistakes), { maxLength: 4 });
    case 'object':
      return fields(schema, dialect, mistakes);
    default:
      return scalar(schema, dialect);
  }
}

function scalar({ type }: OpenApiSchema, dialect: Dialect): fc.Arbitrary<unknown> {
  const number = fc.constantFrom(...dialect.numbers);
  if (type === 'boolean') return fc.boolean();
  if (type === 'string') return fc.constantFrom(...TEXTS);
  if (type === 'number') return number;
  if (type === 'integer') return fc.oneof(number.filter(Number.isInteger), number);
  return anything(dialect);
}

function fields(schema: OpenApiSchema, dialect: Dialect, mistakes: number): fc.Arbitrary<unknown> {
  const { properties = {}, additionalProperties, required = [] } = schema;
  const known = Object.fromEntries(
    Object.entries(properties).map(([name, part]) => [name, values(part, dialect, mistakes)]),
  );
  const others =
    typeof additionalProperties === 'object'
      ? values(additionalProperties, dialect, mistakes)
      : anything(dialect);
  const free = fc.dictionary(fc.constantFrom(...NAMES, 'constructor'), others, {
    maxKeys: additionalProperties ? 3 : 1,
    noNullPrototype: true,
  });
  return fc
    .record({
      known: fc.record(known, {
        requiredKeys: required.filter((name) => name in known),
        noNullPrototype: true,
      }),
      extra: additionalProperties ? free : rarely(free, mistakes + 2),
      embedded: schema['x-kubernetes-embedded-resource'] ? EMBEDDED : fc.constant({}),
    })
    .map(({ known: own, extra = {}, embedded }) => ({ ...extra, ...own, ...embedded }));
}

const EMBEDDED = fc.record(
  {
    apiVersion: fc.constantFrom('v1', 'apps/v1', '', 'a/b/c'),
    kind: fc.constantFrom('Pod', 'x', '', '1'),
    metadata: fc.constantFrom({}, { name: 'x' }, { labels: { a: 'b!' } }, { nam: 1 }, { name: 1 }),
  },
  { requiredKeys: [], noNullPrototype: true },
);
