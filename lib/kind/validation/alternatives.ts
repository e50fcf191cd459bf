import type { Problem } from '../../core/errors';
import { describeAllowed } from '../schema/allowed';
import type { FieldProblem } from '../schema/field-problem';
import type { OpenApiSchema } from '../schema/open-api-schema';

/** Checks a value by one of the schemas beside its own. */
type CheckBy = (schema: OpenApiSchema) => readonly FieldProblem[];

/**
 * What is wrong with a value by the schemas of which all, any, one or none must hold.
 *
 * Source: schemaPropsValidator in k8s.io/kube-openapi, pkg/validation/validate/schema_props.go.
 */
export function alternativeProblems(
  schema: OpenApiSchema,
  value: unknown,
  check: CheckBy,
): readonly FieldProblem[] {
  const { allOf = [], anyOf = [], oneOf = [], not } = schema;
  const own = (problem: string, allowed: string): FieldProblem => ({
    field: '',
    problem: { problem, given: value, allowed },
  });
  const problems: FieldProblem[] = [];
  for (const part of allOf) {
    for (const { field, problem } of check(part)) {
      problems.push({ field, problem: field === '' ? ofBoth(schema, part, problem) : problem });
    }
  }
  if (anyOf.length > 0 && !anyOf.some((part) => check(part).length === 0)) {
    problems.push(own('fits none of its alternatives', `at least one of: ${listed(schema, anyOf)}`));
  }
  if (oneOf.length > 0) {
    const fitting = oneOf.filter((part) => check(part).length === 0).length;
    const problem = fitting === 0 ? 'fits none of its alternatives' : `fits ${fitting} alternatives at once`;
    if (fitting !== 1) problems.push(own(problem, `exactly one of: ${listed(schema, oneOf)}`));
  }
  if (not && check(not).length === 0) {
    problems.push(own('is what it must not be', `anything but ${describeAllowed(typed(schema, not))}`));
  }
  return problems;
}

function listed(schema: OpenApiSchema, parts: readonly OpenApiSchema[]): string {
  return parts.map((part) => describeAllowed(typed(schema, part))).join('; ');
}

/** What is allowed, as the part says it that was broken. */
function ofBoth(schema: OpenApiSchema, part: OpenApiSchema, problem: Problem): Problem {
  // The description of a text names the patterns of its parts already.
  const isNamed = schema.type === 'string' && part.pattern !== undefined;
  return { ...problem, allowed: describeAllowed(isNamed ? schema : typed(schema, part)) };
}

/** A part of a schema has no type of its own: it is about values of the type of the schema. */
function typed({ type }: OpenApiSchema, part: OpenApiSchema): OpenApiSchema {
  return part.type === undefined ? { ...part, type } : part;
}
