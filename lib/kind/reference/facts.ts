import { code } from '../../core/markdown';
import type { OpenApiSchema } from '../schema/open-api-schema';
import { QUANTITY_PATTERN } from '../schema/quantity-pattern';

/** Longest pattern that a cell of a table holds; code in a cell does not wrap. */
const SHORT = 40;

/**
 * The type of a value, in words.
 * @param link where its objects are described, if it has any
 */
export function typeOf(schema: OpenApiSchema, link?: string): string {
  return `${typeName(schema, false, link)}${schema.nullable ? ' or null' : ''}`;
}

function typeName(schema: OpenApiSchema, plural: boolean, link?: string): string {
  const word = (name: string): string => (plural ? `${name}s` : name);
  if (schema['x-kubernetes-int-or-string']) {
    if (schema.pattern === QUANTITY_PATTERN) return plural ? 'quantities' : 'quantity';
    return plural ? 'integers or strings' : 'integer or string';
  }
  if (schema.items) return `${word('list')} of ${typeName(schema.items, true, link)}`;
  if (schema.additionalProperties)
    return `${word('map')} of ${typeName(schema.additionalProperties, true, link)}`;
  if (schema.type === undefined) return 'anything';
  const name = word(schema.type);
  if (link !== undefined && schema.properties) return `[${name}](#${link})`;
  return schema.format ? `${name} (${schema.format})` : name;
}

/** What a value may be beside its type, a sentence each, those of its items and values among them. */
export function factsOf(schema: OpenApiSchema): readonly string[] {
  const { items, additionalProperties } = schema;
  return [
    ...ownFacts(schema),
    ...(items && !items.properties ? factsOf(items).map((fact) => `Each item: ${lower(fact)}`) : []),
    ...(additionalProperties && !additionalProperties.properties
      ? factsOf(additionalProperties).map((fact) => `Each value: ${lower(fact)}`)
      : []),
  ];
}

function ownFacts(schema: OpenApiSchema): readonly string[] {
  const { minLength, maxLength, minItems, maxItems, minProperties, maxProperties, multipleOf } = schema;
  return [
    ...(schema.enum ? [`One of ${schema.enum.map((value) => code(textOf(value))).join(', ')}.`] : []),
    ...numbers(schema),
    ...(multipleOf === undefined ? [] : [`A multiple of ${multipleOf}.`]),
    ...count('character', minLength, maxLength),
    ...count('item', minItems, maxItems),
    ...count('entry', minProperties, maxProperties),
    ...patternsOf(schema).map((pattern) =>
      fitsCell(pattern) ? `Matches ${code(pattern)}.` : 'Matches a pattern, see below.',
    ),
    ...listFacts(schema),
    ...(schema['x-kubernetes-preserve-unknown-fields'] && schema.type
      ? [schema.properties ? 'Other fields are kept.' : 'Any fields are kept.']
      : []),
    ...(isImmutable(schema) ? ['Immutable.'] : []),
  ];
}

function listFacts(schema: OpenApiSchema): readonly string[] {
  const keys = schema['x-kubernetes-list-map-keys'] ?? [];
  if (keys.length > 0) return [`One for each ${keys.map(code).join(' and ')}.`];
  return schema['x-kubernetes-list-type'] === 'set' ? ['No item twice.'] : [];
}

function numbers({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: OpenApiSchema): readonly string[] {
  if (minimum !== undefined && maximum !== undefined && !exclusiveMinimum && !exclusiveMaximum) {
    return [`From ${minimum} to ${maximum}.`];
  }
  return [
    ...(minimum === undefined ? [] : [`${exclusiveMinimum ? 'More than' : 'At least'} ${minimum}.`]),
    ...(maximum === undefined ? [] : [`${exclusiveMaximum ? 'Less than' : 'At most'} ${maximum}.`]),
  ];
}

function count(unit: string, min?: number, max?: number): readonly string[] {
  const plural = unit === 'entry' ? 'entries' : `${unit}s`;
  const units = (max ?? min) === 1 ? unit : plural;
  if (min === undefined && max === undefined) return [];
  if (max === undefined) return [`At least ${min} ${units}.`];
  if (min === undefined) return [`At most ${max} ${units}.`];
  return [min === max ? `${min} ${units}.` : `${min} to ${max} ${units}.`];
}

/** The patterns that a text must match, each; that of a quantity is told by its type. */
export function patternsOf({ pattern, allOf = [] }: OpenApiSchema): readonly string[] {
  return [pattern, ...allOf.map((part) => part.pattern)].filter(
    (found) => found !== undefined && found !== QUANTITY_PATTERN,
  ) as readonly string[];
}

/** Whether a pattern is short enough for a cell; and a pipe in a cell would end it. */
export function fitsCell(pattern: string): boolean {
  return pattern.length <= SHORT && !pattern.includes('|');
}

/** Whether a value can never be changed once it is set. */
export function isImmutable(schema: OpenApiSchema): boolean {
  return (schema['x-kubernetes-validations'] ?? []).some(({ rule }) => /^self\s*==\s*oldSelf$/.test(rule));
}

/** A value of a field as people write it. */
export function textOf(value: unknown): string {
  return typeof value === 'string' && value !== '' ? value : JSON.stringify(value);
}

function lower(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
