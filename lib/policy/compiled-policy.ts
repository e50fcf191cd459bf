import type { Cluster } from '../core/cluster';
import { inProp, PlatformError } from '../core/errors';
import { EvaluationError } from '../kind/cel/errors';
import { isKeyword } from '../kind/cel/escape';
import { messageBy } from '../kind/cel/message';
import type { Program } from '../kind/cel/program';
import { listOf, mapOf, SIMPLE, type Type } from '../kind/cel/types/type';
import { LazyMap } from '../kind/cel/values/lazy-map';
import type { Value } from '../kind/cel/values/value';
import { compileExpression } from './expression';
import { compileCondition, type MatchCondition } from './match-conditions';
import { MESSAGE_VARIABLES, objectType, POLICY_VARIABLES } from './request-types';

/** A value that several expressions of a policy share. It is worked out when the first of them asks for it. */
export interface PolicyVariable {
  /** Name, by which expressions after it read it: `variables.containers`. An identifier of CEL. */
  readonly name: string;
  /** CEL. It sees what validations see, and the variables before it. */
  readonly expression: string;
}

/** What an object must be. */
export interface Validation {
  /**
   * CEL, whose value is a bool: whether the object is good. It sees `object`, `oldObject`, `request`, `namespaceObject`,
   * `authorizer` and `variables`.
   */
  readonly expression: string;
  /** What is said to whoever is refused, on one line: what is wrong, and what is allowed. */
  readonly message: string;
  /**
   * CEL, whose value is a text that is said in place of `message`, such as one with the value that is wrong. It sees what
   * `expression` sees but for `authorizer`.
   * @default - `message` is said
   */
  readonly messageExpression?: string;
}

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

interface CompiledValidation {
  readonly source: Validation;
  readonly program: Program;
  readonly message?: Program;
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
    const types = new Map<string, Type>();
    const scope = (base: Readonly<Record<string, Type>>): Readonly<Record<string, Type>> => ({
      ...base,
      variables: objectType('kubernetes.variables', Object.fromEntries(types)),
    });
    const variables = new Map<string, Program>();
    for (const [index, { name, expression }] of source.variables.entries()) {
      inProp(`variables[${index}].name`, () => checkVariable(name, variables));
      const program = inProp(`variables[${index}].expression`, () =>
        compileExpression(expression, scope(POLICY_VARIABLES), cluster),
      );
      variables.set(name, program);
      types.set(name, cluster.atLeast(TYPED_VARIABLES) ? seenAs(program.checked.type) : SIMPLE.dyn);
    }
    const validations = source.validations.map((validation, index) => {
      const { expression, message, messageExpression } = validation;
      inProp(`validations[${index}].message`, () => checkMessage(message));
      const compile = (
        prop: string,
        text: string,
        base: Readonly<Record<string, Type>>,
        type: Type,
      ): Program =>
        inProp(`validations[${index}].${prop}`, () => compileExpression(text, scope(base), cluster, type));
      return {
        source: validation,
        program: compile('expression', expression, POLICY_VARIABLES, SIMPLE.bool),
        message:
          messageExpression === undefined
            ? undefined
            : compile('messageExpression', messageExpression, MESSAGE_VARIABLES, SIMPLE.string),
      };
    });
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
        return program.run(names) === true ? [] : [messageBy(message, names) ?? source.message.trim()];
      } catch (error) {
        return [unjudged(`the validation "${source.message.trim()}"`, error)];
      }
    });
  }

  private isJudgeable(program: Program): boolean {
    return !program.uses('authorizer') && !(this.asksAuthorizer && program.uses('variables'));
  }
}

/** The first version whose API servers know the types of variables; to those before it, each is dyn. */
const TYPED_VARIABLES = '1.29';

/**
 * The type that other expressions see of a variable: dyn for all that the API server has no declaration of.
 * Source: convertCelTypeToDeclType in k8s.io/apiserver, pkg/admission/plugin/cel/composition.go.
 */
function seenAs(type: Type): Type {
  const [first = SIMPLE.dyn, last = first] = type.params;
  switch (type.kind) {
    case 'list':
      return listOf(seenAs(first));
    case 'map':
      return mapOf(seenAs(first), seenAs(last));
    case 'object':
    case 'opaque':
    case 'optional':
    case 'type':
      return SIMPLE.dyn;
    default:
      return type;
  }
}

/** What the API server refuses as well, where failures of a policy are refusals. */
function unjudged(what: string, error: unknown): string {
  if (error instanceof EvaluationError) return `${what} cannot judge it: ${error.message}`;
  throw error;
}

function checkVariable(name: string, known: ReadonlyMap<string, Program>): void {
  if (known.has(name)) throw new PlatformError({ problem: 'names two variables alike', given: name });
  if (/^[_a-zA-Z][_a-zA-Z0-9]*$/.test(name) && !isKeyword(name)) return;
  throw new PlatformError({
    problem: 'is no identifier of CEL',
    given: name,
    allowed: 'letters, digits and "_", not starting with a digit, and no reserved word',
  });
}

function checkMessage(message: string): void {
  if (message.trim() !== '' && !message.trim().includes('\n')) return;
  throw new PlatformError({ problem: 'is no message', given: message, allowed: 'a text of one line' });
}
