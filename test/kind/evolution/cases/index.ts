import type { AnySchema } from '../../../../lib';
import { BREAKING } from './breaking';
import { DAMAGING, DAMAGING_WHEN_MERGED, DAMAGING_WHEN_REPLACED } from './damaging';
import { HARMLESS } from './harmless';
import { REJECTING, REJECTING_ANEW } from './rejecting';
import type { SchemaCase } from './schema-case';

/** All changes of schemas. */
export const SCHEMA_CASES: readonly SchemaCase[] = [
  ...REJECTING,
  ...REJECTING_ANEW,
  ...DAMAGING,
  ...DAMAGING_WHEN_REPLACED,
  ...DAMAGING_WHEN_MERGED,
  ...BREAKING,
  ...HARMLESS,
];

/** A field that every definition of a case gets when it changes: by it, one can tell which of the two is served. */
export const MARKER = 'next';

/** The definition of a kind of its own for a case, in one version. */
export function definitionOf(plural: string, schema: AnySchema, isNext: boolean): Definition {
  const kind = plural.replace(/^./, (first) => first.toUpperCase()).replaceAll('-', '');
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.evolution.example.com` },
    spec: {
      group: 'evolution.example.com',
      scope: 'Namespaced',
      names: { kind, plural },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: {
              type: 'object',
              properties: { spec: schema, ...(isNext && { [MARKER]: { type: 'string', default: MARKER } }) },
            },
          },
        },
      ],
    },
  };
}

/** A definition as plain JSON. */
export type Definition = {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: object;
};
