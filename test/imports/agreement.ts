/**
 * What a type means as JSON, so that our props and the bindings that `cdk8s import` makes can be compared: enums as their
 * values, dates and amounts as what is written of them. Names of fields are in lower case, since `cdk8s import` spells
 * some otherwise, `targetLSN` as `targetLsn`.
 */
export type Json<T> =
  IsAny<T> extends true
    ? T
    : T extends string
      ? `${T}`
      : T extends Date
        ? string
        : T extends { readonly value: number | string }
          ? // A class of the bindings that holds an integer or text has nothing else.
            [keyof T] extends ['value']
            ? number | string
            : JsonFields<T>
          : T extends readonly (infer Item)[]
            ? readonly Json<Item>[]
            : T extends object
              ? JsonFields<T>
              : T;

type JsonFields<T> = {
  readonly [Key in keyof T as Key extends string ? Lowercase<Key> : Key]: Json<T[Key]>;
};

/** What differs between two types, field by field, in words; `never` when nothing does. */
export type Disagreement<Mine, Theirs> = Differs<Json<Mine>, Json<Theirs>, 'spec'>;

type Differs<Mine, Theirs, Field extends string> =
  IsAny<Theirs> extends true
    ? never
    : [Mine] extends [readonly (infer Item)[]]
      ? [Theirs] extends [readonly (infer Other)[]]
        ? Differs<Item, Other, `${Field}[]`>
        : `${Field} is a list in the props alone`
      : [Mine, Theirs] extends [object, object]
        ? DiffersAsObject<Mine, Theirs, Field>
        : [Mine, Theirs] extends [Theirs, Mine]
          ? never
          : `${Field} has another type`;

type DiffersAsObject<Mine, Theirs, Field extends string> = string extends keyof Mine
  ? string extends keyof Theirs
    ? Differs<Mine[string & keyof Mine], Theirs[string], `${Field}.*`>
    : `${Field} is a map in the props alone`
  : {
      [Key in (keyof Mine | keyof Theirs) & string]-?: Key extends keyof Mine
        ? Key extends keyof Theirs
          ? IsOptional<Mine, Key> extends IsOptional<Theirs, Key>
            ? Differs<Exclude<Mine[Key], undefined>, Exclude<Theirs[Key], undefined>, `${Field}.${Key}`>
            : `${Field}.${Key} is optional in one of them alone`
          : `${Field}.${Key} is not in the bindings`
        : `${Field}.${Key} is not in the props`;
    }[(keyof Mine | keyof Theirs) & string];

type IsOptional<T, Key extends keyof T> = Partial<Pick<T, Key>> extends Pick<T, Key> ? true : false;

type IsAny<T> = 0 extends 1 & T ? true : false;

/** Compiles when two types agree; where not, the compiler names the fields. */
export function agree<_Found extends never>(): void {}
