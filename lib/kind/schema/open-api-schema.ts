/** A CEL rule of a schema, as `x-kubernetes-validations` holds it. */
export interface ValidationRule {
  /** The rule, where `self` is the value and `oldSelf` what it was before an update. */
  readonly rule: string;
  /**
   * What the API server answers when the rule does not hold.
   * @default - the rule itself
   */
  readonly message?: string;
  /**
   * CEL expression for the message.
   * @default - `message`
   */
  readonly messageExpression?: string;
  /**
   * Machine-readable reason: `FieldValueInvalid`, `FieldValueForbidden`, `FieldValueRequired` or
   * `FieldValueDuplicate`.
   * @default 'FieldValueInvalid'
   */
  readonly reason?: string;
  /**
   * The field that the answer points at, relative to the value: `.spec.replicas`.
   * @default - the value itself
   */
  readonly fieldPath?: string;
  /**
   * Whether the rule also runs when there is no `oldSelf`.
   * @default false
   */
  readonly optionalOldSelf?: boolean;
}

/** The types that a value can have. */
export type SchemaType = 'array' | 'boolean' | 'integer' | 'number' | 'object' | 'string';

/**
 * A structural schema: the part of OpenAPI v3 in which a CustomResourceDefinition describes its objects.
 * Source: https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
 */
export interface OpenApiSchema {
  /** Schema of the values of a map, whose keys are any text. */
  readonly additionalProperties?: OpenApiSchema;
  /** Schemas that must all hold beside this one. */
  readonly allOf?: readonly OpenApiSchema[];
  /** Schemas of which one must hold; for `x-kubernetes-int-or-string`, its two types. */
  readonly anyOf?: readonly OpenApiSchema[];
  /** What the API server stores where the field is left out. */
  readonly default?: unknown;
  /** What the value means, as `kubectl explain` prints it. */
  readonly description?: string;
  /** The values that are allowed, all of them. */
  readonly enum?: readonly unknown[];
  /** Whether `maximum` itself is too much. */
  readonly exclusiveMaximum?: boolean;
  /** Whether `minimum` itself is too little. */
  readonly exclusiveMinimum?: boolean;
  /** Form of a text or size of a number that the API server knows: `date-time`, `int64`. */
  readonly format?: string;
  /** Schema of the items of a list. */
  readonly items?: OpenApiSchema;
  /** Greatest number of items. */
  readonly maxItems?: number;
  /** Greatest number of characters. */
  readonly maxLength?: number;
  /** Greatest number of fields. */
  readonly maxProperties?: number;
  /** Greatest number. */
  readonly maximum?: number;
  /** Least number of items. */
  readonly minItems?: number;
  /** Least number of characters. */
  readonly minLength?: number;
  /** Least number of fields. */
  readonly minProperties?: number;
  /** Least number. */
  readonly minimum?: number;
  /** What the number must be a multiple of. */
  readonly multipleOf?: number;
  /** Schema that must not hold. Only definitions of others have it. */
  readonly not?: OpenApiSchema;
  /** Whether null is allowed as well. */
  readonly nullable?: boolean;
  /** Schemas of which exactly one must hold. Only definitions of others have them. */
  readonly oneOf?: readonly OpenApiSchema[];
  /** What the text must match: a regular expression of Go (RE2). */
  readonly pattern?: string;
  /** Schemas of the fields of an object, by name. Fields that are not here are dropped by the API server. */
  readonly properties?: Readonly<Record<string, OpenApiSchema>>;
  /** Names of the fields that must be there. */
  readonly required?: readonly string[];
  /** A short name of the value, for people. */
  readonly title?: string;
  /** Type of the value. Every part of a schema has one, or says why not in an extension below. */
  readonly type?: SchemaType;
  /** Whether the value is a whole object of Kubernetes, with apiVersion, kind and metadata. */
  readonly 'x-kubernetes-embedded-resource'?: boolean;
  /** Whether the value is an integer or text. */
  readonly 'x-kubernetes-int-or-string'?: boolean;
  /** The fields by which items of a list of type `map` are told apart. */
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  /** How lists of two writers are merged: `atomic` as one value, `set` by item, `map` by the keys of items. */
  readonly 'x-kubernetes-list-type'?: 'atomic' | 'map' | 'set';
  /** How objects of two writers are merged: `atomic` as one value, `granular` by field. */
  readonly 'x-kubernetes-map-type'?: 'atomic' | 'granular';
  /** Whether fields that the schema does not declare are kept. */
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  /** Rules in CEL that the API server checks the value by. */
  readonly 'x-kubernetes-validations'?: readonly ValidationRule[];
}

/** Names the place of a part of a schema as people write fields: `spec.users[].name`, `spec.limits.*`. */
export function fieldAt(parent: string, step: { readonly property: string } | 'items' | 'values'): string {
  if (step === 'items') return `${parent}[]`;
  const name = step === 'values' ? '*' : step.property;
  return parent === '' ? name : `${parent}.${name}`;
}
