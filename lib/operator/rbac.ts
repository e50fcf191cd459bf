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
  /** In the whole cluster. */
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
  return {
    ownNamespace: [
      ...lease(leaseName),
      { group: '', resource: 'events', verbs: ['create', 'patch'], reason: 'the leader announces itself' },
      ...controllers.flatMap(({ reads = [] }) => reads.map(own)),
    ],
    cluster: [
      ...controllers.flatMap(reconciles),
      {
        group: 'events.k8s.io',
        resource: 'events',
        verbs: ['create', 'patch'],
        reason: 'events tell users what happens to their resources',
      },
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

function reconciles(controller: Controller): readonly Permission[] {
  const { owns = [], watches = [], finalizer = false } = controller;
  const target = resourceOf(controller.for);
  const { group, plural, kind } = target;
  return [
    { group, resource: plural, verbs: READ, reason: `reconciles ${kind}` },
    ...(finalizer
      ? [{ group, resource: plural, verbs: ['patch'], reason: `sets and removes its finalizer on ${kind}` }]
      : []),
    { group, resource: `${plural}/status`, verbs: ['patch'], reason: `reports in the status of ${kind}` },
    ...(owns.length > 0
      ? [
          {
            group,
            resource: `${plural}/finalizers`,
            verbs: ['update'],
            // Clusters with OwnerReferencesPermissionEnforcement, OpenShift among them, ask for it.
            reason: `sets owner references that hold back the deletion of ${kind}`,
          },
        ]
      : []),
    ...owns.map(resourceOf).map((owned) => ({
      group: owned.group,
      resource: owned.plural,
      verbs: [...READ, 'create', 'patch'],
      reason: `keeps the ${owned.kind} of each ${kind}`,
    })),
    ...watches.map(resourceOf).map((watched) => ({
      group: watched.group,
      resource: watched.plural,
      verbs: READ,
      reason: `reconciles ${kind} when a ${watched.kind} changes`,
    })),
  ];
}
