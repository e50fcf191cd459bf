import { RBAC_GROUP, READ, WRITE } from '../../core/rbac-terms';
import { allows, EVERYTHING, type Rule } from '../rule';
import { makesPods, opens } from './way';

/** Certificates by which nobody authenticates to the API server. */
const SERVING = 'kubernetes.io/kubelet-serving';

/** What somebody gets by two rights together. */
export interface Combined {
  /** The rights: `bind clusterroles and create rolebindings`. */
  readonly by: string;
  /** What they give. */
  readonly rules: readonly Rule[];
  /** Where they give it; `undefined` for the whole cluster. */
  readonly namespace: string | undefined;
  /** What gives it: `ClusterRole edit`, `everything`. */
  readonly role: string;
}

const COMBINED = new Set(['*', 'approve', 'bind', 'escalate', 'sign']);
const combinable = new WeakMap<readonly Rule[], boolean>();

/** Whether the rules of a role are such as give more with others; worked out once for each role. */
export function isCombinable(rules: readonly Rule[]): boolean {
  const known =
    combinable.get(rules) ??
    rules.some(
      ({ verbs, resources, resourceNames }) =>
        verbs.some((verb) => COMBINED.has(verb)) ||
        resources.some((resource) => resource === '*' || resource === 'namespaces') ||
        // Who reads Secrets of any name needs no further right.
        (resourceNames.length > 0 && resources.includes('secrets')),
    );
  combinable.set(rules, known);
  return known;
}

/** What is known of roles where rights are combined. */
interface RoleNames {
  rulesOf(namespace: string | undefined, name: string): readonly Rule[] | undefined;
}

/**
 * What rights give that are nothing alone. Writing a role, or a binding, gives nobody more than they have, without the
 * verbs `escalate` and `bind`: the API server sees to it. So does labelling a role for aggregation.
 * Source: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping
 * @param rules what somebody holds in a namespace, that of the whole cluster included
 * @param namespace the namespace; `undefined` for the whole cluster
 */
export function combinedOf(
  rules: readonly Rule[],
  namespace: string | undefined,
  roles: RoleNames,
): readonly Combined[] {
  return [
    ...escalating(rules, namespace),
    ...binding(rules, namespace, roles),
    ...signing(rules, namespace),
    ...relabelling(rules, namespace),
  ];
}

/**
 * Whether somebody can have a token made of any account: in a Secret of type `kubernetes.io/service-account-token` that they
 * make by a name that they may read.
 * Source: https://kubernetes.io/docs/concepts/security/service-accounts/#get-a-token
 * @returns the rights, as a phrase
 */
export function makingTokens(rules: readonly Rule[]): string | undefined {
  const making = rules.filter((rule) => opens(rule, 'create', '', 'secrets'));
  const reading = READ.find((verb) =>
    rules.some((rule) => opens(rule, verb, '', 'secrets') && making.some((made) => isOneName(made, rule))),
  );
  return reading && `create and ${reading} v1/secrets`;
}

/** Whether two rules may be about an object of one name. */
function isOneName({ resourceNames: one }: Rule, { resourceNames: other }: Rule): boolean {
  return one.length === 0 || other.length === 0 || one.some((name) => other.includes(name));
}

function escalating(rules: readonly Rule[], namespace: string | undefined): readonly Combined[] {
  const kinds = namespace === undefined ? ['roles', 'clusterroles'] : ['roles'];
  return kinds.flatMap((resource) => {
    const writes = holdsAny(rules, WRITE, RBAC_GROUP, resource);
    if (writes === undefined || !holds(rules, 'escalate', RBAC_GROUP, resource)) return [];
    return [everything(`escalate and ${writes} ${RBAC_GROUP}/${resource}`, namespace)];
  });
}

function binding(
  rules: readonly Rule[],
  namespace: string | undefined,
  roles: RoleNames,
): readonly Combined[] {
  const bindings = namespace === undefined ? ['rolebindings', 'clusterrolebindings'] : ['rolebindings'];
  const kept = bindings.find((resource) => holdsAny(rules, WRITE, RBAC_GROUP, resource) !== undefined);
  if (kept === undefined) return [];
  return ['clusterroles', 'roles'].flatMap((resource) =>
    rules
      .filter((rule) => opens(rule, 'bind', RBAC_GROUP, resource))
      .flatMap(({ resourceNames }): readonly Combined[] => {
        const by = `bind ${RBAC_GROUP}/${resource} and write ${RBAC_GROUP}/${kept}`;
        if (resourceNames.length === 0) return [everything(by, namespace)];
        return resourceNames.flatMap((name) => {
          const given = roles.rulesOf(resource === 'roles' ? namespace : undefined, name);
          const role = `${resource === 'roles' ? 'Role' : 'ClusterRole'} ${name}`;
          return given ? [{ by, rules: given, role, namespace }] : [];
        });
      }),
  );
}

function signing(rules: readonly Rule[], namespace: string | undefined): readonly Combined[] {
  if (namespace !== undefined) return [];
  const group = 'certificates.k8s.io';
  const REQUESTS = 'certificatesigningrequests';
  return [['approve', `${REQUESTS}/approval`] as const, ['sign', `${REQUESTS}/status`] as const].flatMap(
    ([verb, resource]) => {
      const signs = rules.some(
        (rule) =>
          opens(rule, verb, group, 'signers') &&
          (rule.resourceNames.length === 0 || rule.resourceNames.some((name) => name !== SERVING)),
      );
      const writes = holdsAny(rules, ['update', 'patch'], group, resource);
      if (!signs || writes === undefined) return [];
      return [everything(`${verb} ${group}/signers and ${writes} ${group}/${resource}`, namespace)];
    },
  );
}

/** Whoever may loosen the pod security of a namespace runs pods there that reach all that is on their node. */
function relabelling(rules: readonly Rule[], namespace: string | undefined): readonly Combined[] {
  const change = ['update', 'patch'].find((verb) =>
    rules.some((rule) =>
      namespace === undefined
        ? opens(rule, verb, '', 'namespaces')
        : allows(rule, { verb, resource: 'namespaces', name: namespace }),
    ),
  );
  if (change === undefined || !makesPods(rules)) return [];
  return [everything(`${change} v1/namespaces, which loosens pod security, and make pods`, undefined)];
}

function everything(by: string, namespace: string | undefined): Combined {
  return { by, rules: [EVERYTHING], role: 'everything', namespace };
}

function holds(rules: readonly Rule[], verb: string, group: string, resource: string): boolean {
  return rules.some((rule) => opens(rule, verb, group, resource));
}

function holdsAny(
  rules: readonly Rule[],
  verbs: readonly string[],
  group: string,
  resource: string,
): string | undefined {
  return verbs.find((verb) => holds(rules, verb, group, resource));
}
