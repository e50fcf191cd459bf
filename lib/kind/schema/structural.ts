import { PlatformError, type Problem } from '../../core/errors';
import { TEXT_FORMATS } from './formats';
import { listProblems } from './list-problems';
import type { OpenApiSchema } from './open-api-schema';
import { fieldAt } from './open-api-schema';
import { patternFault } from './pattern';

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

/** Formats that the API server checks in every supported version. */
const FORMATS: ReadonlySet<string> = new Set([
  ...TEXT_FORMATS.filter((format) => !format.startsWith('k8s-')),
  ...['int32', 'int64', 'float', 'double'],
]);

/** Whether the API server knows a format; it ignores, with a warning, any that it does not. */
export function isKnownFormat(format: string): boolean {
  return FORMATS.has(format);
}

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
  yield* countProblems(schema);
  const mapType: unknown = schema['x-kubernetes-map-type'] ?? 'granular';
  if (mapType !== 'granular' && mapType !== 'atomic') {
    yield { problem: 'has a map type that is none', given: mapType, allowed: 'atomic, granular' };
  }
  if (schema['x-kubernetes-preserve-unknown-fields'] === false) {
    yield { problem: 'has x-kubernetes-preserve-unknown-fields false', allowed: 'true, or nothing' };
  }
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

/** The keywords that count something. */
const COUNTS = ['maxItems', 'maxLength', 'maxProperties', 'minItems', 'minLength', 'minProperties'] as const;

/** The API server fails to read a count that is no integer. */
function* countProblems(schema: OpenApiSchema): Generator<Problem> {
  for (const keyword of COUNTS) {
    const count = schema[keyword];
    if (count === undefined || (Number.isSafeInteger(count) && count >= 0)) continue;
    yield {
      problem: `has a ${keyword} that counts nothing`,
      given: count,
      allowed: 'an integer of at least 0',
    };
  }
}

function shapeOf(schema: OpenApiSchema): string | undefined {
  if (schema['x-kubernetes-int-or-string']) return 'int-or-string';
  return schema.type ?? (schema['x-kubernetes-preserve-unknown-fields'] ? 'anything' : undefined);
}

function keepsFields(schema: OpenApiSchema): boolean {
  return schema.properties !== undefined || schema['x-kubernetes-preserve-unknown-fields'] === true;
}

function* patternProblems({ pattern, allOf = [] }: OpenApiSchema): Generator<Problem> {
  for (const part of allOf) {
    const other = Object.keys(part).find((keyword) => keyword !== 'pattern');
    if (other) yield { problem: `has "${other}" inside allOf`, allowed: 'patterns' };
  }
  for (const text of [pattern, ...allOf.map((part) => part.pattern)]) {
    const fault = text === undefined ? undefined : patternFault(text);
    if (fault === undefined) continue;
    yield {
      problem: `has a pattern that the API server cannot read: ${fault}`,
      given: text,
      allowed: 'the regular expressions of Go (RE2): no looking around, no references to what was matched',
    };
  }
}
