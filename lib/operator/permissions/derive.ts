import type { ApiResource } from '../../core/api-resources';
import { inProp, PlatformError } from '../../core/errors';
import { builtin } from '../../core/kube-object';
import { checkName } from '../../core/names';
import type { Grant } from '../../core/policy-rules';
import { READ } from '../../core/rbac-terms';
import { checkReason } from '../../core/reason';
import { type Controller, type ControllerKind, type OwnObject, reasonOf, resourceOf } from '../controller';
import { type ExtraPermission, parseExtraPermissions } from './extra-permission';
import { checkGrant } from './grant';
import type { Permission, Permissions, Place } from './permission';
import { hasStatus } from './status';

/** What permissions are derived from. */
export interface Duties {
  /** What its controllers do. */
  readonly controllers: readonly Controller[];
  /** What they do not say. */
  readonly permissions?: readonly ExtraPermission[];
  /** Name of the lease by which replicas elect their leader. */
  readonly leaseName: string;
  /**
   * Verbs by which they do.
   * @default - those of client-go
   */
  readonly leaseVerbs?: readonly string[];
}

/** What client-go does with a lease. Source: pkg resourcelock of k8s.io/client-go, tools/leaderelection. */
const LEASE_VERBS = ['get', 'update'];

/** A permission on a namespaced resource or on one that has no namespace. */
interface Work {
  readonly permission: Permission;
  readonly namespaced: boolean;
}

/** The verb by which each strategy writes what is there. */
const WRITE = { apply: 'patch', update: 'update' } as const;

/**
 * Derives from what the controllers do the permissions that they need, and no more.
 *
 * A controller never creates or deletes what it reconciles. Owned objects go with their owner, so nothing needs `delete`
 * but what `deletes` says. Server-side apply is authorised as `patch`, and as `create` where the object is not there yet
 * (kubernetes/kubernetes#64892). A lease cannot be named when it is created, so `create` stands alone.
 *
 * Where other operators do otherwise: watches come with `get`, since whoever watches a kind gets objects of it past the
 * cache; status has one verb and no `get`, which nobody makes on the subresource; with `update` it is `update`, since who
 * keeps objects by `CreateOrUpdate` writes status by `Status().Update`, as kubebuilder scaffolds it; roles for operands
 * come with what they give, instead of with `bind` or `escalate`.
 * @throws PlatformError without a path, for a permission that cannot be given where it is stated
 */
export function derivePermissions(duties: Duties): Permissions {
  const { controllers } = duties;
  const extra = inProp('permissions', () => parseExtraPermissions(duties.permissions ?? []));
  const reconciled = new Set(
    controllers.map(({ for: target }) => resourceOf(target)).map(({ group, plural }) => `${group}/${plural}`),
  );
  const placeOf = ({ group, resource }: Grant): Place =>
    reconciled.has(`${group}/${resource.split('/')[0]}`) ? 'resources' : 'operands';
  const placed: readonly (readonly [Place, Permission])[] = [
    ...ownNamespace(duties).map((permission) => ['ownNamespace', permission] as const),
    ...inProp('controllers', () => controllers.flatMap(reconciles)).map(
      ({ permission, namespaced }) => [namespaced ? placeOf(permission) : 'cluster', permission] as const,
    ),
    // Events about what has no namespace are in `default`, wherever the scope is.
    [controllers.every((each) => resourceOf(each.for).namespaced) ? 'resources' : 'cluster', EVENTS],
    ...METRICS.map((permission) => ['cluster', permission] as const),
    ...extra.map(({ where, ...permission }): readonly [Place, Permission] => [
      where === 'scope' ? placeOf(permission) : where,
      { ...permission, stated: true },
    ]),
  ];
  const at = (place: Place) => placed.flatMap(([other, permission]) => (other === place ? [permission] : []));
  return {
    ownNamespace: at('ownNamespace'),
    resources: at('resources'),
    operands: at('operands'),
    cluster: at('cluster'),
  };
}

const EVENTS: Permission = {
  group: 'events.k8s.io',
  resource: 'events',
  verbs: ['create', 'patch'],
  reason: 'events tell users what happens to their resources',
};

const METRICS: readonly Permission[] = [
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
];

function ownNamespace({ controllers, leaseName, leaseVerbs = LEASE_VERBS }: Duties): readonly Permission[] {
  const lease = { group: 'coordination.k8s.io', resource: 'leases' };
  return [
    { ...lease, verbs: ['create'], reason: 'the first leader creates the lease' },
    {
      ...lease,
      resourceNames: [leaseName],
      verbs: leaseVerbs,
      reason: 'replicas elect a leader by the lease',
    },
    // Of old, not of events.k8s.io. A leader announces itself once: there is no repetition to patch.
    { group: '', resource: 'events', verbs: ['create'], reason: 'the leader announces itself' },
    ...controllers.flatMap(({ reads = [] }) => reads.map(own)),
  ];
}

function own(object: OwnObject): Permission {
  const [kind, resource, name] =
    'secret' in object ? ['Secret', 'secrets', object.secret] : ['ConfigMap', 'configmaps', object.configMap];
  inProp('controllers.reads', () => checkName('dns-subdomain', name));
  return {
    group: '',
    resource,
    resourceNames: [name],
    verbs: ['get'],
    reason: `reads its own ${kind} ${name}`,
  };
}

function reconciles(controller: Controller): readonly Work[] {
  const { owns = [], creates = [], watches = [], deletes = [], grants, finalizer = false } = controller;
  const target = resourceOf(controller.for);
  const { kind } = target;
  const write = WRITE[controller.strategy ?? 'apply'];
  if (write === undefined)
    throw new PlatformError(
      { problem: 'is no strategy', given: controller.strategy, allowed: Object.keys(WRITE).join(', ') },
      { prop: 'strategy' },
    );
  const on = (verbs: readonly string[], reason: string, subresource = '') =>
    work(controller.for, verbs, reason, subresource);
  return [
    on(READ, `reconciles ${kind}`),
    ...(finalizer ? [on([write], `sets and removes its finalizer on ${kind}`)] : []),
    ...(hasStatus(target) ? [on([write], `reports in the status of ${kind}`, '/status')] : []),
    // Clusters with OwnerReferencesPermissionEnforcement, OpenShift among them, ask for it.
    ...(owns.length > 0 || grants
      ? [on(['update'], `sets owner references that hold back the deletion of ${kind}`, '/finalizers')]
      : []),
    ...owns.map((owned) =>
      work(owned, [...READ, 'create', write], `keeps the ${nameOf(owned)} of each ${kind}`),
    ),
    ...creates.map((created) =>
      work(
        created,
        [...READ, 'create'],
        `creates a ${nameOf(created)} for a ${kind} and leaves it to others`,
      ),
    ),
    ...watches.map((watched) => work(watched, READ, `reconciles ${kind} when a ${nameOf(watched)} changes`)),
    ...deletes.map((deleted) =>
      work(deleted, ['delete'], `deletes a ${nameOf(deleted)} of a ${kind} itself, not by its owner`),
    ),
    ...(grants ? inProp('grants', () => givesAway(grants, kind, write)) : []),
  ];
}

/** Roles for operands, and what these give: nobody may give what he does not have. */
function givesAway(
  { rules, reason }: NonNullable<Controller['grants']>,
  kind: string,
  write: string,
): readonly Work[] {
  const because = inProp('reason', () => checkReason(reason));
  if (rules.length === 0)
    throw new PlatformError(
      { problem: 'is empty', given: rules, allowed: 'at least one rule' },
      { prop: 'rules' },
    );
  const roles = ['rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/RoleBinding'] as const;
  return [
    ...roles
      .map((role) => builtin(role))
      .map((role) =>
        of(
          role,
          [...READ, 'create', write],
          `keeps the ${role.kind} for what runs for each ${kind}: ${because}`,
          true,
        ),
      ),
    ...rules.map((rule, index) => ({
      permission: {
        ...inProp(`rules.${index}`, () => checkGrant(rule, { inNamespaces: true })),
        reason: `gives it to what runs for each ${kind}: ${because}`,
        stated: true,
      },
      namespaced: true,
    })),
  ];
}

function nameOf(kind: ControllerKind): string {
  return resourceOf(kind).kind;
}

function work(kind: ControllerKind, verbs: readonly string[], derived: string, subresource = ''): Work {
  const stated = reasonOf(kind);
  const reason = stated === undefined ? derived : `${derived}: ${checkReason(stated)}`;
  return of(resourceOf(kind), verbs, reason, stated !== undefined, subresource);
}

function of(
  { group, plural, namespaced }: ApiResource,
  verbs: readonly string[],
  reason: string,
  stated: boolean,
  subresource = '',
): Work {
  return {
    permission: { group, resource: `${plural}${subresource}`, verbs, reason, ...(stated && { stated }) },
    namespaced,
  };
}
