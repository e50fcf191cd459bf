import { PlatformError, type Problem } from '../../core/errors';
import type { OpenApiSchema } from './open-api-schema';
import { fieldAt } from './open-api-schema';

const COMMON = ['default', 'description', 'enum', 'nullable', 'title', 'type', 'x-kubernetes-validations'];

/** Keywords of each type, beside the common ones. */
const KEYWORDS: Readonly<Record<string, readonly string[]>> = {
  array: ['items', 'maxItems', 'minItems', 'x-kubernetes-list-map-keys', 'x-kubernetes-list-type'],
  boolean: [],
  integer: ['exclusiveMaximum', 'exclusiveMinimum', 'format', 'maximum', 'minimum', 'multipleOf'],
  number: ['exclusiveMaximum', 'exclusiveMinimum', 'format', 'maximum', 'minimum', 'multipleOf'],
  object: [
    'additionalProperties',
    'maxProperties',
    'minProperties',
    'properties',
    'required',
    'x-kubernetes-embedded-resource',
    'x-kubernetes-map-type',
    'x-kubernetes-preserve-unknown-fields',
  ],
  string: ['allOf', 'format', 'maxLength', 'minLength', 'pattern'],
  'int-or-string': [
    'anyOf',
    'maxLength',
    'maximum',
    'minLength',
    'minimum',
    'pattern',
    'x-kubernetes-int-or-string',
  ],
  anything: ['x-kubernetes-preserve-unknown-fields'],
};

/** Source: supportedVersionedFormats in k8s.io/apiextensions-apiserver, pkg/apiserver/validation/formats.go. */
const FORMATS: ReadonlySet<string> = new Set([
  ...[
    'byte',
    'cidr',
    'date',
    'date-time',
    'duration',
    'email',
    'hostname',
    'ipv4',
    'ipv6',
    'mac',
    'password',
  ],
  ...['uri', 'uuid', 'int32', 'int64', 'float', 'double'],
]);

/** Whether the API server knows a format; it ignores, with a warning, any that it does not. */
export function isKnownFormat(format: string): boolean {
  return FORMATS.has(format);
}

/** What Go's regular expressions do not have: looking around, and references to what was matched. */
const NOT_IN_GO = /\(\?<?[=!]|\\[1-9]|\\k</;

/**
 * Checks that the API server takes a schema for structural: every part has a type, or is int-or-string or of
 * unknown fields, and no keyword stands where it is forbidden or ignored.
 *
 * Source: ValidateStructural in k8s.io/apiextensions-apiserver, pkg/apiserver/schema/validation.go, and
 * pkg/apis/apiextensions/validation/validation.go.
 * @param field name of the field that the schema is for, as messages show it
 * @throws PlatformError without a path, naming the field
 */
export function checkStructural(schema: OpenApiSchema, field: string): void {
  for (const problem of problemsOf(schema)) throw new PlatformError(problem, { prop: field });
  for (const [property, part] of Object.entries(schema.properties ?? {})) {
    checkStructural(part, fieldAt(field, { property }));
  }
  if (schema.items) checkStructural(schema.items, fieldAt(field, 'items'));
  if (schema.additionalProperties) checkStructural(schema.additionalProperties, fieldAt(field, 'values'));
}

function* problemsOf(schema: OpenApiSchema): Generator<Problem> {
  const shape = shapeOf(schema);
  const keywords = KEYWORDS[shape ?? ''];
  if (!keywords) {
    yield {
      problem: schema.anyOf ? 'is a union, which a structural schema does not have' : 'has no type',
      allowed:
        'one type; fields.intOrString() or fields.quantity(); x-kubernetes-preserve-unknown-fields for anything',
    };
    return;
  }
  for (const keyword of Object.keys(schema)) {
    if (COMMON.includes(keyword) || keywords.includes(keyword)) continue;
    yield { problem: `has "${keyword}", which a structural schema of type ${shape} does not have` };
  }
  if (shape === 'int-or-string' && schema.type) yield { problem: 'has a type beside int-or-string' };
  if (schema.type === 'array') yield* listProblems(schema);
  if (schema.properties && schema.additionalProperties) {
    yield { problem: 'has both properties and additionalProperties' };
  }
  if (schema['x-kubernetes-embedded-resource'] && !keepsFields(schema)) {
    yield { problem: 'is an embedded resource without fields, all of which would be dropped' };
  }
  if (schema.format !== undefined && !isKnownFormat(schema.format)) {
    yield {
      problem: 'has a format that the API server does not know',
      given: schema.format,
      allowed: [...FORMATS].join(', '),
    };
  }
  yield* patternProblems(schema);
}

function shapeOf(schema: OpenApiSchema): string | undefined {
  if (schema['x-kubernetes-int-or-string']) return 'int-or-string';
  return schema.type ?? (schema['x-kubernetes-preserve-unknown-fields'] ? 'anything' : undefined);
}

function keepsFields(schema: OpenApiSchema): boolean {
  return schema.properties !== undefined || schema['x-kubernetes-preserve-unknown-fields'] === true;
}

function* listProblems(schema: OpenApiSchema): Generator<Problem> {
  if (!schema.items) yield { problem: 'is a list whose items have no schema' };
  const keys = schema['x-kubernetes-list-map-keys'] ?? [];
  if ((schema['x-kubernetes-list-type'] === 'map') !== keys.length > 0) {
    yield {
      problem: 'has either x-kubernetes-list-type "map" or x-kubernetes-list-map-keys without the other',
    };
  }
  if (schema['x-kubernetes-list-type'] === 'set' && schema.items?.type === 'object') {
    yield {
      problem: 'is a set of objects',
      allowed: 'sets of single values, or x-kubernetes-list-type "map"',
    };
  }
  for (const key of keys) {
    const part = schema.items?.properties?.[key];
    if (part && (schema.items?.required?.includes(key) || part.default !== undefined)) continue;
    yield {
      problem: 'has a list-map key that its items may lack',
      given: key,
      allowed: 'fields that are required or have a default',
    };
  }
}

function* patternProblems({ pattern, allOf = [] }: OpenApiSchema): Generator<Problem> {
  for (const part of allOf) {
    const other = Object.keys(part).find((keyword) => keyword !== 'pattern');
    if (other) yield { problem: `has "${other}" inside allOf`, allowed: 'patterns' };
  }
  for (const text of [pattern, ...allOf.map((part) => part.pattern)]) {
    if (text === undefined || !NOT_IN_GO.test(text)) continue;
    yield {
      problem: 'has a pattern that the API server cannot read',
      given: text,
      allowed: 'the regular expressions of Go (RE2): no looking around, no references to what was matched',
    };
  }
}
