import { CompileError } from './errors';
import { evaluate } from './evaluator';
import { Versions } from './library/versions';
import { checkLiterals } from './literals';
import type { Expr } from './syntax/expr';
import { tokenize } from './syntax/lexer';
import { parse } from './syntax/parser';
import { partsOf } from './syntax/parts';
import { type Checked, check } from './types/checker';
import { describeType, isSame, type Type } from './types/type';
import type { Value } from './values/value';

/** An expression that is ready to run. */
export class Program {
  /**
   * @param type what its result must be; any where it is left out
   * @throws CompileError for text that is no expression, types that do not fit, and literals without a meaning
   */
  static compile(text: string, variables: Readonly<Record<string, Type>>, type?: Type): Program {
    const checked = check(parse(text), variables);
    if (type && !isSame(checked.type, type)) {
      const [given, wanted] = [checked.type, type].map(describeType);
      throw new CompileError(`its value is of type ${given} where one of type ${wanted} belongs`, 0);
    }
    checkLiterals(checked);
    const isQuoted = tokenize(text).some(({ kind }) => kind === 'quoted');
    return new Program(checked, Math.max(checked.needs, isQuoted ? Versions.QUOTED : Versions.ALL));
  }

  private constructor(
    /** The expression and its types. */
    readonly checked: Checked,
    /** The oldest minor version of Kubernetes whose API server takes a new rule with it. */
    readonly needs: number,
  ) {}

  /** Whether it names a variable. */
  uses(name: string): boolean {
    const visit = (expr: Expr): boolean =>
      (expr.kind === 'ident' && expr.name === name) || partsOf(expr).some(visit);
    return visit(this.checked.expr);
  }

  /** @throws EvaluationError where it has no value */
  run(variables: Readonly<Record<string, Value>>): Value {
    return evaluate(this.checked, variables);
  }
}
