import { inProp, PlatformError } from '../core/errors';
import type { PolicyRule } from '../core/plain';
import { type Grant, renderRules } from '../core/policy-rules';
import { RBAC_GROUP, READ } from '../core/rbac-terms';
import { type Kind, type KindLike, kindOf } from '../kind/kind';
import { type UserRole, userGrants } from '../kind/user-roles';
import { type KnownProps, refuseUnknown } from './known-props';
import { refuseOthers } from './namespace-names';
import { checkMembers, type Subject } from './subject';

/** What a member of a tenant may do. */
export type Membership = 'owner' | 'editor' | 'viewer';

/** The role by which a kind says what a membership may do with its objects. */
const ROLES: Readonly<Record<Membership, UserRole>> = { viewer: 'view', editor: 'edit', owner: 'admin' };

const WRITE = ['create', 'delete', 'patch', 'update'];

/** Who may do what in a namespace. */
export interface Members {
  /**
   * Who may do everything that the tenant may do: what editors may, delete what holds data, get into pods, keep
   * ServiceAccounts.
   * @default - nobody
   */
  readonly owners?: readonly Subject[];
  /**
   * Who may run workloads and read Secrets.
   * @default - nobody
   */
  readonly editors?: readonly Subject[];
  /**
   * Who may look, but not at Secrets.
   * @default - nobody
   */
  readonly viewers?: readonly Subject[];
}

const MEMBERS: KnownProps<Members> = { owners: true, editors: true, viewers: true };

/**
 * Returns the members of one place when they are stated as such.
 * @throws PlatformError without a path, for what is said of nobody
 */
export function knownMembers(members: Members): Members {
  return refuseUnknown(members, MEMBERS);
}

/** Members by what they may do. */
export type MembersByRole = Readonly<Record<Membership, readonly Subject[]>>;

/**
 * The members that several lists name together.
 * @throws PlatformError for what is no member
 */
export function membersByRole(...lists: readonly Members[]): MembersByRole {
  return {
    owner: lists.flatMap(({ owners = [] }) => checkMembers('owners', owners)),
    editor: lists.flatMap(({ editors = [] }) => checkMembers('editors', editors)),
    viewer: lists.flatMap(({ viewers = [] }) => checkMembers('viewers', viewers)),
  };
}

/** Members of all namespaces of a tenant, and further ones of single namespaces, by their names. */
export interface MembersOfNamespaces extends Members {
  readonly namespaceMembers?: Readonly<Record<string, Members>>;
}

/**
 * The members of each namespace of a tenant.
 * @throws PlatformError for what is no member, and for members of a namespace that is none of the tenant's
 */
export function membersByNamespace(
  namespaces: readonly string[],
  { namespaceMembers = {}, ...members }: MembersOfNamespaces,
): ReadonlyMap<string, MembersByRole> {
  inProp('namespaceMembers', () => refuseOthers(namespaceMembers, namespaces));
  return new Map(
    namespaces.map((name) => [
      name,
      inProp(`namespaceMembers.${name}`, () =>
        membersByRole(members, knownMembers(namespaceMembers[name] ?? {})),
      ),
    ]),
  );
}

/**
 * The custom kinds that roles of a tenant are to give.
 * @throws PlatformError for a cluster-scoped one
 */
export function namespacedKinds(kinds: readonly KindLike[]): readonly Kind[] {
  const parsed = kinds.map(kindOf);
  const beyond = parsed.find(({ resource }) => !resource.namespaced);
  if (!beyond) return parsed;
  throw new PlatformError({
    problem: 'has a cluster-scoped kind, which no role in a namespace reaches',
    given: beyond.resource.kind,
    allowed: 'namespaced kinds',
    fix: 'bind a ClusterRole of the kind by a ClusterRoleBinding to whom it is for',
  });
}

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
  ['coordination.k8s.io', ['leases']],
  ['discovery.k8s.io', ['endpointslices']],
  ['events.k8s.io', ['events']],
  ['networking.k8s.io', ['ingresses', 'networkpolicies']],
  ['policy', ['poddisruptionbudgets']],
  [RBAC_GROUP, ['rolebindings', 'roles']],
];

/**
 * What editors may change. Quotas and limits are left out, and so are network policies and roles, which members get where
 * guard rails hold them: policies add up, so one more could open the namespace, and a wider quota or role would undo the
 * tenant's bounds. Daemon sets are left out, since one takes a share of every node.
 */
const EDITABLE: readonly (readonly [group: string, resources: readonly string[]])[] = [
  ['', ['configmaps', 'pods', 'services']],
  ['apps', ['deployments', 'statefulsets']],
  ['autoscaling', ['horizontalpodautoscalers']],
  ['batch', ['cronjobs', 'jobs']],
  // Programs that elect a leader keep it in one, and so do the roles that owners give to their accounts.
  ['coordination.k8s.io', ['leases']],
  ['networking.k8s.io', ['ingresses']],
  ['policy', ['poddisruptionbudgets']],
];

/**
 * The rules of a membership in a tenant's namespace. Each contains the one below it.
 * @param kinds custom kinds that the platform serves to its tenants
 * @param isGuarded whether guard rails hold the members, so that these may write what bounds them as well
 */
export function rulesOf(
  membership: Membership,
  kinds: readonly Kind[],
  isGuarded: boolean,
): readonly PolicyRule[] {
  return renderRules([
    ...READABLE.flatMap(([group, resources]) => grant(group, resources, READ)),
    // A role in a namespace reaches the Namespace itself, and no other: its budget, labels and level are no secret.
    ...grant('', ['namespaces'], ['get']),
    // What `kubectl top` asks for, where a metrics server answers.
    ...grant('metrics.k8s.io', ['pods'], ['get', 'list']),
    ...(membership === 'viewer' ? [] : editorGrants()),
    ...(membership === 'owner' ? ownerGrants() : []),
    ...(isGuarded ? guardedGrants(membership) : []),
    ...kinds.flatMap((kind) => userGrants(kind, ROLES[membership])),
  ]);
}

function editorGrants(): readonly Grant[] {
  return [
    ...EDITABLE.flatMap(([group, resources]) => grant(group, resources, WRITE)),
    // Who may create pods can read every Secret of the namespace through one: not to grant it would hide nothing.
    ...grant('', ['secrets'], [...READ, ...WRITE]),
    ...grant('', ['persistentvolumeclaims'], ['create', 'patch', 'update']),
    // A scale comes and goes with its workload, and serves no other verb.
    ...grant('apps', ['deployments/scale', 'statefulsets/scale'], ['get', 'patch', 'update']),
    ...grant('', ['pods/eviction'], ['create']),
    // Over WebSockets, which kubectl prefers, to connect is to get.
    ...grant('', ['pods/portforward'], ['create', 'get']),
  ];
}

function ownerGrants(): readonly Grant[] {
  return [
    // To delete what holds data is for owners.
    ...grant('', ['persistentvolumeclaims'], ['delete']),
    ...grant('', ['pods/attach', 'pods/exec'], ['create', 'get']),
    // What `kubectl debug` adds to a pod is held to the pod security level of the namespace.
    ...grant('', ['pods/ephemeralcontainers'], ['patch', 'update']),
    ...grant('', ['serviceaccounts'], WRITE),
  ];
}

/**
 * What guard rails bound as roles cannot: policies within the tenant, and bindings to its members. What is locked stays as
 * it is.
 */
function guardedGrants(membership: Membership): readonly Grant[] {
  return [
    ...(membership === 'viewer' ? [] : grant('networking.k8s.io', ['networkpolicies'], WRITE)),
    ...(membership === 'owner' ? grant(RBAC_GROUP, ['rolebindings', 'roles'], WRITE) : []),
  ];
}

function grant(group: string, resources: readonly string[], verbs: readonly string[]): readonly Grant[] {
  return resources.map((resource) => ({ group, resource, verbs }));
}
