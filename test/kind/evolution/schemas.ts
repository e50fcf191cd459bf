import * as fc from 'fast-check';
import type { AnySchema } from '../../../lib';
import { validatorOf } from './api-server';

const NAMES = ['a', 'b', 'c', 'constructor'] as const;
const TEXTS = ['', 'a', 'ab', 'abc', '1'] as const;
const NUMBERS = [0, 1, 2, 3, 4, 6] as const;

const size = fc.constantFrom(...NUMBERS);
const maybe = <T>(value: fc.Arbitrary<T>, percent = 30): fc.Arbitrary<T | undefined> =>
  fc.oneof(
    { weight: percent, arbitrary: value },
    { weight: 100 - percent, arbitrary: fc.constant(undefined) },
  );

/** Leaves out what is undefined, so that a keyword is there or it is not. */
function schema(keywords: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<AnySchema> {
  return fc
    .record(keywords)
    .map((made) => tidy(Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined))));
}

const ofNumbers = {
  minimum: maybe(size),
  maximum: maybe(size),
  exclusiveMinimum: maybe(fc.constant(true)),
  exclusiveMaximum: maybe(fc.constant(true)),
  multipleOf: maybe(fc.constantFrom(1, 2, 4), 15),
  enum: maybe(fc.uniqueArray(size, { minLength: 1 }), 15),
  anyOf: maybe(fc.uniqueArray(fc.constantFrom({ minimum: 2 }, { maximum: 1 }), { minLength: 1 }), 10),
  allOf: maybe(fc.constantFrom([{ minimum: 1 }], [{ maximum: 4 }]), 10),
  oneOf: maybe(fc.constantFrom([{ minimum: 2 }], [{ minimum: 2 }, { maximum: 3 }]), 10),
  not: maybe(fc.constantFrom({ enum: [3] }, { minimum: 6 }), 10),
  default: maybe(size, 15),
};
const ofTexts = {
  minLength: maybe(fc.constantFrom(0, 1, 2), 20),
  maxLength: maybe(fc.constantFrom(1, 2, 3), 20),
  pattern: maybe(fc.constantFrom('^a', '^[a-z]*$'), 15),
  allOf: maybe(fc.constantFrom([{ pattern: '^a' }], [{ pattern: '^a' }, { pattern: '^[a-z]*$' }]), 10),
  enum: maybe(fc.uniqueArray(fc.constantFrom(...TEXTS), { minLength: 1 }), 15),
  default: maybe(fc.constantFrom(...TEXTS), 15),
};

/** Structural schemas of every form. */
export const { anySchema } = fc.letrec<{ anySchema: AnySchema }>((tie) => ({
  anySchema: fc
    .oneof(
      { maxDepth: 3, depthSize: 'small' },
      schema({ type: fc.constant('integer'), ...ofNumbers }),
      schema({ type: fc.constant('number'), ...ofNumbers }),
      schema({ type: fc.constant('string'), ...ofTexts }),
      schema({ type: fc.constant('boolean'), default: maybe(fc.boolean()) }),
      schema({
        'x-kubernetes-int-or-string': fc.constant(true),
        maximum: maybe(size),
        maxLength: maybe(size),
      }),
      fc.constant<AnySchema>({ 'x-kubernetes-preserve-unknown-fields': true }),
      schema({
        type: fc.constant('array'),
        items: tie('anySchema'),
        minItems: maybe(fc.constantFrom(0, 1), 20),
        maxItems: maybe(fc.constantFrom(1, 2), 20),
      }),
      schema({
        type: fc.constant('object'),
        additionalProperties: tie('anySchema'),
        minProperties: maybe(fc.constantFrom(0, 1), 20),
        maxProperties: maybe(fc.constantFrom(1, 2), 20),
      }),
      schema({
        type: fc.constant('object'),
        properties: fc.dictionary(fc.constantFrom(...NAMES), tie('anySchema'), { minKeys: 1, maxKeys: 3 }),
        required: maybe(fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 2 })),
        default: maybe(fc.constant({}), 15),
        'x-kubernetes-preserve-unknown-fields': maybe(fc.constant(true), 20),
      }),
    )
    .chain((made) =>
      maybe(fc.constant(true), 15).map((nullable) => (nullable && !made.enum ? { ...made, nullable } : made)),
    ),
}));

/** A schema that was changed here and there: each keyword is that of the first or, now and then, of another. */
export function changed(g: fc.GeneratorValue, from: AnySchema, to: AnySchema): AnySchema {
  const isOther = (): boolean => g(fc.nat, { max: 9 }) === 0;
  if (isOther()) return to;
  const keywords = new Set([...Object.keys(from), ...Object.keys(to)] as (keyof AnySchema)[]);
  const entries = [...keywords].map((keyword): readonly [string, unknown] => {
    const [a, b] = [from[keyword], to[keyword]];
    if (keyword === 'items' && a && b) return [keyword, changed(g, a as AnySchema, b as AnySchema)];
    if (keyword === 'additionalProperties' && a && b)
      return [keyword, changed(g, a as AnySchema, b as AnySchema)];
    if (keyword === 'properties' && a && b) {
      const [before, after] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
      const names = [...new Set([...before.keys(), ...after.keys()])];
      return [
        keyword,
        Object.fromEntries(
          names.flatMap((name) => {
            const [one, other] = [before.get(name), after.get(name)];
            if (one && other) return [[name, changed(g, one, other)]];
            const isThere = one ? !isOther() : g(fc.boolean);
            return isThere ? [[name, one ?? other]] : [];
          }),
        ),
      ];
    }
    return [keyword, isOther() ? b : a];
  });
  return tidy(Object.fromEntries(entries.filter(([, value]) => value !== undefined)));
}

/**
 * An object has either fields or values; counting fields whose defaults are filled in is nobody's wish. A default that is
 * not valid, the API server refuses.
 */
function tidy({ default: value, ...rest }: AnySchema): AnySchema {
  const made = value === undefined || !validatorOf(rest)(value) ? rest : { ...rest, default: value };
  const { additionalProperties: _, minProperties: _min, maxProperties: _max, ...fields } = made;
  return made.properties ? fields : made;
}

/** A value that is roughly of a schema; whether it is valid, a judge has to say. */
export function sampleOf(g: fc.GeneratorValue, of: AnySchema, depth = 0): unknown {
  const pick = (...values: readonly unknown[]): unknown => values[g(fc.nat, { max: values.length - 1 })];
  if (of.nullable && pick(0, 1, 2, 3) === 0) return null;
  if (of.enum) return pick(...of.enum);
  switch (of.type) {
    case 'integer':
      return pick(...NUMBERS, -1, 5);
    case 'number':
      return pick(...NUMBERS, 0.5, 2.5, -1);
    case 'string':
      return pick(...TEXTS);
    case 'boolean':
      return pick(true, false);
    case 'array':
      return Array.from({ length: g(fc.nat, { max: 2 }) }, () => sampleOf(g, of.items ?? {}, depth + 1));
    case 'object':
      return fieldsOf(g, of, depth);
    default:
      if (of['x-kubernetes-int-or-string']) return pick(...NUMBERS, ...TEXTS);
      return depth > 3 ? 1 : pick(1, 'a', null, [1], { a: 1 }, { b: { c: 'a' } }, [{ a: null }]);
  }
}

function fieldsOf(g: fc.GeneratorValue, of: AnySchema, depth: number): object {
  const declared = new Map(Object.entries(of.properties ?? {}));
  const rest = typeof of.additionalProperties === 'object' ? of.additionalProperties : undefined;
  const entries = NAMES.flatMap((name) => {
    const part = declared.get(name) ?? rest ?? (of['x-kubernetes-preserve-unknown-fields'] ? {} : undefined);
    const isThere = of.required?.includes(name) || g(fc.boolean);
    return part && isThere ? [[name, sampleOf(g, part, depth + 1)]] : [];
  });
  return Object.fromEntries(entries);
}
