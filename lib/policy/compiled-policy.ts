import type { Cluster } from '../core/cluster';
import { inProp } from '../core/errors';
import { EvaluationError } from '../kind/cel/errors';
import { messageBy } from '../kind/cel/message';
import type { Program } from '../kind/cel/program';
import { trimSpace } from '../kind/cel/trim';
import { LazyMap } from '../kind/cel/values/lazy-map';
import type { Value } from '../kind/cel/values/value';
import { compileCondition, type MatchCondition } from './match-conditions';
import { type CompiledValidation, compileBody, type PolicyVariable, type Validation } from './policy-body';

/** The rule of a policy. */
export interface PolicyRuleSource {
  readonly variables: readonly PolicyVariable[];
  readonly matchConditions: readonly MatchCondition[];
  readonly validations: readonly Validation[];
}

/** What a rule is run on. */
export interface Asked {
  readonly object: Value;
  readonly request: Value;
  /** The namespace of the object; null where it has none. */
  readonly namespaceObject: Value;
}

/** A rule that API servers of the cluster take, ready to run. */
export class CompiledPolicy {
  /**
   * @throws PlatformError without a path, naming the prop: for a name that is no identifier or is there twice, a message
   * that is none, and CEL that does not compile, is of a wrong type, or needs a newer cluster
   */
  static compile(source: PolicyRuleSource, cluster: Cluster): CompiledPolicy {
    const conditions = source.matchConditions.map(({ expression }, index) =>
      inProp(`matchConditions[${index}].expression`, () => compileCondition(expression, cluster)),
    );
    const { variables, validations } = compileBody(source.variables, source.validations, cluster);
    return new CompiledPolicy(conditions, variables, validations);
  }

  private readonly asksAuthorizer: boolean;

  private constructor(
    private readonly conditions: readonly Program[],
    private readonly variables: ReadonlyMap<string, Program>,
    private readonly validations: readonly CompiledValidation[],
  ) {
    this.asksAuthorizer = [...variables.values()].some((program) => program.uses('authorizer'));
  }

  /**
   * What is wrong with the creation of an object. What only an authorizer can say is passed over: synth has none.
   * @returns what a policy says of it, once for each validation that it does not pass
   */
  judge(asked: Asked): readonly string[] {
    const names: Record<string, Value> = { ...asked, oldObject: null };
    names.variables = new LazyMap(
      new Map([...this.variables].map(([name, program]) => [name, () => program.run(names)])),
    );
    if (this.conditions.some((condition) => !this.isJudgeable(condition))) return [];
    try {
      if (this.conditions.some((condition) => condition.run(names) !== true)) return [];
    } catch (error) {
      return [unjudged('a match condition', error)];
    }
    return this.validations.flatMap(({ source, program, message }) => {
      if (!this.isJudgeable(program)) return [];
      try {
        return program.run(names) === true ? [] : [messageBy(message, names) ?? trimSpace(source.message)];
      } catch (error) {
        return [unjudged(`the validation "${trimSpace(source.message)}"`, error)];
      }
    });
  }

  private isJudgeable(program: Program): boolean {
    return !program.uses('authorizer') && !(this.asksAuthorizer && program.uses('variables'));
  }
}

/** What the API server refuses as well, where failures of a policy are refusals. */
function unjudged(what: string, error: unknown): string {
  if (error instanceof EvaluationError) return `${what} cannot judge it: ${error.message}`;
  throw error;
}
