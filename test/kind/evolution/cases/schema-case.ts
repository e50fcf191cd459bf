import type { AnySchema } from '../../../../lib';

/** How a real API server shows what a change does to an object that was stored before. */
export type Proof =
  /** It is refused when it is created again, and when it is updated to this, which is no better. */
  | { readonly refused: object }
  /** It is refused when it is created again from its manifest; as it was stored, it can be updated. */
  | { readonly refusedAnew: true }
  /** It is read as this. */
  | { readonly read: object }
  /** It is this after it was replaced by its own manifest. */
  | { readonly replaced: object }
  | Merged
  /** It is itself as good as before, but a change to this is refused. */
  | { readonly refusedChange: object }
  /** It is read as it was, can be created again, and be updated to this. */
  | { readonly taken: object };

/** A change of the schema of a spec, and what is expected of it. */
export interface SchemaCase {
  /** What changes. */
  readonly what: string;
  readonly released: AnySchema;
  readonly next: AnySchema;
  /** The changes that are named: effect, field and change. */
  readonly changes: readonly string[];
  /** A spec that is stored before. */
  readonly stored: object;
  readonly proof: Proof;
  /**
   * First version of Kubernetes of those that are judged which shows it.
   * @default - all
   */
  readonly since?: string;
}

/** Another field manager applies `applied`: the released definition gives `before`, the next `after`. */
export interface Merged {
  readonly applied: object;
  readonly before: object;
  readonly after: object;
}

/** A case in a row of a table; the last column makes its proof. */
export type Row = readonly [
  what: string,
  released: AnySchema,
  next: AnySchema,
  changes: readonly string[],
  stored: object,
  proof: object,
];

/** The cases of a table, each proved in the same way. */
export function cases(
  rows: readonly Row[],
  proof: (last: object) => Proof,
  since?: string,
): readonly SchemaCase[] {
  return rows.map(([what, released, next, changes, stored, last]) => ({
    what,
    released,
    next,
    changes,
    stored,
    proof: proof(last),
    since,
  }));
}
