import { PlatformError, type Problem } from '../../core/errors';

/** A problem and the field that has it. */
export interface FieldProblem {
  /** The field, as people write it: `spec.users[0].name`; empty for the value itself. */
  readonly field: string;
  /** What is wrong with it. */
  readonly problem: Problem;
}

/** The problems of a part of a value as those of the value: a part is an item, a field, or the entry of a map. */
export function within(part: string | number, problems: readonly FieldProblem[]): readonly FieldProblem[] {
  const isWord = typeof part === 'string' && /^[\w-]+$/.test(part);
  return under(isWord ? part : `[${part}]`, problems);
}

/** The problems of a value that is known by a field: `spec`, `spec.users[0]`, or none. */
export function under(field: string, problems: readonly FieldProblem[]): readonly FieldProblem[] {
  if (field === '') return problems;
  return problems.map((found) => ({ field: joined(field, found.field), problem: found.problem }));
}

function joined(outer: string, inner: string): string {
  return inner === '' || inner.startsWith('[') ? `${outer}${inner}` : `${outer}.${inner}`;
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
