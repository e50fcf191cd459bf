import * as fc from 'fast-check';
import {
  type ConversionWebhook,
  CustomResourceDefinition,
  type CustomResourceDefinitionProps,
  Kind,
  type KindProps,
  type OtherVersionProps,
  type PrinterColumn,
  z,
} from '../../../../lib';
import { inChart, type Subject } from '../engine/subject';
import { annotations, labels } from '../values/labels';
import { dnsLabel1035 } from '../values/names';
import { full, mostly, partial } from '../values/records';
import { objectSchema } from '../values/schemas';
import { text } from '../values/texts';

const names = fc.array(fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/), { maxLength: 2 });
type Props = KindProps<z.ZodObject, z.ZodObject>;
const role = fc.constantFrom('edit' as const, 'admin' as const, false as const);
/** Who may delete is left to the rule: editors may not where a kind holds data. */
const userRoles = fc.oneof(fc.constant(false as const), fc.record({ create: role, update: role }));

const printerColumns = fc.array(
  fc
    .tuple(
      full<Pick<PrinterColumn, 'name' | 'jsonPath' | 'type'>>({
        name: mostly(fc.stringMatching(/^[A-Z][a-z]{1,8}$/), text),
        jsonPath: mostly(
          fc.constantFrom(
            '.spec',
            '.metadata.labels.a\\.b/c',
            '.status.conditions[?(@.type=="Ready")].status',
          ),
          fc.constantFrom(
            '.spec.a[0]',
            '.spec.a[*].b',
            'spec.a',
            '.spec[',
            '',
            '.',
            '.spec.a-b',
            ".spec['a']",
          ),
          2,
        ),
        type: fc.constantFrom('boolean', 'date', 'integer', 'number', 'string'),
      }),
      partial<Pick<PrinterColumn, 'priority' | 'description'>>({
        priority: mostly(fc.nat(3), fc.constantFrom(1.5, -1, 2 ** 31)),
        description: text,
      }),
    )
    .map(([needed, others]) => ({ ...needed, ...others })),
  { maxLength: 2 },
);

const otherVersions = fc.uniqueArray(
  fc
    .tuple(
      full<Pick<OtherVersionProps, 'version' | 'spec'>>({
        version: fc.constantFrom('v1alpha1', 'v1beta2', 'v3'),
        spec: objectSchema,
      }),
      partial<Pick<OtherVersionProps, 'status' | 'served' | 'deprecated'>>({
        status: objectSchema,
        served: fc.boolean(),
        deprecated: mostly(fc.constant('use v1'), text),
      }),
    )
    .map(([needed, others]) => ({ ...needed, ...others })),
  { maxLength: 2, selector: ({ version }) => version },
);

/** A definition of a kind. */
export interface DefinitionCase {
  /** Names and schema of the kind. */
  readonly needed: Pick<Props, 'group' | 'kind' | 'plural' | 'description' | 'spec'>;
  /** Other props of the kind. */
  readonly kind: Partial<Props>;
  /** Props of the definition. */
  readonly props: Omit<CustomResourceDefinitionProps, 'kind' | 'conversion' | 'released' | 'acknowledged'>;
  /** The webhook, where there are several versions. */
  readonly conversion: ConversionWebhook;
  /** Whether its objects can be scaled, and selected by their replicas. */
  readonly scaled: boolean;
}

const counts = { replicas: z.int().min(0).optional() };

function declared({ needed, kind, scaled }: DefinitionCase): Kind {
  if (!scaled) return new Kind({ ...needed, ...kind });
  return new Kind({
    ...needed,
    ...kind,
    spec: needed.spec.extend(counts),
    status: (kind.status ?? z.strictObject({})).extend({ ...counts, selector: z.string().optional() }),
    scale: { selector: '.status.selector' },
    selectableFields: ['.spec.replicas', '.status.selector'],
  });
}

/** A schema of zod has no text of its own, but what is made of it has. */
function show(given: DefinitionCase): string {
  return JSON.stringify({ kind: declared(given).manifest().spec, ...given.props });
}

/** {@link CustomResourceDefinition} under test, of kinds with fields of every sort. */
export const customResourceDefinition: Subject<DefinitionCase> = {
  name: 'CustomResourceDefinition',
  show,
  props: full<DefinitionCase>({
    needed: full<DefinitionCase['needed']>({
      group: fc.stringMatching(/^[a-z][a-z0-9]{0,8}\.example\.com$/),
      kind: mostly(fc.stringMatching(/^[A-Z][A-Za-z0-9]{0,10}$/), fc.constant(`K${'a'.repeat(58)}`)),
      plural: dnsLabel1035,
      description: text.map((said) => `${said}.`),
      spec: objectSchema,
    }),
    kind: partial<
      Omit<
        Props,
        'group' | 'kind' | 'plural' | 'description' | 'spec' | 'scale' | 'selectableFields' | 'examples'
      >
    >({
      singular: fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/),
      shortNames: names,
      categories: names,
      namespaced: fc.boolean(),
      compiledOnFirstUse: fc.boolean(),
      version: fc.constantFrom('v1', 'v1beta1', 'v2alpha12'),
      status: objectSchema,
      holdsData: fc.boolean(),
      otherVersions,
      name: fc.constantFrom(z.string().max(40), z.string().regex(/^[a-z]+$/), z.string()),
      printerColumns,
      userRoles,
    }),
    props: partial<DefinitionCase['props']>({ labels, annotations, userRoles: fc.boolean() }),
    conversion: fc
      .tuple(
        full<Pick<ConversionWebhook['service'], 'namespace' | 'name'>>({
          namespace: dnsLabel1035,
          name: dnsLabel1035,
        }),
        partial<Pick<ConversionWebhook['service'], 'port' | 'path'>>({
          port: fc.integer({ min: 1, max: 65_535 }),
          path: fc.stringMatching(/^(\/[a-z0-9]{1,5}(\.[a-z]{1,3})?){1,3}$/),
        }),
        fc.option(full({ namespace: dnsLabel1035, name: dnsLabel1035 }), { nil: undefined }),
      )
      .map(([needed, others, certificate]) => ({ service: { ...needed, ...others }, certificate })),
    scaled: fc.boolean(),
  }),
  declare: (cluster, given) =>
    inChart(cluster, (chart) => {
      const kind = declared(given);
      const conversion = kind.versions.length > 1 ? given.conversion : undefined;
      return new CustomResourceDefinition(chart, 'definition', { kind, conversion, ...given.props });
    }),
};
