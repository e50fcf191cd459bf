import type { AnySchema } from '../../../../lib';
import { definition, version } from './definition';
import type { DefinitionCase } from './definition-case';
import { INTEGER, type Schemas, STRING, spec } from './vocabulary';

const SCALE = { specReplicasPath: '.spec.replicas', statusReplicasPath: '.status.replicas' };
const SELECTING = { ...SCALE, labelSelectorPath: '.status.selector' };
const REPLICAS: Schemas = { replicas: { ...INTEGER, minimum: 0 }, copies: { ...INTEGER, minimum: 0 } };
const STORED = { spec: { replicas: 3, copies: 4 } };
const ANNOTATE = { metadata: { annotations: { touched: 'true' } } };

/** A change of what one version has beside its schema. */
function changed(
  what: string,
  changes: readonly string[],
  from: object,
  to: object,
  proof: DefinitionCase['proof'],
  more: Partial<DefinitionCase> & {
    readonly schema?: Schemas;
    readonly before?: Schemas;
    readonly status?: Schemas;
  } = {},
): DefinitionCase {
  const { schema = REPLICAS, before = schema, status: ofStatus, ...rest } = more;
  const properties = { replicas: { ...INTEGER, minimum: 0 }, ...ofStatus };
  const statusSchema: AnySchema = { type: 'object', properties };
  const made = (parts: object, of: Schemas) => (plural: string) =>
    definition(plural, [
      version('v1', { spec: spec(of), fields: { status: statusSchema }, more: { ...parts } }),
    ]);
  return {
    what,
    released: made(from, before),
    next: made(to, schema),
    changes,
    stored: STORED,
    proof,
    ...rest,
  };
}

const READ = { path: 'v1/objects/stored', after: { status: 200, shows: STORED } };
const status = { subresources: { status: {} } };
const scaled = (scale: object = SCALE) => ({ subresources: { scale } });

/** Subresources and selectable fields of a version. */
export const SUBRESOURCES: readonly DefinitionCase[] = [
  changed('the status subresource is removed', ['breaks v1 status-subresource-removed'], status, {}, [
    {
      path: 'v1/objects/stored/status',
      patch: { status: { replicas: 1 } },
      before: { status: 200 },
      after: { status: 404 },
    },
    READ,
  ]),
  changed('the status becomes a subresource', ['damages v1 status-subresource-added'], {}, status, [
    {
      path: 'v1/objects/stored',
      patch: { status: { replicas: 2 } },
      before: { status: 200, shows: { status: { replicas: 2 } } },
      after: { status: 200 },
    },
    {
      path: 'v1/objects/stored',
      patch: { status: { replicas: 5 } },
      after: { status: 200, shows: { status: { replicas: 2 } } },
    },
  ]),
  changed('the scale subresource is removed', ['breaks v1 scale-subresource-removed'], scaled(), {}, [
    {
      path: 'v1/objects/stored/scale',
      before: { status: 200, shows: { spec: { replicas: 3 } } },
      after: { status: 404 },
    },
    READ,
  ]),
  changed(
    'the scale subresource reads another field',
    ['breaks v1 scale-changed'],
    scaled(),
    scaled({ ...SCALE, specReplicasPath: '.spec.copies' }),
    [
      {
        path: 'v1/objects/stored/scale',
        before: { status: 200, shows: { spec: { replicas: 3 } } },
        after: { status: 200, shows: { spec: { replicas: 4 } } },
      },
    ],
  ),
  changed(
    'a field that the scale subresource reads is removed',
    ['breaks v1 scale-field-removed', 'damages v1.spec.replicas field-removed'],
    scaled(),
    scaled(),
    [{ path: 'v1/objects/stored/scale', before: { status: 200 }, after: { status: 500 } }],
    { before: REPLICAS, schema: { copies: { ...INTEGER, minimum: 0 } } },
  ),
  changed('a scale subresource of numbers is added', [], {}, scaled(), [
    { path: 'v1/objects/stored/scale', after: { status: 200, shows: { spec: { replicas: 3 } } } },
    { ...READ, patch: ANNOTATE },
  ]),
  changed(
    'a scale subresource of what is no number is added',
    ['rejects v1 scale-field-refused'],
    {},
    scaled(),
    [{ path: 'v1/objects/stored', patch: ANNOTATE, before: { status: 200 }, after: { status: 422 } }],
    { schema: { replicas: STRING }, stored: { spec: { replicas: 'three' } } },
  ),
  changed(
    'a scale subresource of numbers that may be negative is added',
    ['rejects v1 scale-field-refused'],
    {},
    scaled(),
    [{ path: 'v1/objects/stored', patch: ANNOTATE, before: { status: 200 }, after: { status: 422 } }],
    { schema: { replicas: INTEGER }, stored: { spec: { replicas: -1 } } },
  ),
  changed(
    'a scale subresource with a selector that is no text is added',
    ['rejects v1 scale-field-refused'],
    {},
    scaled(SELECTING),
    [{ path: 'v1/objects/stored', patch: ANNOTATE, before: { status: 200 }, after: { status: 422 } }],
    { stored: { ...STORED, status: { selector: 1 } }, status: { selector: INTEGER } },
  ),
  changed(
    'a scale subresource with a selector is added',
    [],
    {},
    scaled(SELECTING),
    [{ ...READ, patch: ANNOTATE }],
    { stored: { ...STORED, status: { selector: 'a=b' } }, status: { selector: STRING } },
  ),
  changed(
    'a selector is added to the scale subresource',
    [],
    scaled(),
    scaled(SELECTING),
    [{ path: 'v1/objects/stored/scale', after: { status: 200, shows: { status: { selector: 'a=b' } } } }],
    { stored: { ...STORED, status: { selector: 'a=b' } }, status: { selector: STRING } },
  ),
  changed(
    'a selector that is no text is added to the scale subresource',
    ['rejects v1 scale-field-refused'],
    scaled(),
    scaled(SELECTING),
    [{ path: 'v1/objects/stored', patch: ANNOTATE, before: { status: 200 }, after: { status: 422 } }],
    { stored: { ...STORED, status: { selector: 1 } }, status: { selector: INTEGER } },
  ),
  changed(
    'a field is no longer selectable',
    ['breaks v1 selectable-field-removed'],
    { selectableFields: [{ jsonPath: '.spec.replicas' }, { jsonPath: '.spec.copies' }] },
    { selectableFields: [{ jsonPath: '.spec.copies' }] },
    [
      {
        path: 'v1/objects',
        query: { fieldSelector: 'spec.replicas=3' },
        before: { status: 200 },
        after: { status: 400 },
      },
    ],
    { since: '1.31' },
  ),
  changed(
    'a field becomes selectable',
    [],
    {},
    { selectableFields: [{ jsonPath: '.spec.replicas' }] },
    [
      {
        path: 'v1/objects',
        query: { fieldSelector: 'spec.replicas=3' },
        before: { status: 400 },
        after: { status: 200 },
      },
    ],
    { since: '1.31' },
  ),
];
