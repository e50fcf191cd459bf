import * as fc from 'fast-check';
import type { OpenApiSchema } from '../../../../lib';
import { map, mostly } from './records';
import { text } from './texts';
import { moment } from './times';

type Values = fc.Arbitrary<unknown>;

/** Texts for formats and patterns; the sweep of whole kinds is not where these are judged. */
const FORMATS: Readonly<Record<string, Values>> = {
  'date-time': moment,
  date: fc.constant('2030-01-31'),
  duration: fc.constant('90s'),
  email: fc.constant('a@example.com'),
  ipv4: fc.ipV4(),
  ipv6: fc.constant('2001:db8::1'),
  uuid: fc.uuid(),
};
const TEXTS = [
  ...['', 'a', 'ab', 'abc', 'a-b', '1', '10Gi', '500m', '2030-01', 's3://bucket/path', 'example.com', 'YQ=='],
  ...['https://example.com', '192.0.2.0/24', '2001:db8::/32', 'P1D', '2030-01-31', '\u00e9t\u00e9'],
  ...['V1StGXR8_Z5jdHi6B-myT', '123e4567-e89b-42d3-a456-426614174000', '{}'],
];

/** Values that a structural schema takes, but for what its CEL rules say. */
export function valuesOf(schema: OpenApiSchema): Values {
  // Null is no choice of an enum, whatever is nullable.
  if (schema.enum) return fc.constantFrom(...schema.enum);
  return schema.nullable ? mostly(typed(schema), fc.constant(null), 4) : typed(schema);
}

function typed(schema: OpenApiSchema): Values {
  if (schema['x-kubernetes-int-or-string']) return fc.oneof(fc.integer(), texts(schema));
  switch (schema.type) {
    case 'array':
      return lists(schema);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return integers(schema);
    case 'number':
      return numbers(schema);
    case 'object':
      return objects(schema);
    case 'string':
      return texts(schema);
    default:
      // A null that no schema allows counts as left out.
      return fc.jsonValue().filter((value) => value !== null);
  }
}

function texts({ format, pattern, allOf = [], minLength, maxLength }: OpenApiSchema): Values {
  const patterns = [pattern, ...allOf.map((part) => part.pattern)].filter((part) => part !== undefined);
  if (patterns.length > 0) {
    const matching = TEXTS.filter((sample) => patterns.every((part) => new RegExp(part, 'u').test(sample)));
    return fc.constantFrom(...(matching.length > 0 ? matching : TEXTS));
  }
  if (format) return FORMATS[format] ?? text;
  if (minLength === undefined && maxLength === undefined) return text;
  // A server counts characters of every plane as one.
  const least = minLength ?? 0;
  return fc.string({
    minLength: least,
    maxLength: Math.min(maxLength ?? Number.POSITIVE_INFINITY, least + 20),
  });
}

function integers({
  minimum,
  maximum,
  exclusiveMinimum,
  exclusiveMaximum,
  multipleOf = 1,
  format,
}: OpenApiSchema): Values {
  const most = format === 'int32' ? 2 ** 31 - 1 : Number.MAX_SAFE_INTEGER;
  const min = (minimum ?? -most) + (exclusiveMinimum ? 1 : 0);
  const max = (maximum ?? most) - (exclusiveMaximum ? 1 : 0);
  const steps = fc.integer({ min: Math.ceil(min / multipleOf), max: Math.floor(max / multipleOf) });
  return steps.map((step) => step * multipleOf);
}

function numbers({
  minimum,
  maximum,
  exclusiveMinimum,
  exclusiveMaximum,
  multipleOf,
}: OpenApiSchema): Values {
  // A server takes the step of a whole number for a whole one, so that of 0.1 it makes 0.
  if (multipleOf !== undefined) return fc.constant(0.5);
  return fc.double({
    min: minimum,
    max: maximum,
    minExcluded: exclusiveMinimum,
    maxExcluded: exclusiveMaximum,
    noNaN: true,
    noDefaultInfinity: true,
  });
}

function lists(schema: OpenApiSchema): Values {
  const { items = {}, minItems = 0, maxItems = minItems + 3 } = schema;
  const bounds = { minLength: minItems, maxLength: Math.min(maxItems, minItems + 3) };
  const keys = schema['x-kubernetes-list-map-keys'];
  if (keys || schema['x-kubernetes-list-type'] === 'set') {
    const selector = (item: unknown): string =>
      JSON.stringify(keys ? keys.map((key) => (item as Record<string, unknown>)[key]) : item);
    return fc.uniqueArray(valuesOf(items), { ...bounds, selector });
  }
  return fc.array(valuesOf(items), bounds);
}

function objects(schema: OpenApiSchema): Values {
  const { properties, additionalProperties, required = [], minProperties, maxProperties } = schema;
  if (additionalProperties)
    return map(text, valuesOf(additionalProperties), { min: minProperties, max: maxProperties });
  const fields = Object.entries(properties ?? {}).map(([name, part]) => [name, valuesOf(part)] as const);
  const declared = fc.record(Object.fromEntries(fields), {
    requiredKeys: [...required],
    noNullPrototype: true,
  });
  if (!schema['x-kubernetes-preserve-unknown-fields']) return declared;
  return fc
    .tuple(map(text, fc.jsonValue() as Values), declared)
    .map(([others, own]) => ({ ...others, ...own }));
}
