import { definition, version } from './definition';
import type { DefinitionCase } from './definition-case';
import { STRING, x } from './vocabulary';

const STORED = { spec: { x: 'a' } };
const V1 = [version('v1', { spec: x(STRING) })];
const IMMUTABLE = 'field is immutable';

const kindOf = (plural: string): string => plural.replace(/^./, (first) => first.toUpperCase());

/** A change of names alone: by `names` of the released definition and of the next. */
function renamed(
  what: string,
  changes: readonly string[],
  from: object,
  to: object,
  proof: DefinitionCase['proof'],
): DefinitionCase {
  const named = (names: object) => (plural: string) =>
    definition(plural, V1, { names: { kind: kindOf(plural), plural, ...names } });
  return { what, released: named(from), next: named(to), changes, stored: STORED, proof };
}

/** What discovery tells of the kind. */
function discovered(before: object, after: object): DefinitionCase['proof'] {
  return [
    { path: 'v1', before: { status: 200, shows: before }, after: { status: 200, shows: after } },
    { path: 'v1/objects/stored', after: { status: 200, shows: STORED } },
  ];
}

/** Names and identity of a definition. */
export const NAMING: readonly DefinitionCase[] = [
  renamed(
    'a short name is removed',
    ['breaks names.shortNames short-name-removed'],
    { shortNames: ['aaa', 'bbb'] },
    { shortNames: ['aaa'] },
    discovered({ shortNames: ['aaa', 'bbb'] }, { shortNames: ['aaa'] }),
  ),
  renamed('a short name is added', [], {}, { shortNames: ['ccc'] }, discovered({}, { shortNames: ['ccc'] })),
  {
    what: 'names that the API server fills in are written out',
    released: (plural) => definition(plural, V1),
    next: (plural) =>
      definition(plural, V1, {
        names: {
          kind: kindOf(plural),
          listKind: `${kindOf(plural)}List`,
          plural,
          singular: kindOf(plural).toLowerCase(),
          shortNames: [],
          categories: [],
        },
        conversion: { strategy: 'None' },
      }),
    changes: [],
    stored: STORED,
    proof: [{ path: 'v1/objects/stored', after: { status: 200, shows: STORED } }],
  },
  renamed(
    'a category is removed',
    ['breaks names.categories category-removed'],
    { categories: ['toys'] },
    {},
    discovered({ categories: ['toys'] }, { categories: undefined }),
  ),
  renamed(
    'the singular name is changed',
    ['breaks names.singular singular-changed'],
    { singular: 'one' },
    { singular: 'other' },
    discovered({ singularName: 'one' }, { singularName: 'other' }),
  ),
  renamed(
    'the kind of lists is changed',
    ['breaks names.listKind list-kind-changed'],
    { listKind: 'Some' },
    { listKind: 'Many' },
    [
      {
        path: 'v1/objects',
        before: { status: 200, shows: { kind: 'Some' } },
        after: { status: 200, shows: { kind: 'Many' } },
      },
    ],
  ),
  {
    what: 'the kind is changed',
    released: (plural) => definition(plural, V1),
    next: (plural) => definition(plural, V1, { names: { kind: 'Another', plural } }),
    changes: ['breaks names.kind kind-changed'],
    stored: STORED,
    proof: IMMUTABLE,
  },
  {
    what: 'objects no longer live in namespaces',
    released: (plural) => definition(plural, V1),
    next: (plural) => definition(plural, V1, { scope: 'Cluster' }),
    changes: ['breaks scope scope-changed'],
    stored: STORED,
    proof: IMMUTABLE,
  },
  {
    what: 'the group is changed under the same name',
    released: (plural) => definition(plural, V1),
    next: (plural) => definition(plural, V1, { group: 'other.example.com' }),
    changes: ['breaks group group-changed'],
    stored: STORED,
    proof: IMMUTABLE,
  },
  {
    what: 'the plural name is changed under the same name',
    released: (plural) => definition(plural, V1),
    next: (plural) => definition(plural, V1, { names: { kind: kindOf(plural), plural: 'others' } }),
    changes: ['breaks names.plural plural-changed'],
    stored: STORED,
    proof: IMMUTABLE,
  },
];
