import type { Cluster } from '../core/cluster';
import { PlatformError } from '../core/errors';
import { CompileError } from '../kind/cel/errors';
import { Program } from '../kind/cel/program';
import { describeType, type Type } from '../kind/cel/types/type';

/**
 * Compiles an expression of admission as the API servers of a cluster do.
 * @param variables what it sees
 * @param type what its value must be; any where it is left out
 * @throws PlatformError without a path, for CEL that does not compile, has a value of another type, or needs a newer
 * cluster
 */
export function compileExpression(
  expression: string,
  variables: Readonly<Record<string, Type>>,
  cluster: Cluster,
  type?: Type,
): Program {
  const program = compile(expression, variables, type);
  const { needs } = program;
  if (needs === 0 || cluster.atLeast(`1.${needs}`)) return program;
  throw new PlatformError({
    problem: `has functions that an API server of Kubernetes ${cluster.kubernetes} does not take yet`,
    given: expression,
    allowed: `a cluster of 1.${needs} or newer, or an expression without them`,
  });
}

function compile(expression: string, variables: Readonly<Record<string, Type>>, type?: Type): Program {
  try {
    return Program.compile(expression, variables, type);
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    const near = error.at > 0 ? `, at "${expression.slice(error.at, error.at + 30)}"` : '';
    const names = Object.keys(variables).filter((name) => !name.includes('.'));
    throw new PlatformError({
      problem: `is CEL that does not compile: ${error.message}${near}`,
      given: expression,
      allowed: `an expression on ${names.join(', ')}${type ? ` whose value is of type ${describeType(type)}` : ''}`,
    });
  }
}
