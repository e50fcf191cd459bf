import type { Cluster } from '../core/cluster';
import { inProp, PlatformError } from '../core/errors';
import { checkQualifiedName } from '../core/labels';
import { recent } from '../core/recent';
import type { Program } from '../kind/cel/program';
import { SIMPLE } from '../kind/cel/types/type';
import { compileExpression } from './expression';
import { CONDITION_VARIABLES } from './request-types';

/** A condition that a request has to meet for a webhook or a policy to be asked. Every supported version of Kubernetes knows them. */
export interface MatchCondition {
  /** Name, by which messages speak of it: a qualified name, as labels have. */
  readonly name: string;
  /**
   * CEL, whose value is a bool. It sees `object`, `oldObject`, `request` and `authorizer`: `request.userInfo.username !=
   * "system:serviceaccount:databases:postgres-operator"`.
   */
  readonly expression: string;
}

/** The most that a webhook or a policy can have. */
const MOST = 64;

/**
 * Returns conditions that an API server of the cluster takes.
 * Source: validateMatchConditions in k8s.io/kubernetes, pkg/apis/admissionregistration/validation/validation.go.
 * @throws PlatformError without a path, for a name that is none or is there twice, and for CEL that does not compile, has
 * no bool for a value, or needs a newer cluster
 */
export function checkMatchConditions(
  conditions: readonly MatchCondition[],
  cluster: Cluster,
): readonly MatchCondition[] {
  if (conditions.length > MOST) {
    throw new PlatformError({
      problem: 'are too many',
      given: conditions.length,
      allowed: `at most ${MOST}`,
    });
  }
  const names = new Set<string>();
  for (const [index, { name, expression }] of conditions.entries()) {
    inProp(`[${index}].name`, () => checkOnce(checkQualifiedName(name), names));
    inProp(`[${index}].expression`, () => compileCondition(expression, cluster));
  }
  return conditions.map(({ name, expression }) => ({ name, expression }));
}

function checkOnce(name: string, names: Set<string>): void {
  if (names.has(name)) throw new PlatformError({ problem: 'names two conditions alike', given: name });
  names.add(name);
}

/** Policies of one app exempt the same people. */
const once = recent<Program>(256);

/**
 * Compiles a condition, those that are alike once for a version of Kubernetes.
 * @throws PlatformError without a path, as {@link compileExpression} does
 */
export function compileCondition(expression: string, cluster: Cluster): Program {
  return once(`${cluster.kubernetes} ${expression}`, () =>
    compileExpression(expression, CONDITION_VARIABLES, cluster, SIMPLE.bool),
  );
}
