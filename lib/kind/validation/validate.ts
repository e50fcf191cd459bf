import { SchemaRules } from '../cel/rules';
import { describeAllowed } from '../schema/allowed';
import { type FieldProblem, under, within } from '../schema/field-problem';
import { formatCheck } from '../schema/formats';
import type { OpenApiSchema } from '../schema/open-api-schema';
import { alternativeProblems } from './alternatives';
import { complete } from './complete';
import { duplicatesIn } from './duplicates';
import { isChoice } from './enumeration';
import { type JsonObject, typeOf } from './json-type';
import { nearest } from './nearest';
import { numberFault } from './numbers';
import { embeddedProblems, OBJECT_META } from './object-meta';
import { itemOf, partOf } from './part';
import { textFault } from './texts';

/**
 * Checks a value against a structural schema as the API server does when it creates an object with strict field
 * validation: unknown fields are wrong, a null counts as left out where none is allowed, and what is left out has its
 * default. Where API servers differ, the newest supported version counts.
 *
 * There is one exception: where a text with a format is due, API servers let any list be created. Server-side apply,
 * by which Flux delivers, refuses it, and so does this.
 *
 * Source: the Create strategy in k8s.io/apiextensions-apiserver, pkg/registry/customresource, and what it calls.
 * @param field name of the value, as messages show it; empty when its fields are shown alone
 * @returns every problem, at most one for each field, in the order of the fields
 */
export function validate(schema: OpenApiSchema, value: unknown, field: string): readonly FieldProblem[] {
  return checkAll(schema, value, 'value', field);
}

/**
 * Checks a whole object, whose schema need not state its apiVersion, kind and metadata. The name, the labels and the
 * annotations of an object are checked wherever it is from, so here only the types of its metadata are. Its rules in CEL
 * are run where nothing else is wrong.
 * @throws PlatformError without a path, for a schema with a rule that the API server would refuse
 * @returns every problem, at most one for each field, in the order of the fields
 */
export function validateObject(schema: OpenApiSchema, object: JsonObject): readonly FieldProblem[] {
  return checkAll(schema, object, 'object', '');
}

function checkAll(schema: OpenApiSchema, value: unknown, role: Role, field: string): readonly FieldProblem[] {
  const completed = complete(schema, value);
  const problems = check(schema, completed, role);
  // Rules are about whole objects, and have no answer for what is not valid otherwise.
  if (problems.length === 0 && role === 'object') return SchemaRules.of(schema, '').problems(completed);
  return problems.length === 0 ? problems : under(field, oneForEach(problems));
}

/** One wrong value can break several rules; what is allowed names them all. */
function oneForEach(problems: readonly FieldProblem[]): readonly FieldProblem[] {
  const byField = new Map<string, FieldProblem>();
  for (const problem of problems) if (!byField.has(problem.field)) byField.set(problem.field, problem);
  return [...byField.values()];
}

/**
 * What a value is to its schema: an `object` is a whole one, with metadata; an `item` is one of a list that keeps
 * unknown fields, and so keeps its own; to one of several `alternative` schemas, what the others know is not unknown.
 */
type Role = 'value' | 'object' | 'item' | 'alternative';

const NONE: readonly FieldProblem[] = [];

function check(schema: OpenApiSchema, value: unknown, role: Role): readonly FieldProblem[] {
  const problem = faultOf(schema, value);
  if (problem !== undefined) {
    return [{ field: '', problem: { problem, given: value, allowed: describeAllowed(schema) } }];
  }
  if (value === null) return NONE;
  const found: FieldProblem[] = [];
  if (Array.isArray(value)) checkItems(schema, value, role, found);
  else if (typeof value === 'object') checkFields(schema, value as JsonObject, role, found);
  if (schema.allOf || schema.anyOf || schema.oneOf || schema.not) {
    addTo(
      found,
      alternativeProblems(schema, value, (part) => check(part, value, 'alternative')),
    );
  }
  return found;
}

/** What is wrong with a value itself, as a phrase. */
function faultOf(schema: OpenApiSchema, value: unknown): string | undefined {
  if (!isOfType(schema, value)) return 'has the wrong type';
  if (schema.enum && schema.enum.length > 0 && !isChoice(schema.enum, value)) {
    return 'is not one of the allowed values';
  }
  if (typeof value === 'string') return textFault(schema, value);
  if (typeof value === 'number') return numberFault(schema, value);
  if (Array.isArray(value)) {
    if (value.length < (schema.minItems ?? 0)) return 'has too few items';
    if (value.length > (schema.maxItems ?? value.length)) return 'has too many items';
  } else if (typeof value === 'object' && value !== null && hasSize(schema)) {
    const size = Object.values(value).filter((part) => part !== undefined).length;
    if (size < (schema.minProperties ?? 0)) return 'has too few fields';
    if (size > (schema.maxProperties ?? size)) return 'has too many fields';
  }
  return undefined;
}

function hasSize({ minProperties, maxProperties }: OpenApiSchema): boolean {
  return minProperties !== undefined || maxProperties !== undefined;
}

function isOfType(schema: OpenApiSchema, value: unknown): boolean {
  const actual = typeOf(value);
  if (actual === undefined) return false;
  if (schema['x-kubernetes-int-or-string']) {
    return actual === 'integer' || actual === 'string' || (actual === 'null' && schema.nullable === true);
  }
  if (schema.type === undefined) {
    // A format is about texts, and lets but lists and null pass beside them.
    return ['string', 'array', 'null'].includes(actual) || formatCheck(schema) === undefined;
  }
  if (actual === 'null') return schema.nullable === true;
  return actual === schema.type || (actual === 'integer' && schema.type === 'number');
}

function checkItems(
  schema: OpenApiSchema,
  list: readonly unknown[],
  role: Role,
  found: FieldProblem[],
): void {
  if (!schema.items && (role === 'alternative' || keepsFields(schema, role))) return;
  const items = itemOf(schema);
  const itemRole = role === 'alternative' ? role : keepsFields(schema, role) ? 'item' : 'value';
  for (let index = 0; index < list.length; index++) {
    const problems = check(items, list[index], itemRole);
    if (problems.length > 0) addTo(found, within(index, problems));
  }
  if (role !== 'alternative') addTo(found, duplicatesIn(schema, list));
}

function checkFields(schema: OpenApiSchema, object: JsonObject, role: Role, found: FieldProblem[]): void {
  const isEmbedded = schema['x-kubernetes-embedded-resource'] === true && role !== 'alternative';
  const isResource = isEmbedded || role === 'object';
  for (const key of Object.keys(object)) {
    const value = object[key];
    if (value === undefined) continue;
    const part = partOf(schema, key);
    const isMeta = isResource && (key === 'apiVersion' || key === 'kind' || key === 'metadata');
    if (isMeta && key === 'metadata') addTo(found, within(key, check(OBJECT_META, value, 'value')));
    if (part) {
      const problems = check(part, value, isMeta || role === 'alternative' ? 'alternative' : 'value');
      if (problems.length > 0) addTo(found, within(key, problems));
    } else if (!isMeta && role !== 'alternative' && !keepsFields(schema, role)) {
      addTo(found, within(key, [unknownField(schema, key, value)]));
    }
  }
  for (const key of schema.required ?? []) {
    if (object[key] === undefined) addTo(found, within(key, [missingField(partOf(schema, key))]));
  }
  if (isEmbedded) addTo(found, embeddedProblems(object));
}

/** One by one: a call takes only so many arguments, and a list can have any number of wrong items. */
function addTo(found: FieldProblem[], problems: readonly FieldProblem[]): void {
  for (const problem of problems) found.push(problem);
}

function keepsFields(schema: OpenApiSchema, role: Role): boolean {
  return schema['x-kubernetes-preserve-unknown-fields'] === true || role === 'item';
}

function unknownField(schema: OpenApiSchema, key: string, given: unknown): FieldProblem {
  const allowed = nearest(key, Object.keys(schema.properties ?? {})) || 'no fields';
  return { field: '', problem: { problem: 'is not a field', given, allowed } };
}

function missingField(schema: OpenApiSchema | undefined): FieldProblem {
  const allowed = schema && describeAllowed(schema);
  return { field: '', problem: { problem: 'is required', ...(allowed && { allowed }) } };
}
