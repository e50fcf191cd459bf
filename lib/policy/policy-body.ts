import type { Cluster } from '../core/cluster';
import { inProp, PlatformError } from '../core/errors';
import { recent } from '../core/recent';
import { isKeyword } from '../kind/cel/escape';
import { hasLineBreaks } from '../kind/cel/line-breaks';
import type { Program } from '../kind/cel/program';
import { trimSpace } from '../kind/cel/trim';
import { listOf, mapOf, SIMPLE, type Type } from '../kind/cel/types/type';
import { compileExpression } from './expression';
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

/** A validation, ready to run. */
export interface CompiledValidation {
  readonly source: Validation;
  readonly program: Program;
  readonly message?: Program;
}

/** The variables and validations of a policy, ready to run. */
export interface PolicyBody {
  readonly variables: ReadonlyMap<string, Program>;
  readonly validations: readonly CompiledValidation[];
}

/** Apps for several clusters have the same ones, and to compile them is most of what a policy costs. */
const once = recent<PolicyBody>(256);

/**
 * Compiles the variables and validations of a policy, those that are alike once for a version of Kubernetes.
 * @throws PlatformError without a path, naming the prop: for a name that is no identifier or is there twice, a message
 * that is none, and CEL that does not compile, is of a wrong type, or needs a newer cluster
 */
export function compileBody(
  variables: readonly PolicyVariable[],
  validations: readonly Validation[],
  cluster: Cluster,
): PolicyBody {
  const text = JSON.stringify([cluster.kubernetes, variables, validations]);
  return once(text, () => compileAnew(variables, validations, cluster));
}

function compileAnew(
  sources: readonly PolicyVariable[],
  validations: readonly Validation[],
  cluster: Cluster,
): PolicyBody {
  const types = new Map<string, Type>();
  const scope = (base: Readonly<Record<string, Type>>): Readonly<Record<string, Type>> => ({
    ...base,
    variables: objectType('kubernetes.variables', Object.fromEntries(types)),
  });
  const variables = new Map<string, Program>();
  for (const [index, { name, expression }] of sources.entries()) {
    inProp(`variables[${index}].name`, () => checkVariable(name, variables));
    const program = inProp(`variables[${index}].expression`, () =>
      compileExpression(expression, scope(POLICY_VARIABLES), cluster),
    );
    variables.set(name, program);
    types.set(name, cluster.atLeast(TYPED_VARIABLES) ? seenAs(program.checked.type) : SIMPLE.dyn);
  }
  const seen = scope(POLICY_VARIABLES);
  const seenByMessages = scope(MESSAGE_VARIABLES);
  return {
    variables,
    validations: validations.map((source, index) => {
      const { expression, message, messageExpression } = source;
      inProp(`validations[${index}].message`, () => checkMessage(message));
      return {
        source,
        program: inProp(`validations[${index}].expression`, () =>
          compileExpression(expression, seen, cluster, SIMPLE.bool),
        ),
        message:
          messageExpression === undefined
            ? undefined
            : inProp(`validations[${index}].messageExpression`, () =>
                compileExpression(messageExpression, seenByMessages, cluster, SIMPLE.string),
              ),
      };
    }),
  };
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
  const said = trimSpace(message);
  if (said !== '' && !hasLineBreaks(said)) return;
  throw new PlatformError({ problem: 'is no message', given: message, allowed: 'a text of one line' });
}
