import { definition, type VersionParts, version } from './definition';
import type { Call, DefinitionCase } from './definition-case';
import { INTEGER, STRING, spec, x } from './vocabulary';

const STORED = { spec: { x: 'a' } };
const ANNOTATE = { metadata: { annotations: { touched: 'true' } } };
const stored = (path: string, shows: object = STORED): Call => ({ path, after: { status: 200, shows } });

interface Version extends Partial<VersionParts> {
  readonly name: string;
  readonly served?: boolean;
  readonly storage?: boolean;
}

const versions = (list: readonly Version[]): readonly object[] =>
  list.map(({ name, served = true, storage = false, more, ...parts }) =>
    version(name, { spec: x(STRING), ...parts, more: { ...more, served, storage } }),
  );

/** A change of the versions of a definition, in which `STORED` is stored. */
function changed(
  what: string,
  changes: readonly string[],
  from: readonly Version[],
  to: readonly Version[],
  proof: DefinitionCase['proof'],
): DefinitionCase {
  return {
    what,
    released: (plural) => definition(plural, versions(from)),
    next: (plural) => definition(plural, versions(to)),
    changes,
    stored: STORED,
    proof,
  };
}

const V1: Version = { name: 'v1', storage: true };
const V2: Version = { name: 'v2' };
const V1_STORED_NO_MORE: Version = { name: 'v1' };
const V2_STORED: Version = { name: 'v2', storage: true };
const WITHOUT_X = { spec: spec({}) };
const LOSSY = { ...V2, ...WITHOUT_X };

const WEBHOOK = {
  conversion: {
    strategy: 'Webhook',
    webhook: { conversionReviewVersions: ['v1'], clientConfig: { url: 'https://127.0.0.1:9/convert' } },
  },
};

/** Versions that come, go and are stored. */
export const VERSIONS: readonly DefinitionCase[] = [
  changed(
    'a version is removed',
    ['breaks v2 version-removed'],
    [V1, V2],
    [V1],
    [
      { path: 'v2/objects/stored', before: { status: 200 }, after: { status: 404 } },
      stored('v1/objects/stored'),
    ],
  ),
  changed(
    'a version in which objects are stored is removed',
    ['rejects v1 stored-version-removed'],
    [V1, V2],
    [V2_STORED],
    'status.storedVersions',
  ),
  changed(
    'a version is no longer served',
    ['breaks v2 version-unserved'],
    [V1, V2],
    [V1, { ...V2, served: false }],
    [
      { path: 'v2/objects/stored', before: { status: 200 }, after: { status: 404 } },
      stored('v1/objects/stored'),
    ],
  ),
  changed(
    'a version that was not served is removed',
    [],
    [V1, { ...V2, served: false }],
    [V1],
    [stored('v1/objects/stored')],
  ),
  changed(
    'a version with the same fields is added',
    [],
    [V1],
    [V1, V2],
    [
      stored('v1/objects/stored'),
      stored('v2/objects/stored'),
      { ...stored('v2/objects/stored'), patch: ANNOTATE },
    ],
  ),
  changed(
    'a version that lacks a field is added',
    ['damages v2.spec.x field-removed'],
    [V1],
    [V1, LOSSY],
    [
      stored('v1/objects/stored'),
      { ...stored('v2/objects/stored', { spec: { x: undefined } }), patch: ANNOTATE },
      stored('v1/objects/stored', { spec: { x: undefined } }),
    ],
  ),
  changed(
    'a version that lacks a field is added, but neither served nor stored',
    [],
    [V1],
    [V1, { ...LOSSY, served: false }],
    [stored('v1/objects/stored'), { ...stored('v1/objects/stored'), patch: ANNOTATE }],
  ),
  changed(
    'a version with narrower bounds is added',
    ['rejects v2.spec.x enum-added'],
    [V1],
    [V1, { ...V2, spec: x({ ...STRING, enum: ['b'] }) }],
    [
      { path: 'v1/objects/stored', patch: { spec: { x: 'c' } }, after: { status: 200 } },
      { path: 'v2/objects/stored', patch: { spec: { x: 'd' } }, after: { status: 422 } },
    ],
  ),
  changed(
    'a version that lacks a field, as it did before, stays',
    [],
    [V1, LOSSY],
    [V1, LOSSY],
    [stored('v1/objects/stored'), stored('v2/objects/stored', { spec: { x: undefined } })],
  ),
  changed(
    'the storage version is switched to one that lacks a field',
    ['damages v2.spec.x field-removed'],
    [V1],
    [V1_STORED_NO_MORE, { ...V2_STORED, ...WITHOUT_X }],
    [
      stored('v1/objects/stored'),
      { path: 'v1/objects/stored', patch: ANNOTATE, after: { status: 200 } },
      stored('v1/objects/stored', { spec: { x: undefined } }),
    ],
  ),
  changed(
    'the storage version is switched to one with the same fields',
    [],
    [V1, V2],
    [V1_STORED_NO_MORE, V2_STORED],
    [
      stored('v1/objects/stored'),
      { ...stored('v1/objects/stored'), patch: ANNOTATE },
      stored('v2/objects/stored'),
    ],
  ),
  changed(
    'a field is removed from the version that is not stored alone',
    ['damages v2.spec.x field-removed'],
    [V1, V2],
    [V1, LOSSY],
    [stored('v1/objects/stored'), stored('v2/objects/stored', { spec: { x: undefined } })],
  ),
  changed(
    'columns and a deprecation are changed',
    [],
    [V1],
    [
      {
        ...V1,
        more: {
          deprecated: true,
          deprecationWarning: 'old',
          additionalPrinterColumns: [{ name: 'X', type: 'string', jsonPath: '.spec.x' }],
        },
      },
    ],
    [stored('v1/objects/stored')],
  ),
  {
    what: 'versions are converted by a webhook',
    released: (plural) => definition(plural, versions([V1, V2])),
    next: (plural) => definition(plural, versions([V1, V2]), WEBHOOK),
    changes: ['breaks conversion conversion-changed'],
    stored: STORED,
    proof: [
      { path: 'v2/objects/stored', before: { status: 200 }, after: { status: 500 } },
      stored('v1/objects/stored'),
    ],
  },
  {
    what: 'a webhook is declared that has nothing to convert',
    released: (plural) => definition(plural, versions([V1])),
    next: (plural) => definition(plural, versions([V1]), WEBHOOK),
    changes: [],
    stored: STORED,
    proof: [stored('v1/objects/stored')],
  },
  {
    what: 'names are restricted',
    released: (plural) => definition(plural, versions([V1])),
    next: (plural) => definition(plural, versions([{ ...V1, fields: { metadata: shortNames(4) } }])),
    changes: ['rejects v1.metadata.name maxLength-lowered'],
    stored: STORED,
    proof: [{ path: 'v1/objects', patch: {}, after: { status: 422 } }],
  },
  {
    what: 'names are restricted less',
    released: (plural) => definition(plural, versions([{ ...V1, fields: { metadata: shortNames(6) } }])),
    next: (plural) => definition(plural, versions([V1])),
    changes: [],
    stored: STORED,
    proof: [
      stored('v1/objects/stored'),
      { path: 'v1/objects', patch: {}, before: { status: 422 }, after: { status: 201 } },
    ],
  },
  {
    what: 'a field of the status is of another type',
    released: (plural) =>
      definition(
        plural,
        versions([{ ...V1, fields: { status: { type: 'object', properties: { y: INTEGER } } } }]),
      ),
    next: (plural) =>
      definition(
        plural,
        versions([{ ...V1, fields: { status: { type: 'object', properties: { y: STRING } } } }]),
      ),
    changes: ['rejects v1.status.y type-changed'],
    stored: { ...STORED, status: { y: 1 } },
    proof: [
      {
        path: 'v1/objects/stored',
        patch: { status: { y: 2 } },
        after: { status: 422 },
      },
    ],
  },
];

function shortNames(maxLength: number) {
  return { type: 'object', properties: { name: { ...STRING, maxLength } } } as const;
}
