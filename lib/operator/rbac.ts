import type { ApiResource } from '../core/api-resources';
import type { Grant } from '../core/policy-rules';
import { type Controller, type OwnObject, resourceOf } from './controller';

/** A permission and why it is needed. */
export interface Permission extends Grant {
  /** Why the operator needs it. */
  readonly reason: string;
}

/** What an operator may do, by where. */
export interface Permissions {
  /** In its own namespace. */
  readonly ownNamespace: readonly Permission[];
  /** Wherever its scope is: in some namespaces, or in all. */
  readonly scope: readonly Permission[];
  /** In the whole cluster, whatever its scope: on what has no namespace. */
  readonly cluster: readonly Permission[];
}

const READ = ['get', 'list', 'watch'];

/**
 * Derives from what the controllers do the permissions that they need, and no more.
 *
 * A controller never creates or deletes what it reconciles. Owned objects go with their owner, so nothing needs
 * `delete`. Server-side apply is authorised as `patch`, and as `create` where the object is not there yet
 * (kubernetes/kubernetes#64892). A lease cannot be named when it is created, so `create` stands alone.
 * @param leaseName name of the lease by which replicas elect their leader
 */
export function derivePermissions(controllers: readonly Controller[], leaseName: string): Permissions {
  const work = controllers.flatMap(reconciles);
  return {
    ownNamespace: [
      ...lease(leaseName),
      // Of old, not of events.k8s.io. A leader announces itself once: there is no repetition to patch.
      { group: '', resource: 'events', verbs: ['create'], reason: 'the leader announces itself' },
      ...controllers.flatMap(({ reads = [] }) => reads.map(own)),
    ],
    scope: [
      ...work.filter(({ namespaced }) => namespaced).map(({ permission }) => permission),
      {
        group: 'events.k8s.io',
        resource: 'events',
        verbs: ['create', 'patch'],
        reason: 'events tell users what happens to their resources',
      },
    ],
    cluster: [
      ...work.filter(({ namespaced }) => !namespaced).map(({ permission }) => permission),
      {
        group: 'authentication.k8s.io',
        resource: 'tokenreviews',
        verbs: ['create'],
        reason: 'metrics are served to authenticated clients only',
      },
      {
        group: 'authorization.k8s.io',
        resource: 'subjectaccessreviews',
        verbs: ['create'],
        reason: 'metrics are served to authorized clients only',
      },
    ],
  };
}

function lease(name: string): readonly Permission[] {
  const of = { group: 'coordination.k8s.io', resource: 'leases' };
  return [
    { ...of, verbs: ['create'], reason: 'the first leader creates the lease' },
    {
      ...of,
      resourceNames: [name],
      verbs: ['get', 'update'],
      reason: 'replicas elect a leader by the lease',
    },
  ];
}

function own(object: OwnObject): Permission {
  const [resource, name] = 'secret' in object ? ['secrets', object.secret] : ['configmaps', object.configMap];
  return {
    group: '',
    resource,
    resourceNames: [name],
    verbs: ['get'],
    reason: `reads its own ${resource} ${name}`,
  };
}

interface Work {
  readonly permission: Permission;
  /** Whether it is on a namespaced kind. */
  readonly namespaced: boolean;
}

function reconciles(controller: Controller): readonly Work[] {
  const { owns = [], creates = [], watches = [], finalizer = false } = controller;
  const target = resourceOf(controller.for);
  const { kind } = target;
  const of = (resource: ApiResource, verbs: readonly string[], reason: string, subresource = ''): Work => ({
    permission: { group: resource.group, resource: `${resource.plural}${subresource}`, verbs, reason },
    namespaced: resource.namespaced,
  });
  return [
    of(target, READ, `reconciles ${kind}`),
    ...(finalizer ? [of(target, ['patch'], `sets and removes its finalizer on ${kind}`)] : []),
    of(target, ['patch'], `reports in the status of ${kind}`, '/status'),
    // Clusters with OwnerReferencesPermissionEnforcement, OpenShift among them, ask for it.
    ...(owns.length > 0
      ? [
          of(
            target,
            ['update'],
            `sets owner references that hold back the deletion of ${kind}`,
            '/finalizers',
          ),
        ]
      : []),
    ...owns
      .map(resourceOf)
      .map((owned) => of(owned, [...READ, 'create', 'patch'], `keeps the ${owned.kind} of each ${kind}`)),
    ...creates
      .map(resourceOf)
      .map((created) =>
        of(created, [...READ, 'create'], `creates a ${created.kind} for a ${kind} and leaves it to others`),
      ),
    ...watches
      .map(resourceOf)
      .map((watched) => of(watched, READ, `reconciles ${kind} when a ${watched.kind} changes`)),
  ];
}
