import type { PolicyRule } from '../core/plain';
import type { Kind } from '../kind/kind';

/** What a member of a tenant may do. */
export type Membership = 'owner' | 'editor' | 'viewer';

const READ = ['get', 'list', 'watch'];
const WRITE = ['create', 'delete', 'patch', 'update'];

/**
 * What every member may read. Secrets are not among it, nor is anything of the cluster.
 */
const READABLE: readonly (readonly [group: string, resources: readonly string[]])[] = [
  [
    '',
    [
      'configmaps',
      'endpoints',
      'events',
      'limitranges',
      'persistentvolumeclaims',
      'pods',
      'pods/log',
      'pods/status',
      'resourcequotas',
      'serviceaccounts',
      'services',
    ],
  ],
  ['apps', ['controllerrevisions', 'daemonsets', 'deployments', 'replicasets', 'statefulsets']],
  ['autoscaling', ['horizontalpodautoscalers']],
  ['batch', ['cronjobs', 'jobs']],
  ['discovery.k8s.io', ['endpointslices']],
  ['events.k8s.io', ['events']],
  ['networking.k8s.io', ['ingresses', 'networkpolicies']],
  ['policy', ['poddisruptionbudgets']],
  ['rbac.authorization.k8s.io', ['rolebindings', 'roles']],
];

/**
 * What editors may change. Network policies, quotas, limits and roles are left out: policies add up, so one more
 * could open the namespace, and a wider quota or role would undo the tenant's bounds. Daemon sets are left out,
 * since one takes a share of every node.
 */
const EDITABLE: readonly (readonly [group: string, resources: readonly string[]])[] = [
  ['', ['configmaps', 'pods', 'services']],
  ['apps', ['deployments', 'deployments/scale', 'statefulsets', 'statefulsets/scale']],
  ['autoscaling', ['horizontalpodautoscalers']],
  ['batch', ['cronjobs', 'jobs']],
  ['networking.k8s.io', ['ingresses']],
  ['policy', ['poddisruptionbudgets']],
];

/**
 * The rules of a membership in a tenant's namespace. Each contains the one below it.
 * @param kinds custom kinds that the platform serves to its tenants
 */
export function rulesOf(membership: Membership, kinds: readonly Kind[]): readonly PolicyRule[] {
  const rules = [
    ...READABLE.map(([group, resources]) => rule(group, resources, READ)),
    ...kinds.map(({ resource }) => rule(resource.group, [resource.plural], READ)),
  ];
  if (membership === 'viewer') return rules;
  rules.push(
    ...EDITABLE.map(([group, resources]) => rule(group, resources, WRITE)),
    // What may create pods can read every Secret of the namespace through one: not to grant it hides nothing.
    rule('', ['secrets'], [...READ, ...WRITE]),
    rule('', ['persistentvolumeclaims'], ['create', 'patch', 'update']),
    rule('', ['pods/eviction', 'pods/portforward'], ['create']),
    // To delete what holds data is for owners.
    ...kinds.map(({ resource, holdsData }) =>
      rule(resource.group, [resource.plural], holdsData ? ['create', 'patch', 'update'] : WRITE),
    ),
  );
  if (membership === 'editor') return rules;
  rules.push(
    rule('', ['persistentvolumeclaims'], ['delete']),
    rule('', ['pods/exec'], ['create', 'get']),
    rule('', ['serviceaccounts'], WRITE),
    ...kinds.map(({ resource }) => rule(resource.group, [resource.plural], WRITE)),
  );
  return rules;
}

function rule(group: string, resources: readonly string[], verbs: readonly string[]): PolicyRule {
  return { apiGroups: [group], resources, verbs };
}
