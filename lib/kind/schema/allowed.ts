import type { OpenApiSchema, SchemaType } from './open-api-schema';

/** What a schema allows, in words, as an error message quotes it. */
export function describeAllowed(schema: OpenApiSchema): string {
  if (schema.enum) return `one of ${schema.enum.map((value) => JSON.stringify(value)).join(', ')}`;
  return schema.nullable ? `${describeValue(schema)}, or null` : describeValue(schema);
}

function describeValue(schema: OpenApiSchema): string {
  if (schema['x-kubernetes-int-or-string']) return `an integer, or ${describeText(schema)}`;
  switch (schema.type ?? impliedType(schema)) {
    case 'array':
      return `a list${between(schema.minItems, schema.maxItems, 'item')}`;
    case 'boolean':
      return 'true or false';
    case 'integer':
      return `an integer${bounds(schema)}${multiple(schema)}`;
    case 'number':
      return `a number${bounds(schema)}${multiple(schema)}`;
    case 'object':
      return describeObject(schema);
    case 'string':
      return describeText(schema);
    default:
      return describeAlternatives(schema);
  }
}

/** A part of a schema that has no type of its own, but others in it. */
function describeAlternatives({ anyOf, oneOf, not }: OpenApiSchema): string {
  const alternatives = anyOf ?? oneOf;
  if (alternatives) return alternatives.map(describeAllowed).join(' or ');
  return not ? `anything but ${describeAllowed(not)}` : 'anything';
}

/** The type that the keywords of a schema are about, which are ignored for values of any other. */
const IMPLIED: readonly (readonly [SchemaType, readonly (keyof OpenApiSchema)[]])[] = [
  ['string', ['minLength', 'maxLength', 'pattern', 'format']],
  ['number', ['minimum', 'maximum', 'multipleOf']],
  ['array', ['minItems', 'maxItems', 'items']],
  ['object', ['required', 'properties', 'minProperties', 'maxProperties', 'additionalProperties']],
];

function impliedType(schema: OpenApiSchema): SchemaType | undefined {
  return IMPLIED.find(([, keywords]) => keywords.some((keyword) => schema[keyword] !== undefined))?.[0];
}

function describeObject(schema: OpenApiSchema): string {
  const { properties = {}, additionalProperties, required = [], minProperties, maxProperties } = schema;
  const size = between(minProperties, maxProperties, 'field');
  if (additionalProperties) return `a map${size} of ${describeAllowed(additionalProperties)}`;
  const parts = Object.entries(properties);
  if (parts.some(([, part]) => isTyped(part))) {
    return `an object${size} with the fields ${Object.keys(properties).join(', ')}`;
  }
  // In one of several schemas for a value, the fields have bounds, but no types.
  const bounded = parts.map(([name, part]) => `${name} is ${describeAllowed(part)}`);
  return [
    `an object${size}`,
    required.length > 0 && `with ${required.join(' and ')}`,
    bounded.length > 0 && `in which ${bounded.join(' and ')}`,
  ]
    .filter(Boolean)
    .join(' ');
}

function isTyped(schema: OpenApiSchema): boolean {
  return (
    schema.type !== undefined ||
    schema['x-kubernetes-int-or-string'] === true ||
    schema['x-kubernetes-preserve-unknown-fields'] === true
  );
}

function describeText(schema: OpenApiSchema): string {
  const patterns = [schema.pattern, ...(schema.allOf ?? []).map((part) => part.pattern)].filter(Boolean);
  return [
    `a string${between(schema.minLength, schema.maxLength, 'character')}`,
    schema.format && `in the format ${schema.format}${example(schema.format)}`,
    patterns.length > 0 && `matching ${patterns.join(' and ')}`,
  ]
    .filter(Boolean)
    .join(' ');
}

function example(format: string): string {
  return format === 'date-time' ? ' (2030-01-31T02:00:00Z)' : '';
}

function multiple({ multipleOf }: OpenApiSchema): string {
  return multipleOf === undefined ? '' : `, a multiple of ${multipleOf}`;
}

/** Bounds of a number in words: ` from 1 to 5`, ` above 0`. */
function bounds({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: OpenApiSchema): string {
  if (!exclusiveMinimum && !exclusiveMaximum) return between(minimum, maximum);
  return [
    minimum !== undefined && ` ${exclusiveMinimum ? 'above' : 'at least'} ${minimum}`,
    maximum !== undefined && ` ${exclusiveMaximum ? 'below' : 'at most'} ${maximum}`,
  ]
    .filter(Boolean)
    .join(' and');
}

/** Bounds in words: ` from 1 to 5` of a value, ` of 1 to 5 characters` of what is counted in units. */
function between(min: number | undefined, max: number | undefined, unit?: string): string {
  const preposition = unit ? ' of' : '';
  const tail = unit ? ` ${unit}${(max ?? min) === 1 ? '' : 's'}` : '';
  if (min === undefined && max === undefined) return '';
  if (max === undefined) return `${preposition} at least ${min}${tail}`;
  if (min === undefined) return `${preposition} at most ${max}${tail}`;
  if (min === max) return ` of ${min}${tail}`;
  return `${unit ? ' of' : ' from'} ${min} to ${max}${tail}`;
}
