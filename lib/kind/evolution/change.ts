/**
 * What a change does to what is there.
 *
 * - `rejects`: what is stored is refused. An object that the released definition takes is no longer valid: it cannot
 *   be created again, from a backup or from git, nor updated. From Kubernetes 1.30 on (beta; always from 1.33 on), an
 *   update may leave an invalid value as it was, so that only updates that touch it are refused, see
 *   {@link Change.ratchet}. Of a definition that lacks a version in which objects are stored, the definition itself is
 *   refused.
 * - `damages`: data is lost or changed without a word: a field that is removed is dropped when an object is read,
 *   another default changes what an unset field means, another list type changes whose items a merge keeps.
 * - `breaks`: objects are as they were, but a client that works today fails: what it calls is gone, or refuses what it
 *   used to do.
 *
 * Source on ratcheting:
 * https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-ratcheting
 */
export type Effect = 'rejects' | 'damages' | 'breaks';

/** Keywords of a schema that bound a value from below. */
export type LowerBound = 'minimum' | 'minItems' | 'minLength' | 'minProperties';

/** Keywords of a schema that bound a value from above. */
export type UpperBound = 'maximum' | 'maxItems' | 'maxLength' | 'maxProperties';

/** The changes that are named, by what they change. */
export type ChangeName =
  // Of a definition.
  | 'category-removed'
  | 'conversion-changed'
  | 'group-changed'
  | 'kind-changed'
  | 'list-kind-changed'
  | 'plural-changed'
  | 'scope-changed'
  | 'short-name-removed'
  | 'singular-changed'
  // Of a version.
  | 'scale-changed'
  | 'scale-field-refused'
  | 'scale-field-removed'
  | 'scale-subresource-removed'
  | 'selectable-field-removed'
  | 'status-subresource-added'
  | 'status-subresource-removed'
  | 'stored-version-removed'
  | 'version-removed'
  | 'version-unserved'
  // Of a field.
  | `${LowerBound}-raised`
  | `${UpperBound}-lowered`
  | 'allOf-changed'
  | 'anyOf-changed'
  | 'default-added'
  | 'default-changed'
  | 'default-removed'
  | 'embedded-resource-added'
  | 'enum-added'
  | 'enum-narrowed'
  | 'field-removed'
  | 'format-added'
  | 'format-changed'
  | 'list-map-keys-changed'
  | 'list-type-changed'
  | 'map-type-changed'
  | 'multipleOf-added'
  | 'multipleOf-changed'
  | 'not-changed'
  | 'nullable-dropped'
  | 'oneOf-changed'
  | 'pattern-added'
  | 'pattern-changed'
  | 'required-added'
  | 'rule-added'
  | 'transition-rule-added'
  | 'type-changed'
  | 'unknown-fields-dropped';

/** A change of a definition that would reject or damage stored objects, or break clients. */
export interface Change {
  /**
   * What changes, as an {@link Acknowledgement} names it: version and field, `v1.spec.replicas`, `v1.spec.users[].name`
   * or `v1.spec.limits.*`; the version, `v1`; or a part of the definition, `scope` or `names.shortNames`.
   */
  readonly field: string;
  /** How it changes. A field has each at most once. */
  readonly change: ChangeName;
  /** What that does to what is there. */
  readonly effect: Effect;
  /** What was released, where it has a value. */
  readonly from?: unknown;
  /** What is about to be released, where it has a value. */
  readonly to?: unknown;
  /** The change as a phrase that follows the field: "has its maximum lowered from 5 to 3". */
  readonly problem: string;
  /** What comes of it, as a sentence. */
  readonly consequence: string;
  /** How to do without it. */
  readonly remedy: string;
  /**
   * For what rejects values of a field: the smallest part of an object, `spec.users`, that an update has to leave as it
   * was for the API server to bear with an invalid value in it, from Kubernetes 1.30 on. Empty for the object itself,
   * which no update leaves as it was.
   */
  readonly ratchet?: string;
}

/** Where in an object a schema stands. */
export interface Place {
  /** The field, as people write it: `spec.users[].name`; empty for the object itself. */
  readonly field: string;
  /** See {@link Change.ratchet}. */
  readonly ratchet: string;
}

/** What a detector says of a change; the rest is the same for all of an effect. */
interface Told {
  readonly from?: unknown;
  readonly to?: unknown;
  /** See {@link Change.problem}. */
  readonly problem: string;
  /** See {@link Change.remedy}. */
  readonly remedy: string;
}

/**
 * A change by which values are refused.
 * @param which the objects that are: "a stored object where it is 4 or 5"
 */
export function rejects(
  { field, ratchet }: Place,
  change: ChangeName,
  which: string,
  { problem, remedy, ...values }: Told,
): Change {
  const since = ratchet === '' ? '' : ` (from Kubernetes 1.30 on, whenever an update changes ${ratchet})`;
  const consequence = `${which} is refused when it is created again and whenever it is updated${since}`;
  return { field, change, effect: 'rejects', ...values, problem, consequence, remedy, ratchet };
}

/** A change by which data is lost or changed. */
export function damages(
  { field }: Pick<Place, 'field'>,
  change: ChangeName,
  consequence: string,
  { problem, remedy, ...values }: Told,
): Change {
  return { field, change, effect: 'damages', ...values, problem, consequence, remedy };
}

/** A change by which clients fail. */
export function breaks(
  { field }: Pick<Place, 'field'>,
  change: ChangeName,
  consequence: string,
  { problem, remedy, ...values }: Told,
): Change {
  return { field, change, effect: 'breaks', ...values, problem, consequence, remedy };
}

/** A value as the phrases of changes quote it. */
export function quote(value: unknown): string {
  return value === undefined ? 'none' : brief(JSON.stringify(value));
}

/** The beginning of a text: patterns and rules can be pages long. */
export function brief(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
