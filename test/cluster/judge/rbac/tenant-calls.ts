import type { Call } from './call';
import { call, patch, post, put } from './requests';
import { SAMPLES } from './samples';

function objectOf(apiVersion: string, kind: string, resource: string, namespace: string): object {
  const metadata = { name: 'judged-tenant', namespace };
  return { apiVersion, kind, metadata, ...SAMPLES[resource]?.(namespace) };
}

/** What a viewer of a namespace may do: read all but secrets. */
export function viewing(namespace: string): readonly Call[] {
  return [
    call('GET', `/api/v1/namespaces/${namespace}/pods`),
    call('GET', `/api/v1/namespaces/${namespace}/resourcequotas/tenant-quota`),
    call('GET', `/apis/apps/v1/namespaces/${namespace}/deployments`),
    call('GET', `/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies/default-deny`),
    call('GET', `/apis/database.example.com/v1/namespaces/${namespace}/postgresqls`),
    call('GET', `/apis/coordination.k8s.io/v1/namespaces/${namespace}/leases`),
    // A role in a namespace reaches the Namespace itself.
    call('GET', `/api/v1/namespaces/${namespace}`),
  ];
}

/** What an editor of a namespace may do beside. */
export function editing(namespace: string): readonly Call[] {
  const database = objectOf(
    'database.example.com/v1',
    'PostgreSQL',
    'database.example.com/postgresqls',
    namespace,
  );
  return [
    post(
      `/apis/apps/v1/namespaces/${namespace}/deployments`,
      objectOf('apps/v1', 'Deployment', 'apps/deployments', namespace),
    ),
    post(`/api/v1/namespaces/${namespace}/secrets`, objectOf('v1', 'Secret', '/secrets', namespace)),
    call('GET', `/api/v1/namespaces/${namespace}/secrets`),
    post(`/apis/database.example.com/v1/namespaces/${namespace}/postgresqls`, database),
    post(
      `/apis/coordination.k8s.io/v1/namespaces/${namespace}/leases`,
      objectOf('coordination.k8s.io/v1', 'Lease', 'coordination.k8s.io/leases', namespace),
    ),
    call('POST', `/api/v1/namespaces/${namespace}/pods/absent/portforward`, { accepts: [400] }),
  ];
}

/** What an owner of a namespace may do beside: delete what holds data, get into pods, have accounts. */
export function owning(namespace: string): readonly Call[] {
  const absent = { accepts: [404] };
  return [
    call('DELETE', `/apis/database.example.com/v1/namespaces/${namespace}/postgresqls/absent`, absent),
    call('DELETE', `/api/v1/namespaces/${namespace}/persistentvolumeclaims/absent`, absent),
    // Who may get into pods is told that this cannot be tried, since there is no dry run of it.
    call('POST', `/api/v1/namespaces/${namespace}/pods/absent/exec`, { accepts: [400] }),
    call('POST', `/api/v1/namespaces/${namespace}/pods/absent/attach`, { accepts: [400] }),
    { ...patch(`/api/v1/namespaces/${namespace}/pods/absent/ephemeralcontainers`), accepts: [404] },
    post(
      `/api/v1/namespaces/${namespace}/serviceaccounts`,
      objectOf('v1', 'ServiceAccount', '/serviceaccounts', namespace),
    ),
  ];
}

/** What bounds a namespace: no member of a tenant may change it, and none may reach beyond. */
export function bounds(namespace: string): readonly Call[] {
  const core = `/api/v1/namespaces/${namespace}`;
  const policies = `/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies`;
  const rbac = `/apis/rbac.authorization.k8s.io/v1/namespaces/${namespace}`;
  return [
    patch(`${core}/resourcequotas/tenant-quota`),
    patch(`${core}/resourcequotas/tenant-quota/status`),
    call('DELETE', `${core}/resourcequotas/tenant-quota`),
    post(`${core}/resourcequotas`),
    patch(`${core}/limitranges/tenant-limits`),
    call('DELETE', `${core}/limitranges/tenant-limits`),
    post(policies),
    patch(`${policies}/default-deny`),
    call('DELETE', `${policies}/default-deny`),
    post(`${rbac}/roles`),
    patch(`${rbac}/roles/tenant-viewer`),
    post(`${rbac}/rolebindings`),
    patch(`${rbac}/rolebindings/tenant-viewer`),
    patch(core),
    put(core),
    call('DELETE', core),
    patch(`${core}/status`),
    put(`${core}/finalize`),
    call('DELETE', `${core}/resourcequotas`),
    call('GET', `${core}/pods/absent/proxy/`),
    call('GET', `${core}/services/absent/proxy/`),
    patch(`${core}/endpoints/absent`),
    post(`/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`),
    post(`/apis/apps/v1/namespaces/${namespace}/daemonsets`),
    post(`${core}/serviceaccounts/default/token`),
    patch(`/apis/database.example.com/v1/namespaces/${namespace}/postgresqls/absent/status`),
  ];
}
