/** What is wrong with an expression before it runs: it does not parse, or its types do not fit. */
export class CompileError extends Error {
  override readonly name = 'CompileError';

  constructor(
    message: string,
    /** Where in the expression, counted in characters from its beginning. */
    readonly at: number,
  ) {
    super(message);
  }
}

/** What went wrong when an expression ran: a key that is not there, an overflow, a value of the wrong type. */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError';
}

/** The error of an operation or function that its arguments have no meaning for. */
export function noOverload(what: string): EvaluationError {
  return new EvaluationError(`no such overload: ${what}`);
}
