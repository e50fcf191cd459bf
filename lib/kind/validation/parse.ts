import { z } from 'zod';
import type { Problem } from '../../core/errors';
import { fieldOf } from '../../core/manifest-fields';
import { describeAllowed } from '../schema/allowed';
import { type FieldProblem, joinProblems, under, within } from '../schema/field-problem';
import type { OpenApiSchema } from '../schema/open-api-schema';
import { validate } from './validate';

/**
 * Checks a value by its structural schema, and gives it the defaults and canonical forms of its zod schema, whose
 * refinements may be stricter.
 * @param field name of the value, as messages show it; empty when it is the props of a construct themselves
 * @throws PlatformError without a path, with every wrong field, the value given and what is allowed
 */
export function parseBySchema<S extends z.ZodType>(
  schema: S,
  structure: OpenApiSchema,
  value: unknown,
  field = '',
): z.output<S> {
  const problems = validate(structure, value, '');
  const result = z.safeParse(schema, value);
  if (problems.length === 0 && result.success) return result.data;
  const told = new Map(problems.map((found) => [found.field, found]));
  for (const issue of result.error?.issues ?? []) {
    const found = problemOf(issue, structure, value);
    // A refinement knows what a value stands for, and so says better what is wrong with it than a pattern does.
    if (issue.code === 'custom' || problems.length === 0) told.set(found.field, found);
  }
  throw joinProblems(under(field, [...told.values()]));
}

function problemOf(issue: z.core.$ZodIssue, structure: OpenApiSchema, value: unknown): FieldProblem {
  const part = schemaAt(structure, issue.path);
  const own = issue.code === 'custom' ? (issue.params?.problem as Problem | undefined) : undefined;
  const problem = own ?? {
    problem: PHRASES[issue.code] ?? issue.message,
    given: fieldOf(value, ...issue.path),
    allowed: part && describeAllowed(part),
  };
  return issue.path.reduceRight<FieldProblem>(
    (inner, step) => within(typeof step === 'number' ? step : String(step), [inner])[0] ?? inner,
    { field: '', problem },
  );
}

/** What zod alone refuses: null for a field that it takes for left out, and forms that the server does not know. */
const PHRASES: Readonly<Record<string, string>> = {
  invalid_format: 'does not have the right form',
  invalid_type: 'has the wrong type',
  invalid_union: 'has the wrong type',
};

function schemaAt(schema: OpenApiSchema, path: readonly PropertyKey[]): OpenApiSchema | undefined {
  let part: OpenApiSchema | undefined = schema;
  for (const step of path)
    part = part?.items ?? part?.properties?.[String(step)] ?? part?.additionalProperties;
  return part;
}
