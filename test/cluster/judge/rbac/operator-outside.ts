import type { Call } from './call';
import { call, patch, post, put } from './requests';

const ROLES = '/apis/rbac.authorization.k8s.io/v1';
const DATABASES = '/apis/database.example.com/v1';
const CRDS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

/** Just outside of what the operator keeps for its kinds, in a namespace of its scope. */
function inScope(namespace: string): readonly Call[] {
  const core = `/api/v1/namespaces/${namespace}`;
  const of = (group: string): string => `/apis/${group}/namespaces/${namespace}`;
  const databases = `${DATABASES}/namespaces/${namespace}`;
  return [
    // Owned objects go with their owner, and databases with whoever owns the data.
    call('DELETE', `${core}/secrets/judged`),
    call('DELETE', `${core}/services/judged`),
    call('DELETE', `${of('apps/v1')}/statefulsets/judged`),
    call('DELETE', `${of('batch/v1')}/cronjobs/judged`),
    call('DELETE', `${of('batch/v1')}/jobs/judged`),
    call('DELETE', `${of('networking.k8s.io/v1')}/networkpolicies/judged`),
    call('DELETE', `${of('policy/v1')}/poddisruptionbudgets/judged`),
    call('DELETE', `${databases}/postgresqls/judged`),
    call('DELETE', `${databases}/postgresqlbackups/judged`),
    call('DELETE', `${databases}/postgresqlrestores/judged`),
    call('DELETE', `${core}/secrets`),
    call('DELETE', `${databases}/postgresqls`),
    // It keeps by server-side apply, and replaces nothing.
    put(`${core}/secrets/judged`),
    put(`${of('apps/v1')}/statefulsets/judged`),
    put(`${databases}/postgresqls/judged`),
    put(`${databases}/postgresqls/judged/status`),
    // A restore creates a database; nothing of it creates or changes backups and restores.
    post(`${databases}/postgresqlbackups`),
    post(`${databases}/postgresqlrestores`),
    patch(`${databases}/postgresqlbackups/judged`),
    patch(`${databases}/postgresqlrestores/judged`),
    // The status of what others run.
    patch(`${of('apps/v1')}/statefulsets/judged/status`),
    patch(`${of('apps/v1')}/statefulsets/judged/scale`),
    patch(`${of('batch/v1')}/jobs/judged/status`),
    patch(`${core}/services/judged/status`),
    // Kinds that it does not own.
    call('GET', `${core}/pods`),
    post(`${core}/pods`),
    post(`${core}/pods/judged/exec`),
    call('GET', `${core}/pods/judged/log`),
    post(`${core}/pods/judged/eviction`),
    call('GET', `${core}/configmaps`),
    post(`${core}/serviceaccounts/default/token`),
    post(`${core}/events`),
    call('GET', `${of('events.k8s.io/v1')}/events`),
    post(`${of('apps/v1')}/deployments`),
    post(`${of('apps/v1')}/daemonsets`),
    patch(`${core}/resourcequotas/tenant-quota`),
    patch(`${core}/limitranges/tenant-limits`),
    post(`${of('rbac.authorization.k8s.io/v1')}/rolebindings`),
    patch(`${of('rbac.authorization.k8s.io/v1')}/roles/tenant-owner`),
  ];
}

/** Just outside of what it keeps for itself. */
function inOwnNamespace(namespace: string): readonly Call[] {
  const core = `/api/v1/namespaces/${namespace}`;
  const leases = `/apis/coordination.k8s.io/v1/namespaces/${namespace}/leases`;
  return [
    call('GET', `${core}/secrets/other`),
    call('GET', `${core}/secrets`),
    patch(`${core}/secrets/postgres-operator-config`),
    post(`${core}/secrets`),
    call('GET', `${core}/events`),
    call('GET', `${core}/pods`),
    post(`${core}/serviceaccounts/postgres-operator/token`),
    call('GET', leases),
    call('GET', `${leases}/other`),
    put(`${leases}/other`),
    patch(`${leases}/postgres-operator`),
    call('DELETE', `${leases}/postgres-operator`),
    patch(`/apis/apps/v1/namespaces/${namespace}/deployments/postgres-operator`),
    patch(`${ROLES}/namespaces/${namespace}/roles/postgres-operator`),
    post(`${DATABASES}/namespaces/${namespace}/postgresqls`),
    post(`/apis/apps/v1/namespaces/${namespace}/statefulsets`),
  ];
}

/** What it does in its scope, done elsewhere. */
function elsewhere(namespace: string): readonly Call[] {
  const core = `/api/v1/namespaces/${namespace}`;
  return [
    call('GET', `${core}/secrets`),
    call('GET', `${core}/secrets/judged`),
    post(`${core}/secrets`),
    post(`${core}/services`),
    post(`/apis/apps/v1/namespaces/${namespace}/statefulsets`),
    post(`/apis/batch/v1/namespaces/${namespace}/jobs`),
    post(`/apis/events.k8s.io/v1/namespaces/${namespace}/events`),
    post(`/apis/coordination.k8s.io/v1/namespaces/${namespace}/leases`),
    call('GET', `${DATABASES}/namespaces/${namespace}/postgresqls`),
    post(`${DATABASES}/namespaces/${namespace}/postgresqls`),
    patch(`${DATABASES}/namespaces/${namespace}/postgresqls/judged/status`),
  ];
}

/** What has no namespace, and lists over all of them. */
const ANYWHERE: readonly Call[] = [
  call('GET', '/api/v1/secrets'),
  call('GET', '/apis/apps/v1/statefulsets', { query: { watch: 'true', timeoutSeconds: '1' } }),
  call('GET', `${DATABASES}/postgresqls`),
  call('GET', '/api/v1/namespaces'),
  patch('/api/v1/namespaces/alpha'),
  call('GET', '/api/v1/nodes'),
  call('GET', '/api/v1/nodes/judged/proxy/pods'),
  call('GET', CRDS),
  patch(`${CRDS}/postgresqls.database.example.com`),
  patch(`${CRDS}/postgresqls.database.example.com/status`),
  post(`${ROLES}/clusterroles`),
  patch(`${ROLES}/clusterroles/postgres-operator-operands`),
  post(`${ROLES}/clusterrolebindings`),
  patch(`${ROLES}/clusterrolebindings/postgres-operator-cluster`),
  post('/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations'),
  post('/apis/certificates.k8s.io/v1/certificatesigningrequests'),
  post('/api/v1/persistentvolumes'),
  call('GET', '/metrics'),
];

/** Calls of the reference platform's operator that lie just outside of its duties. */
export const OUTSIDE: readonly Call[] = [
  ...['alpha', 'alpha-staging', 'beta'].flatMap(inScope),
  ...inOwnNamespace('postgres-operator'),
  ...['default', 'kube-system', 'node-agents'].flatMap(elsewhere),
  ...ANYWHERE,
];
