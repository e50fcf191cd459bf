import type { Cluster } from '../../core/cluster';
import { inProp, PlatformError } from '../../core/errors';
import { checkQualifiedName } from '../../core/labels';
import { CompileError } from '../../kind/cel/errors';
import { Program } from '../../kind/cel/program';
import { listOf, mapOf, SIMPLE, type Type } from '../../kind/cel/types/type';

/** A condition that a request has to meet for a webhook to be asked. Every supported version of Kubernetes knows them. */
export interface MatchCondition {
  /** Name, by which messages speak of it: a qualified name, as labels have. */
  readonly name: string;
  /**
   * CEL, whose value is a bool. It sees `object`, `oldObject`, `request` and `authorizer`: `request.userInfo.username !=
   * "system:serviceaccount:databases:postgres-operator"`.
   */
  readonly expression: string;
}

/** The most that a webhook can have. */
const MOST = 64;

const { bool, dyn, string } = SIMPLE;

function object(name: string, fields: Readonly<Record<string, Type>>): Type {
  return { kind: 'object', name, params: [], fields: new Map(Object.entries(fields)) };
}

const GROUP_VERSION_KIND = object('kubernetes.GroupVersionKind', {
  group: string,
  version: string,
  kind: string,
});
const GROUP_VERSION_RESOURCE = object('kubernetes.GroupVersionResource', {
  group: string,
  version: string,
  resource: string,
});
const USER_INFO = object('kubernetes.UserInfo', {
  username: string,
  uid: string,
  groups: listOf(string),
  extra: mapOf(string, listOf(string)),
});
const REQUEST = object('kubernetes.AdmissionRequest', {
  kind: GROUP_VERSION_KIND,
  resource: GROUP_VERSION_RESOURCE,
  subResource: string,
  requestKind: GROUP_VERSION_KIND,
  requestResource: GROUP_VERSION_RESOURCE,
  requestSubResource: string,
  name: string,
  namespace: string,
  operation: string,
  userInfo: USER_INFO,
  dryRun: bool,
  options: dyn,
});

/** Source: BuildRequestType and mustBuildEnvs in k8s.io/apiserver, pkg/admission/plugin/cel/compile.go. */
const VARIABLES: Readonly<Record<string, Type>> = {
  object: dyn,
  oldObject: dyn,
  request: REQUEST,
  authorizer: SIMPLE.authorizer,
  'authorizer.requestResource': SIMPLE.resourceCheck,
};

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
    inProp(`[${index}].expression`, () => checkExpression(expression, cluster));
  }
  return conditions.map(({ name, expression }) => ({ name, expression }));
}

function checkOnce(name: string, names: Set<string>): void {
  if (names.has(name)) throw new PlatformError({ problem: 'names two conditions alike', given: name });
  names.add(name);
}

function checkExpression(expression: string, cluster: Cluster): void {
  const { needs } = compile(expression.trim());
  if (needs === 0 || cluster.atLeast(`1.${needs}`)) return;
  throw new PlatformError({
    problem: `has functions that an API server of Kubernetes ${cluster.kubernetes} does not take yet`,
    given: expression,
    allowed: `a cluster of 1.${needs} or newer, or a condition without them`,
  });
}

function compile(expression: string): Program {
  try {
    return Program.compile(expression, VARIABLES, bool);
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    const near = error.at > 0 ? `, at "${expression.slice(error.at, error.at + 30)}"` : '';
    throw new PlatformError({
      problem: `is CEL that does not compile: ${error.message}${near}`,
      given: expression,
      allowed: 'an expression on object, oldObject, request or authorizer whose value is a bool',
    });
  }
}
