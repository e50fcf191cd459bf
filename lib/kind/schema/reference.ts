import type { OpenApiSchema } from './open-api-schema';

/** A kind, as fields name those that they refer to: itself, or the class of its objects. */
export type ReferencedKind =
  | { readonly resource: { readonly group: string; readonly kind: string } }
  | { readonly kind: { readonly resource: { readonly group: string; readonly kind: string } } };

/** What objects a field refers to. */
export interface ReferenceTarget {
  /**
   * API group of the kind.
   * @default - not said; of whichever group has the kind
   */
  readonly group?: string;
  /** The kind. */
  readonly kind: string;
}

/** Key of the metadata of a zod schema that says so. It is no part of a definition, which has no place for it. */
export const REFERENCE = 'cdk8s-platform/reference';

const TARGET = Symbol('target');

/** The target of a reference to a kind, or to one of which the name alone is known. */
export function targetOf(of: string | ReferencedKind): ReferenceTarget {
  if (typeof of === 'string') return { kind: of };
  const { group, kind } = ('resource' in of ? of : of.kind).resource;
  return { group, kind };
}

/** Notes on a schema what it refers to, where no rendering of the schema shows it. */
export function noteTarget(schema: OpenApiSchema, target: unknown): void {
  if (target !== undefined) Object.defineProperty(schema, TARGET, { value: target });
}

/** What a schema refers to, if it is a reference. */
export function notedTarget(schema: OpenApiSchema): ReferenceTarget | undefined {
  return (schema as { [TARGET]?: ReferenceTarget })[TARGET];
}
