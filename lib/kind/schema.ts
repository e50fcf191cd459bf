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
  readonly additionalProperties?: OpenApiSchema;
  readonly allOf?: readonly OpenApiSchema[];
  readonly anyOf?: readonly OpenApiSchema[];
  readonly default?: unknown;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly exclusiveMaximum?: boolean;
  readonly exclusiveMinimum?: boolean;
  readonly format?: string;
  readonly items?: OpenApiSchema;
  readonly maxItems?: number;
  readonly maxLength?: number;
  readonly maxProperties?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly minProperties?: number;
  readonly minimum?: number;
  readonly multipleOf?: number;
  readonly nullable?: boolean;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, OpenApiSchema>>;
  readonly required?: readonly string[];
  readonly title?: string;
  readonly type?: SchemaType;
  readonly 'x-kubernetes-embedded-resource'?: boolean;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-list-type'?: 'atomic' | 'map' | 'set';
  readonly 'x-kubernetes-map-type'?: 'atomic' | 'granular';
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-validations'?: readonly ValidationRule[];
}

/** Names the place of a part of a schema as people write fields: `spec.users[].name`, `spec.limits.*`. */
export function fieldAt(parent: string, step: { readonly property: string } | 'items' | 'values'): string {
  if (step === 'items') return `${parent}[]`;
  const name = step === 'values' ? '*' : step.property;
  return parent === '' ? name : `${parent}.${name}`;
}
