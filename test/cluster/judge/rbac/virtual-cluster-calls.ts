import type { Manifest } from '../../../../lib';
import type { Call } from './call';
import { call, patch, post } from './requests';

/** A pod as the syncer of a virtual cluster writes it, with more in its container and in its spec. */
export function synced(namespace: string, container: object = {}, spec: object = {}): Manifest {
  const security = {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    runAsNonRoot: true,
    seccompProfile: { type: 'RuntimeDefault' },
  };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'web-x-default-x-development',
      namespace,
      labels: { 'vcluster.loft.sh/managed-by': 'development' },
    },
    spec: {
      containers: [{ name: 'web', image: 'ghcr.io/acme/web:1.0.0', securityContext: security, ...container }],
      ...spec,
    },
  };
}

function collection(apiVersion: string, namespace: string | undefined, resource: string): string {
  const api = apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`;
  return `${api}${namespace === undefined ? '' : `/namespaces/${namespace}`}/${resource}`;
}

/** Reading every object of some kinds. */
export function reading(
  apiVersion: string,
  namespace: string | undefined,
  resources: readonly string[],
): readonly Call[] {
  return resources.map((resource) => call('GET', collection(apiVersion, namespace, resource)));
}

/** What a control plane does for its users in a namespace. */
export function syncing(namespace: string): readonly Call[] {
  const core = `/api/v1/namespaces/${namespace}`;
  const metadata = { name: 'judged', namespace };
  const kept = ['configmaps', 'persistentvolumeclaims', 'pods', 'secrets', 'services'];
  const absent = { accepts: [404] };
  return [
    ...reading('v1', namespace, [...kept, 'endpoints', 'events']),
    ...reading('apps/v1', namespace, ['deployments', 'replicasets', 'statefulsets']),
    post(`${core}/configmaps`, { metadata, data: { a: 'b' } }),
    post(`${core}/secrets`, { metadata, stringData: { a: 'b' } }),
    post(`${core}/pods`, synced(namespace)),
    ...kept.map((resource) => ({ ...patch(`${core}/${resource}/absent`), ...absent })),
    ...kept.map((resource) => call('DELETE', `${core}/${resource}/absent`, absent)),
    { ...patch(`${core}/pods/absent/status`), ...absent },
    { ...patch(`${core}/pods/absent/ephemeralcontainers`), ...absent },
    call('GET', `${core}/pods/absent/log`, absent),
    // There is no dry run of what gets into a pod, which whoever may is told.
    ...['attach', 'exec', 'portforward'].map((way) =>
      call('POST', `${core}/pods/absent/${way}`, { accepts: [400, 404] }),
    ),
  ];
}

/** What a control plane of several pods does to have one leader. */
export function leasing(namespace: string): readonly Call[] {
  const leases = collection('coordination.k8s.io/v1', namespace, 'leases');
  return [call('GET', leases), post(leases, { metadata: { name: 'judged', namespace } })];
}

/** What would lead others astray, or lend rights. */
export function untouched(namespace: string): readonly Call[] {
  const core = `/api/v1/namespaces/${namespace}`;
  return [
    post(`${core}/endpoints`),
    post(collection('discovery.k8s.io/v1', namespace, 'endpointslices')),
    post(`${core}/serviceaccounts`),
    post(`${core}/serviceaccounts/vc-workload-development/token`),
    patch(`/apis/apps/v1/namespaces/${namespace}/statefulsets/development`),
    post('/api/v1/persistentvolumes'),
    post('/apis/scheduling.k8s.io/v1/priorityclasses'),
    post('/apis/rbac.authorization.k8s.io/v1/clusterrolebindings'),
    call('GET', '/api/v1/nodes/absent/proxy/'),
  ];
}
