import { celTexts } from '../../../policy/literal';
import { Bound } from '../bounds-annotations';
import { BOUNDS, bound, type GuardRail, type SharedFacts } from '../guard-rail';

/**
 * Role bindings of members give Roles of their namespace, and ClusterRoles that the platform says, to members and to
 * ServiceAccounts of the tenant. How much a Role may give, the API server sees to itself: nobody gives what he does not
 * have.
 * Source: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping
 */
export function roleBindings({ clusterRoles }: SharedFacts): GuardRail {
  return {
    name: 'role-bindings',
    does: 'role bindings are to members and service accounts of the tenant, and to ClusterRoles that the platform says alone',
    exempt: 'administrators and operators',
    kinds: ['rbac.authorization.k8s.io/RoleBinding'],
    variables: [
      BOUNDS,
      { name: 'namespaces', expression: bound(Bound.NAMESPACES) },
      { name: 'members', expression: bound(Bound.MEMBERS, '\n') },
      { name: 'subjects', expression: 'has(object.subjects) ? object.subjects : []' },
      {
        name: 'strangers',
        expression:
          'variables.subjects.filter(s, s.kind == "ServiceAccount" ? !has(s.namespace) || !(s.namespace in variables.namespaces || (s.kind + ":" + s.namespace + "/" + s.name) in variables.members) : !((s.kind + ":" + s.name) in variables.members)).map(s, s.kind + " " + s.name)',
      },
    ],
    validations: [
      {
        expression: `object.roleRef.kind == "Role" || object.roleRef.name in ${celTexts(clusterRoles)}`,
        message: 'the ClusterRole is none that members may bind',
        messageExpression: '"ClusterRole " + string(object.roleRef.name) + " is none that members may bind"',
      },
      {
        expression: 'size(variables.strangers) == 0',
        message: 'a subject is neither a member of the tenant nor a ServiceAccount of its namespaces',
        messageExpression:
          'string(variables.strangers[0]) + " is neither a member of the tenant nor a ServiceAccount of its namespaces"',
      },
    ],
  };
}
