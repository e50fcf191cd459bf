import { PlatformError, type Problem } from '../../core/errors';

/** A problem and the field that has it. */
export interface FieldProblem {
  /** The field, as people write it: `spec.users[0].name`; empty for the value itself. */
  readonly field: string;
  /** What is wrong with it. */
  readonly problem: Problem;
}

/** The problems of a part of a value as those of the value: a part is a field, an item, or the entry of a map. */
export function within(part: string | number, problems: readonly FieldProblem[]): readonly FieldProblem[] {
  if (problems.length === 0 || part === '') return problems;
  const step = typeof part === 'number' || !/^[\w.[\]-]+$/.test(part) ? `[${part}]` : part;
  return problems.map(({ field, problem }) => ({
    field: field === '' || field.startsWith('[') ? `${step}${field}` : `${step}.${field}`,
    problem,
  }));
}

/** One error for all problems of a value, of which there is at least one. */
export function joinProblems(problems: readonly FieldProblem[]): PlatformError {
  const [first, ...others] = problems;
  if (first && others.length === 0) {
    return new PlatformError(first.problem, { prop: first.field || undefined });
  }
  const lines = problems.map(({ field, problem }) => new PlatformError(problem, { prop: field }).message);
  return new PlatformError({
    problem: `has ${lines.length} wrong fields: ${lines.map((line, index) => `(${index + 1}) ${line}`).join(' ')}`,
  });
}
