import type { Client } from '../../bed/client';
import type { Attempt } from '../guard-rails/judge';
import { type Call, make } from './call';
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

/**
 * What editors may change by their roles where guard rails hold them to what is their own: the first are held by the lock of
 * what is the platform's, the others by the rule on network policies.
 */
export function policies(namespace: string): readonly Call[] {
  const path = `/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies`;
  const open = { podSelector: {}, ingress: [{}], policyTypes: ['Ingress'] };
  return [
    patch(`${path}/default-deny`),
    call('DELETE', `${path}/default-deny`),
    post(path, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'judged-tenant', namespace },
      spec: open,
    }),
  ];
}

/** The same of owners: of roles and their bindings. */
export function bindings(namespace: string): readonly Call[] {
  const rbac = 'rbac.authorization.k8s.io';
  const path = `/apis/${rbac}/v1/namespaces/${namespace}`;
  return [
    patch(`${path}/roles/tenant-viewer`),
    patch(`${path}/rolebindings/tenant-viewer`),
    post(`${path}/rolebindings`, {
      apiVersion: `${rbac}/v1`,
      kind: 'RoleBinding',
      metadata: { name: 'judged-tenant', namespace },
      roleRef: { apiGroup: rbac, kind: 'Role', name: 'tenant-viewer' },
      subjects: [{ apiGroup: rbac, kind: 'Group', name: 'strangers' }],
    }),
  ];
}

/** Calls of {@link policies} and {@link bindings}, each with the guard rail that refuses it to whoever has the role. */
export function railed(client: Client, calls: readonly Call[]): readonly Attempt[] {
  return calls.map((call) => ({
    what: call.what,
    make: () => make(client, call),
    refusedBy:
      call.method !== 'POST'
        ? 'locked-objects'
        : call.path.endsWith('policies')
          ? 'network-policies'
          : 'role-bindings',
  }));
}

/** What bounds a namespace by roles alone: no member of a tenant may change it, and none may reach beyond. */
export function bounds(namespace: string): readonly Call[] {
  const core = `/api/v1/namespaces/${namespace}`;
  return [
    patch(`${core}/resourcequotas/tenant-quota`),
    patch(`${core}/resourcequotas/tenant-quota/status`),
    call('DELETE', `${core}/resourcequotas/tenant-quota`),
    post(`${core}/resourcequotas`),
    patch(`${core}/limitranges/tenant-limits`),
    call('DELETE', `${core}/limitranges/tenant-limits`),
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
