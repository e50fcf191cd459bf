import type { OpenApiSchema } from './schema';

/** What a schema allows, in words, as an error message quotes it. */
export function describeAllowed(schema: OpenApiSchema): string {
  return schema.nullable ? `${describeValue(schema)}, or null` : describeValue(schema);
}

function describeValue(schema: OpenApiSchema): string {
  if (schema.enum) return `one of ${schema.enum.map((value) => JSON.stringify(value)).join(', ')}`;
  if (schema['x-kubernetes-int-or-string']) return `an integer, or ${describeText(schema)}`;
  switch (schema.type) {
    case 'array':
      return `a list${between(schema.minItems, schema.maxItems, ' of', 'items')}`;
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
    `a string${between(schema.minLength, schema.maxLength, ' of', 'characters')}`,
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

function between(min: number | undefined, max: number | undefined, verb = '', unit = ''): string {
  const tail = unit && ` ${unit}`;
  if (min !== undefined && max !== undefined) {
    return min === max ? `${verb || ' of'} ${min}${tail}` : `${verb || ' from'} ${min} to ${max}${tail}`;
  }
  if (min !== undefined) return `${verb} at least ${min}${tail}`;
  return max === undefined ? '' : `${verb} at most ${max}${tail}`;
}
