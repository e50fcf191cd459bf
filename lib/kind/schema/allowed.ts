import type { OpenApiSchema } from './open-api-schema';

/** What a schema allows, in words, as an error message quotes it. */
export function describeAllowed(schema: OpenApiSchema): string {
  return schema.nullable ? `${describeValue(schema)}, or null` : describeValue(schema);
}

function describeValue(schema: OpenApiSchema): string {
  if (schema.enum) return `one of ${schema.enum.map((value) => JSON.stringify(value)).join(', ')}`;
  if (schema['x-kubernetes-int-or-string']) return `an integer, or ${describeText(schema)}`;
  switch (schema.type) {
    case 'array':
      return `a list${between(schema.minItems, schema.maxItems, 'item')}`;
    case 'boolean':
      return 'true or false';
    case 'integer':
      return `an integer${between(schema.minimum, schema.maximum)}${multiple(schema)}`;
    case 'number':
      return `a number${between(schema.minimum, schema.maximum)}${multiple(schema)}`;
    case 'object':
      return describeObject(schema);
    case 'string':
      return describeText(schema);
    default:
      return 'anything';
  }
}

function describeObject({ properties, additionalProperties }: OpenApiSchema): string {
  if (properties) return `an object with the fields ${Object.keys(properties).join(', ')}`;
  return additionalProperties ? `a map of ${describeAllowed(additionalProperties)}` : 'an object';
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
