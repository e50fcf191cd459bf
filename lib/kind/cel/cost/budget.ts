import type { OpenApiSchema } from '../../schema/open-api-schema';
import { type Declaration, MAX_REQUEST } from '../declarations';

/** What one rule may cost, and all rules of a definition together. Sources: validation.go and cel_validation.go in
 * k8s.io/apiextensions-apiserver, pkg/apis/apiextensions/validation. */
export const Limit = { RULE: 10_000_000, DEFINITION: 100_000_000 } as const;

/** How often a part of a schema can be there in one object. */
export interface Place {
  /**
   * How often at most.
   * @default - as often as fits into a request
   */
  readonly times?: number;
  /**
   * The first list or map around it that has no bound, and the keyword that would bound it.
   * @default - all have one
   */
  readonly unbounded?: { readonly field: string; readonly keyword: 'maxItems' | 'maxProperties' };
}

/** The whole object. */
export const ROOT: Place = { times: 1 };

/** The place of what a part of a schema consists of. */
export function within(place: Place, schema: OpenApiSchema, field: string): Place {
  const keyword =
    schema.type === 'array' ? 'maxItems' : schema.additionalProperties ? 'maxProperties' : undefined;
  if (!keyword) return place;
  const most = schema[keyword];
  if (most === undefined) return { unbounded: place.unbounded ?? { field, keyword } };
  return { ...place, ...(place.times !== undefined && { times: place.times * Math.max(most, 0) }) };
}

/** How often a part can be there at most; where nothing bounds it, as often as its shortest form fits into a request. */
export function timesAt(place: Place, declaration: Declaration): number {
  return place.times ?? Math.floor(MAX_REQUEST / (declaration.minBytes + 1));
}
