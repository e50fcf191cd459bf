import { PlatformError } from '../../core/errors';
import { checkLabelValue, checkQualifiedName } from '../../core/labels';
import { nameProblem } from '../../core/names';
import { type FieldProblem, within } from '../schema/field-problem';
import type { OpenApiSchema } from '../schema/open-api-schema';
import { type JsonObject, typeOf } from './json-type';

// Go takes a null for each of them as left out.
const TEXT: OpenApiSchema = { type: 'string', nullable: true };
const NAME: OpenApiSchema = { type: 'string', minLength: 1 };
const TIME: OpenApiSchema = { ...TEXT, format: 'date-time' };
const INTEGER: OpenApiSchema = { type: 'integer', nullable: true };
const BOOLEAN: OpenApiSchema = { type: 'boolean', nullable: true };
const MAP: OpenApiSchema = { type: 'object', nullable: true, additionalProperties: TEXT };

function listOf(items: OpenApiSchema): OpenApiSchema {
  return { type: 'array', nullable: true, items };
}

/**
 * The metadata that every object has. No definition states it: the API server knows it itself.
 * Source: ObjectMeta in k8s.io/apimachinery, pkg/apis/meta/v1/types.go.
 */
export const OBJECT_META: OpenApiSchema = {
  type: 'object',
  nullable: true,
  properties: {
    annotations: MAP,
    creationTimestamp: TIME,
    deletionGracePeriodSeconds: INTEGER,
    deletionTimestamp: TIME,
    finalizers: listOf(TEXT),
    generateName: TEXT,
    generation: { ...INTEGER, minimum: 0 },
    labels: MAP,
    managedFields: listOf({
      type: 'object',
      properties: {
        apiVersion: TEXT,
        fieldsType: TEXT,
        fieldsV1: { type: 'object', nullable: true, 'x-kubernetes-preserve-unknown-fields': true },
        manager: TEXT,
        operation: TEXT,
        subresource: TEXT,
        time: TIME,
      },
    }),
    name: TEXT,
    namespace: TEXT,
    ownerReferences: listOf({
      type: 'object',
      required: ['apiVersion', 'kind', 'name', 'uid'],
      properties: {
        apiVersion: NAME,
        blockOwnerDeletion: BOOLEAN,
        controller: BOOLEAN,
        kind: NAME,
        name: NAME,
        uid: NAME,
      },
    }),
    resourceVersion: TEXT,
    selfLink: TEXT,
    uid: TEXT,
  },
};

/**
 * What is wrong with the apiVersion, kind and metadata of an object that stands within another, beside the types of
 * its fields.
 *
 * Source: k8s.io/apiextensions-apiserver, pkg/apiserver/schema/objectmeta/validation.go.
 */
export function embeddedProblems(object: JsonObject): readonly FieldProblem[] {
  return [
    ...typeProblems(
      object,
      'apiVersion',
      isApiVersion,
      'a group and a version, such as apps/v1, or a version',
    ),
    ...typeProblems(object, 'kind', isKind, 'at most 63 letters, digits and "-", starting with a letter'),
    ...(typeOf(object.metadata) === 'object'
      ? within('metadata', metadataProblems(object.metadata as JsonObject))
      : []),
  ];
}

function typeProblems(
  object: JsonObject,
  field: string,
  isValid: (text: string) => boolean,
  allowed: string,
): readonly FieldProblem[] {
  const { [field]: given } = object;
  if (given === undefined) return [{ field, problem: { problem: 'is required', allowed } }];
  if (typeof given === 'string' && isValid(given)) return [];
  return [{ field, problem: { problem: 'does not have the right form', given, allowed } }];
}

function isApiVersion(text: string): boolean {
  return text !== '' && text.split('/').length <= 2;
}

function isKind(text: string): boolean {
  return nameProblem('dns-label-1035', text.toLowerCase()) === undefined;
}

function metadataProblems(metadata: JsonObject): readonly FieldProblem[] {
  const { name, generateName, namespace, labels, annotations, finalizers } = metadata;
  return [
    ...problemsOf('name', () => typeof name === 'string' && name !== '' && checkPathSegment(name)),
    ...problemsOf(
      'generateName',
      () => typeof generateName === 'string' && checkPathSegment(`${generateName}x`),
    ),
    ...problemsOf('namespace', () => {
      const problem =
        typeof namespace === 'string' && namespace !== '' && nameProblem('dns-label', namespace);
      if (problem) throw new PlatformError(problem);
    }),
    ...entriesOf(labels).flatMap(([key, value]) =>
      within('labels', [
        ...problemsOf(key, () => checkQualifiedName(key)),
        ...problemsOf(key, () => typeof value === 'string' && checkLabelValue(value)),
      ]),
    ),
    ...entriesOf(annotations).flatMap(([key]) =>
      within(
        'annotations',
        problemsOf(key, () => checkQualifiedName(key.toLowerCase())),
      ),
    ),
    ...entriesOf(finalizers).flatMap(([index, value]) =>
      within(
        'finalizers',
        problemsOf(Number(index), () => checkQualifiedName(String(value))),
      ),
    ),
  ];
}

function checkPathSegment(name: string): void {
  if (!/^\.{1,2}$|[/%]/.test(name)) return;
  throw new PlatformError({
    problem: 'is not a valid name',
    given: name,
    allowed: 'any text without "/" and "%", and neither "." nor ".."',
  });
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return Object.entries(Object(value) as JsonObject).filter(([, entry]) => typeof entry === 'string');
}

function problemsOf(part: string | number, check: () => unknown): readonly FieldProblem[] {
  try {
    check();
    return [];
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    return within(part, [{ field: '', problem: error.problem }]);
  }
}
