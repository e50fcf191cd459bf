import { z } from 'zod';
import { PlatformError } from '../../core/errors';

/** A part of a zod schema, and what zod made of it. */
interface Converted {
  readonly zodSchema: z.core.$ZodTypes;
  readonly jsonSchema: z.core.JSONSchema.BaseSchema;
}

/** Formats of zod that the API server checks no more strictly under the same name. */
const SAME_FORMAT: ReadonlySet<string> = new Set(['date', 'datetime', 'email', 'ipv4', 'ipv6', 'uuid']);

/**
 * Refuses what means one thing to zod and another, or nothing, to the API server, and corrects in zod's JSON
 * Schema what only the zod schema tells: formats.
 *
 * Refinements are let through: they are checks of synth alone, and only ever stricter.
 * @throws PlatformError without a path, where the schemas would disagree
 */
export function reconcile({ zodSchema, jsonSchema }: Converted): void {
  const { def } = zodSchema._zod;
  if (def.type === 'pipe' || def.type === 'transform' || def.type === 'catch') {
    throw new PlatformError({
      problem: `is a zod "${def.type}", which turns the value given into another that the schema does not describe`,
      fix: 'describe the value as it is written; `fields.canonical` keeps its type and tidies it',
    });
  }
  if (def.type === 'record') checkKeys(def.keyType);
  if (def.type === 'default') checkDefault(def.innerType, def.defaultValue);
  if (def.type === 'number') nameNumberFormat(def, jsonSchema);
  if (def.type === 'string') {
    for (const check of def.checks ?? []) checkPattern(check);
    nameStringFormat(def, jsonSchema);
  }
  const rules = rulesOf(zodSchema);
  if (rules.length > 0) jsonSchema['x-kubernetes-validations'] = rules;
}

/** Every rule that a schema was ever given: zod keeps what the last `.meta()` says, and forgets the rules before it. */
function rulesOf(schema: z.core.$ZodType): readonly unknown[] {
  const { parent, def } = schema._zod as { parent?: z.core.$ZodType; def: { innerType?: z.core.$ZodType } };
  const own = z.globalRegistry._map.get(schema)?.['x-kubernetes-validations'];
  // What a schema was made from wraps what it wraps.
  const origin = parent ?? def.innerType;
  const before = origin ? rulesOf(origin) : [];
  const texts = new Map(
    [...before, ...(Array.isArray(own) ? own : [])].map((rule) => [JSON.stringify(rule), rule]),
  );
  return [...texts.values()];
}

function checkKeys(keys: z.core.$ZodType): void {
  const { type, checks = [] } = keys._zod.def;
  if (type === 'string' && checks.length === 0) return;
  throw new PlatformError({
    problem: 'restricts the keys of a map, which a structural schema cannot',
    allowed: 'keys that are z.string()',
    fix: 'state the rule for keys in CEL (`fields.celRules`) and, for synth, in a refinement',
  });
}

/** The API server refuses a definition with an invalid default, and completes defaults that leave others out. */
function checkDefault(schema: z.core.$ZodType, value: unknown): void {
  const parsed = z.safeParse(schema, value);
  if (!parsed.success) throw new PlatformError({ problem: 'has an invalid default', given: value });
  if (JSON.stringify(parsed.data) === JSON.stringify(value)) return;
  throw new PlatformError({
    problem: 'has a default that is not what the API server would store',
    given: value,
    allowed: JSON.stringify(parsed.data),
    fix: 'use `prefault` in the place of `default`',
  });
}

function checkPattern(check: z.core.$ZodCheck<never>): void {
  const { format, pattern } = check._zod.def as { readonly format?: string; readonly pattern?: RegExp };
  if (format !== 'regex' || !pattern || /^[uv]?$/.test(pattern.flags)) return;
  throw new PlatformError({
    problem: 'has a pattern with flags, which are lost in a schema',
    given: String(pattern),
    allowed: 'a pattern without flags',
  });
}

/** The bounds of a format say nothing that its name does not, or, for a float, what an integer is refused by. */
function nameNumberFormat(def: z.core.$ZodNumberDef, json: z.core.JSONSchema.BaseSchema): void {
  const { format } = def as { readonly format?: string };
  const bounds = BOUNDS[format ?? ''];
  if (format === 'int32') json.format = 'int32';
  if (json.minimum === bounds?.min) delete json.minimum;
  if (json.maximum === bounds?.max) delete json.maximum;
}

/**
 * The bounds that zod adds for a format. The API server compares integers with bounds as 64-bit integers, in which those
 * of floats have no place: it would refuse a 0. Source: IsValueValidAgainstRange and MaximumNativeType in
 * k8s.io/kube-openapi, pkg/validation/validate/values.go.
 */
const BOUNDS: Readonly<Record<string, { readonly min: number; readonly max: number } | undefined>> = {
  float32: { min: -(2 ** 128 - 2 ** 104), max: 2 ** 128 - 2 ** 104 },
  float64: { min: -Number.MAX_VALUE, max: Number.MAX_VALUE },
  int32: { min: -(2 ** 31), max: 2 ** 31 - 1 },
  safeint: { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER },
};

/** A format that the API server checks needs no pattern beside it; one that it reads otherwise is no format. */
function nameStringFormat(def: z.core.$ZodStringDef, json: z.core.JSONSchema.BaseSchema): void {
  const { format, local } = def as { readonly format?: string; readonly local?: boolean };
  if (format === undefined) return;
  if (!SAME_FORMAT.has(format) || local) delete json.format;
  else delete json.pattern;
}
