import * as fc from 'fast-check';
import {
  CustomResourceDefinition,
  type CustomResourceDefinitionProps,
  Kind,
  type KindProps,
  type z,
} from '../../../../lib';
import { inChart, type Subject } from '../engine/subject';
import { annotations, labels } from '../values/labels';
import { dnsLabel1035 } from '../values/names';
import { full, mostly, partial } from '../values/records';
import { objectSchema } from '../values/schemas';
import { text } from '../values/texts';

const names = fc.array(fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/), { maxLength: 2 });
type Props = KindProps<z.ZodObject, z.ZodObject>;

/** A definition of a kind. */
export interface DefinitionCase {
  /** Names and schema of the kind. */
  readonly needed: Pick<Props, 'group' | 'kind' | 'plural' | 'description' | 'spec'>;
  /** Other props of the kind. */
  readonly kind: Partial<Props>;
  /** Props of the definition. */
  readonly props: Omit<CustomResourceDefinitionProps, 'kind'>;
}

/** A schema of zod has no text of its own, but what is made of it has. */
function show({ needed, kind, props }: DefinitionCase): string {
  return JSON.stringify({ kind: new Kind({ ...needed, ...kind }).manifest().spec, ...props });
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
      description: text,
      spec: objectSchema,
    }),
    kind: partial<
      Omit<Props, 'group' | 'kind' | 'plural' | 'description' | 'spec' | 'name' | 'printerColumns'>
    >({
      singular: fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/),
      shortNames: names,
      categories: names,
      namespaced: fc.boolean(),
      version: fc.constantFrom('v1', 'v1beta1', 'v2alpha12'),
      status: objectSchema,
      holdsData: fc.boolean(),
    }),
    props: partial<Omit<CustomResourceDefinitionProps, 'kind' | 'released' | 'acknowledged'>>({
      labels,
      annotations,
    }),
  }),
  declare: (cluster, { needed, kind, props }) =>
    inChart(
      cluster,
      (chart) =>
        new CustomResourceDefinition(chart, 'definition', {
          kind: new Kind({ ...needed, ...kind }),
          ...props,
        }),
    ),
};
