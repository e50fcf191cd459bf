import type { Grant } from '../core/policy-rules';

const WRITE = ['create', 'update', 'patch', 'delete', 'deletecollection'];

const CORE_EDIT: readonly Grant[] = [
  ...['pods/attach', 'pods/proxy', 'pods/exec', 'pods/portforward', 'services/proxy', 'pods', 'secrets'].map(
    (resource) => ({ group: '', resource, verbs: ['get', 'list', 'watch', ...WRITE] }),
  ),
  { group: '', resource: 'serviceaccounts', verbs: ['impersonate'] },
  { group: '', resource: 'serviceaccounts/token', verbs: ['create'] },
  { group: 'apps', resource: 'deployments', verbs: WRITE },
];

/**
 * Roles that every cluster has, as far as they give more than they say.
 * Source: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings
 */
const BUILT_IN: Readonly<Record<string, readonly Grant[]>> = {
  'cluster-admin': [{ group: '*', resource: '*', verbs: ['*'] }],
  admin: [
    ...CORE_EDIT,
    { group: 'rbac.authorization.k8s.io', resource: 'roles', verbs: WRITE },
    { group: 'rbac.authorization.k8s.io', resource: 'rolebindings', verbs: WRITE },
  ],
  edit: CORE_EDIT,
  view: [],
  'system:auth-delegator': [],
};

/** What a ClusterRole that every cluster has gives beyond what it says; `undefined` for any other role. */
export function builtInRole(name: string): readonly Grant[] | undefined {
  return Object.hasOwn(BUILT_IN, name) ? BUILT_IN[name] : undefined;
}
