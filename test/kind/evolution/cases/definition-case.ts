import type { Definition } from './definition';

/** What an API server answers. */
export interface Outcome {
  readonly status: number;
  /** What the body holds, beside other things; of a list, the item of the same name. */
  readonly shows?: object;
}

/** A call that tells whether a change does what is said of it. */
export interface Call {
  /**
   * Path after the group: `v1` for what is served, `v1/objects` for the objects, `v1/objects/stored` for the one that is
   * stored.
   */
  readonly path: string;
  /**
   * Query.
   * @default - none
   */
  readonly query?: Readonly<Record<string, string>>;
  /**
   * Merge patch.
   * @default - it is read
   */
  readonly patch?: object;
  /**
   * Outcome with the released definition.
   * @default - the call is made with the next one alone
   */
  readonly before?: Outcome;
  /** Outcome with the next definition. */
  readonly after: Outcome;
}

/** A change of a definition as a whole or of its versions. */
export interface DefinitionCase {
  /** What changes. */
  readonly what: string;
  /** The released definition, by the plural name that it is to have. */
  readonly released: (plural: string) => Definition;
  readonly next: (plural: string) => Definition;
  /** The changes that are named: effect, field and change. */
  readonly changes: readonly string[];
  /** An object that is stored before, without its metadata. */
  readonly stored: object;
  /** What an API server shows, in order: the words by which it refuses the next definition, or outcomes of calls. */
  readonly proof: string | readonly Call[];
  /**
   * First version of Kubernetes that has what is changed.
   * @default - all
   */
  readonly since?: string;
}
