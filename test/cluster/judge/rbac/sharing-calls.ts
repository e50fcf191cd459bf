import type { Call } from './call';
import { call, patch, post } from './requests';

/** Nothing of the name is there, which is told to those alone who may ask. */
const ABSENT = { accepts: [404] };
/** Who may get into pods is told that this cannot be tried, since there is no dry run of it. */
const UNTRIED = { accepts: [400, 404] };

const core = (namespace: string): string => `/api/v1/namespaces/${namespace}`;
const apps = (namespace: string): string => `/apis/apps/v1/namespaces/${namespace}`;

/** What a viewer of a tenant may do in the namespace that it shares: read what is the tenant's, each object by its name. */
export function viewingShared(namespace: string, tenant: string): readonly Call[] {
  return [
    call('GET', core(namespace)),
    call('GET', `${core(namespace)}/resourcequotas/tenant-quota`),
    call('GET', `${apps(namespace)}/deployments/${tenant}-web`),
    call('GET', `${apps(namespace)}/statefulsets/${tenant}-db`),
    call('GET', `${core(namespace)}/services/${tenant}-web`),
    call('GET', `${core(namespace)}/configmaps/${tenant}-config`),
    call('GET', `${core(namespace)}/configmaps`, {
      query: { fieldSelector: `metadata.name=${tenant}-config` },
    }),
    call('GET', `${core(namespace)}/pods/${tenant}-db-1`, ABSENT),
    call('GET', `${core(namespace)}/pods/${tenant}-db-1/log`, ABSENT),
  ];
}

/** What an editor may do beside: scale workloads, and restart pods whose names are known. */
export function editingShared(namespace: string, tenant: string): readonly Call[] {
  const body = { spec: { replicas: 1 } };
  const scale = { contentType: 'application/merge-patch+json', body };
  return [
    call('PATCH', `${apps(namespace)}/deployments/${tenant}-web/scale`, scale),
    call('PATCH', `${apps(namespace)}/statefulsets/${tenant}-db/scale`, scale),
    call('DELETE', `${core(namespace)}/pods/${tenant}-db-0`, ABSENT),
  ];
}

/** What an owner may do beside: get into these pods. */
export function owningShared(namespace: string, tenant: string): readonly Call[] {
  return [call('POST', `${core(namespace)}/pods/${tenant}-db-0/exec`, UNTRIED)];
}

/** What no member may do, with the objects of his own tenant neither. */
export function beyondShared(namespace: string, tenant: string): readonly Call[] {
  const rbac = `/apis/rbac.authorization.k8s.io/v1/namespaces/${namespace}`;
  return [
    ...['configmaps', 'pods', 'secrets', 'services', 'serviceaccounts'].flatMap((plural) => [
      call('GET', `${core(namespace)}/${plural}`),
      post(`${core(namespace)}/${plural}`),
      call('DELETE', `${core(namespace)}/${plural}`),
    ]),
    post(`${apps(namespace)}/deployments`),
    patch(`${apps(namespace)}/deployments/${tenant}-web`),
    call('DELETE', `${apps(namespace)}/deployments/${tenant}-web`),
    patch(`${apps(namespace)}/statefulsets/${tenant}-db`),
    patch(`${core(namespace)}/configmaps/${tenant}-config`),
    call('GET', `${core(namespace)}/secrets/${tenant}-secret`),
    // Nobody knows the names of the pods of a Deployment, and two replicas have no third.
    call('GET', `${core(namespace)}/pods/${tenant}-web-abcde`),
    call('POST', `${core(namespace)}/pods/${tenant}-db-2/exec`),
    call('POST', `${core(namespace)}/pods/${tenant}-db-0/portforward`),
    patch(`${core(namespace)}/pods/${tenant}-db-0/ephemeralcontainers`),
    post(`${core(namespace)}/serviceaccounts/${tenant}-web/token`),
    post(`${core(namespace)}/pods/${tenant}-db-0/eviction`),
    call('GET', `${rbac}/roles`),
    post(`${rbac}/roles`),
    patch(`${rbac}/roles/tenant-${tenant}-owner`),
    post(`${rbac}/rolebindings`),
    patch(`${rbac}/rolebindings/tenant-${tenant}-owner`),
    patch(`/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies/allow-tenant-${tenant}`),
    post(`/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies`),
    patch(`${core(namespace)}/resourcequotas/tenant-quota`),
    patch(core(namespace)),
    call('DELETE', core(namespace)),
  ];
}
