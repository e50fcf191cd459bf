import * as fc from 'fast-check';
import {
  CustomResource,
  type CustomResourceMetadata,
  type CustomResourceProps,
  Kind,
  PlatformError,
  type z,
} from '../../../../lib';
import { SEED } from '../engine/settings';
import { homeOf, inChart, type Subject } from '../engine/subject';
import { annotations, labels } from '../values/labels';
import { dnsLabel, dnsSubdomain } from '../values/names';
import { full, partial } from '../values/records';
import { valuesOf } from '../values/schema-values';
import { objectSchema } from '../values/schemas';

/** How many kinds there are. */
const KINDS = 20;

/** A kind of a schema: every fourth has no namespace, every third is served in another version as well. */
function kindFrom(spec: z.ZodObject, index: number): Kind | undefined {
  try {
    const kind = new Kind({
      group: 'property.example.com',
      kind: `Swept${index}`,
      plural: `swept${index}s`,
      description: 'A kind.',
      spec,
      namespaced: index % 4 !== 0,
      otherVersions: index % 3 === 0 ? [{ version: 'v1beta1', spec }] : [],
      holdsData: index % 5 === 0,
    });
    // Values are drawn by types and bounds, which know nothing of rules.
    return JSON.stringify(kind.manifest()).includes('x-kubernetes-validations') ? undefined : kind;
  } catch (error) {
    if (error instanceof PlatformError) return undefined;
    throw error;
  }
}

const kinds = fc
  .sample(objectSchema, { numRuns: KINDS * 10, seed: SEED })
  .filter((schema) => Object.keys(schema.shape).length > 0)
  .flatMap((schema, index) => kindFrom(schema, index) ?? [])
  .slice(0, KINDS);

/** An object of one of the kinds. */
export interface CustomResourceCase {
  /** Its kind. */
  readonly kind: Kind;
  /** Id of the construct. */
  readonly id: string;
  /** Its spec. */
  readonly spec: object;
  /** Its metadata, of which a namespace is left out where the kind has none. */
  readonly metadata: CustomResourceMetadata;
  /** The version that it is written in. */
  readonly version: string;
}

const metadata = partial<CustomResourceMetadata>({
  name: dnsSubdomain,
  namespace: dnsLabel,
  labels,
  annotations,
});

/** {@link CustomResource} under test: objects of kinds of every sort, which are there for good. */
export const customResource: Subject<CustomResourceCase> = {
  name: 'CustomResource',
  kinds,
  show: ({ kind, ...rest }) => JSON.stringify({ ...rest, schema: kind.versions[0].specSchema }),
  props: fc.constantFrom(...kinds).chain((kind) =>
    full<CustomResourceCase>({
      kind: fc.constant(kind),
      id: dnsSubdomain,
      spec: valuesOf(kind.versions[0].specSchema) as fc.Arbitrary<object>,
      metadata,
      version: fc.constantFrom(...kind.versions.map(({ name }) => name)),
    }),
  ),
  declare: (cluster, { kind, id, spec, metadata: { namespace, ...rest }, version }) =>
    inChart(cluster, (chart) => {
      const stated = kind.resource.namespaced ? namespace : undefined;
      const own = { ...rest, ...(stated !== undefined && { namespace: stated }) };
      const props = { ...spec, metadata: own } as CustomResourceProps<z.ZodObject>;
      new CustomResource(homeOf(chart, stated), id, kind, props, version);
    }),
};
