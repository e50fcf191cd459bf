import { z } from 'zod';
import type { Problem } from '../../core/errors';
import { describeAllowed } from '../schema/allowed';
import type { OpenApiSchema } from '../schema/open-api-schema';
import { fieldAt } from '../schema/open-api-schema';
import { type FieldProblem, joinProblems } from './field-problem';

type Step = PropertyKey;

/**
 * Parses a value by its zod schema, defaults filled in, and says in the words of its structural schema what is
 * wrong with it.
 * @param field name of the value, as messages show it; empty when it is the props of a construct themselves
 * @throws PlatformError without a path, with every wrong field, the value given and what is allowed
 */
export function parseBySchema<S extends z.ZodType>(
  schema: S,
  structure: OpenApiSchema,
  value: unknown,
  field = '',
): z.output<S> {
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  const problems = new Map<string, FieldProblem>();
  for (const issue of result.error.issues) {
    for (const found of problemsOf(issue, structure, value, field)) {
      // One wrong value can break several rules; what is allowed names them all.
      if (!problems.has(found.field)) problems.set(found.field, found);
    }
  }
  throw joinProblems([...problems.values()]);
}

function problemsOf(
  issue: z.core.$ZodIssue,
  structure: OpenApiSchema,
  value: unknown,
  root: string,
): readonly FieldProblem[] {
  const field = fieldOf(root, structure, issue.path);
  const part = schemaAt(structure, issue.path);
  const given = valueAt(value, issue.path);
  const allowed = part && describeAllowed(part);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((property) => ({
      field: fieldAt(field, { property }),
      problem: { problem: 'is not a field', given: valueAt(given, [property]), allowed: fieldsOf(part) },
    }));
  }
  if (issue.code === 'custom') {
    const parsed = issue.params?.problem as Problem | undefined;
    return [{ field, problem: parsed ?? { problem: issue.message, given, allowed } }];
  }
  if (given === undefined) return [{ field, problem: { problem: 'is required', allowed } }];
  return [{ field, problem: { problem: describeIssue(issue), given, allowed } }];
}

function describeIssue(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_big' || issue.code === 'too_small') {
    const [less, more] = SIZES[issue.origin] ?? ['is below its minimum', 'is above its maximum'];
    return issue.code === 'too_big' ? more : less;
  }
  return PROBLEMS[issue.code] ?? 'is not valid';
}

const SIZES: Readonly<Record<string, readonly [less: string, more: string]>> = {
  array: ['has too few items', 'has too many items'],
  string: ['is too short', 'is too long'],
};

const PROBLEMS: Readonly<Record<string, string>> = {
  invalid_format: 'does not have the right form',
  invalid_type: 'has the wrong type',
  invalid_union: 'has the wrong type',
  invalid_value: 'is not one of the allowed values',
  not_multiple_of: 'is out of step',
};

function fieldsOf(schema: OpenApiSchema | undefined): string {
  const names = Object.keys(schema?.properties ?? {});
  return names.length > 0 ? names.join(', ') : 'no fields';
}

function fieldOf(root: string, schema: OpenApiSchema, path: readonly Step[]): string {
  let field = root;
  path.forEach((step, index) => {
    const parent = schemaAt(schema, path.slice(0, index));
    field = parent?.items ? `${field}[${String(step)}]` : fieldAt(field, { property: String(step) });
  });
  return field;
}

function schemaAt(schema: OpenApiSchema, path: readonly Step[]): OpenApiSchema | undefined {
  let part: OpenApiSchema | undefined = schema;
  for (const step of path)
    part = part?.items ?? part?.properties?.[String(step)] ?? part?.additionalProperties;
  return part;
}

function valueAt(value: unknown, path: readonly Step[]): unknown {
  let part = value;
  for (const step of path) {
    if (typeof part !== 'object' || part === null) return undefined;
    part = (part as Record<Step, unknown>)[step];
  }
  return part;
}
