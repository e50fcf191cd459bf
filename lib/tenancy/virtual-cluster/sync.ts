import { inProp, PlatformError } from '../../core/errors';
import type { Grant } from '../../core/policy-rules';
import { READ } from '../../core/rbac-terms';

/** What a virtual cluster may write to its namespace on the host, beside what every one does. */
export type SyncToHost = 'ingresses' | 'podDisruptionBudgets';

/** What a virtual cluster may read of the host that has no namespace. */
export type SyncFromHost = 'ingressClasses' | 'runtimeClasses' | 'storageClasses';

/** A kind of the host, without a namespace, whose objects the users of a virtual cluster see. */
export interface HostRead {
  /** The kind. */
  readonly resource: SyncFromHost;
  /** Why the virtual cluster needs to see it, on one line. */
  readonly reason: string;
}

const KEEP = [...READ, 'create', 'delete', 'patch', 'update'];

const TO_HOST: Readonly<Record<SyncToHost, Grant>> = {
  ingresses: { group: 'networking.k8s.io', resource: 'ingresses', verbs: KEEP },
  podDisruptionBudgets: { group: 'policy', resource: 'poddisruptionbudgets', verbs: KEEP },
};

const FROM_HOST: Readonly<Record<SyncFromHost, Grant>> = {
  ingressClasses: { group: 'networking.k8s.io', resource: 'ingressclasses', verbs: READ },
  runtimeClasses: { group: 'node.k8s.io', resource: 'runtimeclasses', verbs: READ },
  storageClasses: { group: 'storage.k8s.io', resource: 'storageclasses', verbs: READ },
};

/**
 * Returns what is synced to the host, in order.
 * @throws PlatformError without a path for what cannot be, with the reason where there is one
 */
export function parseToHost(kinds: readonly SyncToHost[]): readonly SyncToHost[] {
  for (const kind of kinds) {
    if (Object.hasOwn(TO_HOST, kind)) continue;
    throw new PlatformError({
      problem: (kind as string) === 'networkPolicies' ? OPENING : 'cannot be synced to the host',
      given: kind,
      allowed: Object.keys(TO_HOST).join(', '),
    });
  }
  return [...new Set(kinds)].sort();
}

/** Policies add up: what any of them allows is allowed. */
const OPENING =
  'would let the users of the virtual cluster open what keeps it apart: one more policy can allow everything';

/**
 * Returns what is read of the host, in order.
 * @throws PlatformError without a path for what cannot be, and without a reason
 */
export function parseFromHost(reads: readonly HostRead[]): readonly HostRead[] {
  for (const [index, { resource, reason }] of reads.entries()) {
    inProp(`[${index}]`, () => {
      if (!Object.hasOwn(FROM_HOST, resource)) {
        throw new PlatformError(
          {
            problem: 'cannot be synced from the host',
            given: resource,
            allowed: Object.keys(FROM_HOST).join(', '),
          },
          { prop: 'resource' },
        );
      }
      if (typeof reason === 'string' && /^[^\p{Cc}\u2028\u2029]*\S[^\p{Cc}\u2028\u2029]*$/u.test(reason))
        return;
      throw new PlatformError(
        {
          problem: 'is no reason to give a right on the whole cluster',
          given: reason,
          allowed: 'a phrase on one line',
        },
        { prop: 'reason' },
      );
    });
  }
  const byResource = new Map(reads.map((read) => [read.resource, read]));
  if (byResource.size < reads.length) {
    throw new PlatformError({
      problem: 'names a kind twice',
      given: reads.map(({ resource }) => resource),
      allowed: 'each kind once',
    });
  }
  return [...byResource.values()].sort((a, b) => (a.resource < b.resource ? -1 : 1));
}

/** What the syncer does in its namespace. No right is on the whole cluster, and none has a wildcard. */
export function grantsInNamespace(toHost: readonly SyncToHost[], replicas: number): readonly Grant[] {
  return [
    ...['configmaps', 'persistentvolumeclaims', 'pods', 'secrets', 'services'].map((resource) =>
      core(resource, KEEP),
    ),
    ...['pods/ephemeralcontainers', 'pods/status'].map((resource) => core(resource, ['patch', 'update'])),
    // It passes on what users ask of their pods: by POST, and by GET where a client opens a web socket.
    ...['pods/attach', 'pods/exec', 'pods/portforward'].map((resource) => core(resource, ['create', 'get'])),
    core('pods/log', ['get']),
    ...['endpoints', 'events'].map((resource) => core(resource, READ)),
    ...['deployments', 'replicasets', 'statefulsets'].map((resource) => ({
      group: 'apps',
      resource,
      verbs: READ,
    })),
    ...(replicas > 1 ? [{ group: 'coordination.k8s.io', resource: 'leases', verbs: KEEP }] : []),
    ...toHost.map((kind) => TO_HOST[kind]),
  ];
}

/** What the syncer reads of the whole cluster. */
export function grantsInCluster(fromHost: readonly HostRead[]): readonly Grant[] {
  return fromHost.map(({ resource }) => FROM_HOST[resource]);
}

function core(resource: string, verbs: readonly string[]): Grant {
  return { group: '', resource, verbs };
}
