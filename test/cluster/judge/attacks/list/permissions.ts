import { post } from '../../rbac/requests';
import { type Attack, attack, ESCALATION, ROLES, rail } from '../attack';
import { BLUE, PLATFORM, RED } from '../attacked';
import * as good from '../good';
import { change, create, pod, read, remove } from '../good';
import { NAMESPACE } from '../paths';

const ACCOUNT = { kind: 'ServiceAccount', name: 'builder', namespace: RED };
const VIEWER = { kind: 'Role', name: 'tenant-viewer' };
const group = (name: string) => ({ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name });

const TOKEN = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} };

/** By roles and bindings. */
export const PERMISSIONS: readonly Attack[] = [
  attack(
    'bind cluster-admin',
    'owner',
    create(good.binding({ kind: 'ClusterRole', name: 'cluster-admin' }, ACCOUNT)),
    ESCALATION,
    create(good.binding(VIEWER, ACCOUNT)),
  ),
  attack(
    'bind cluster-admin in the whole cluster',
    'owner',
    create(
      {
        ...good.binding({ kind: 'ClusterRole', name: 'cluster-admin' }, ACCOUNT),
        kind: 'ClusterRoleBinding',
      },
      RED,
    ),
    ROLES,
    create(good.binding(VIEWER, ACCOUNT)),
  ),
  attack(
    'make a role that may do everything',
    'owner',
    create(good.role({ apiGroups: ['*'], resources: ['*'], verbs: ['*'] })),
    ESCALATION,
    create(good.role({ apiGroups: [''], resources: ['pods'], verbs: ['get'] })),
  ),
  attack(
    'make a role that may impersonate',
    'owner',
    create(good.role({ apiGroups: [''], resources: ['serviceaccounts'], verbs: ['impersonate'] })),
    ESCALATION,
    create(good.role({ apiGroups: [''], resources: ['pods'], verbs: ['get'] })),
  ),
  attack(
    'bind everybody',
    'owner',
    create(good.binding(VIEWER, group('system:authenticated'))),
    rail('role-bindings'),
    create(good.binding(VIEWER, ACCOUNT)),
  ),
  attack(
    'bind an account of another tenant',
    'owner',
    create(good.binding(VIEWER, { kind: 'ServiceAccount', name: 'robot', namespace: BLUE })),
    rail('role-bindings'),
    create(good.binding(VIEWER, ACCOUNT)),
  ),
  attack(
    'bind somebody who is no member',
    'owner',
    create(
      good.binding(VIEWER, {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'User',
        name: 'mallory@example.com',
      }),
    ),
    rail('role-bindings'),
    create(good.binding(VIEWER, ACCOUNT)),
  ),
  attack('bind an account', 'editor', create(good.binding(VIEWER, ACCOUNT)), ROLES, create(good.service())),
  attack(
    "create a token for the operator's account",
    'owner',
    post(`/api/v1/namespaces/${PLATFORM}/serviceaccounts/operator/token`, TOKEN),
    ROLES,
    read(`${NAMESPACE}/serviceaccounts/builder`),
  ),
  attack(
    'read the secrets of another tenant',
    'owner',
    read(`/api/v1/namespaces/${BLUE}/secrets`),
    ROLES,
    read(`${NAMESPACE}/secrets`),
  ),
  attack(
    'create a pod in the namespace of another tenant',
    'owner',
    create(pod(), BLUE),
    ROLES,
    create(pod()),
  ),
  attack(
    'get into a pod of another tenant',
    'owner',
    post(`/api/v1/namespaces/${BLUE}/pods/shop/exec`),
    ROLES,
    { ...post(`${NAMESPACE}/pods/absent/exec`), accepts: [400] },
  ),
  attack(
    'define a kind',
    'owner',
    post('/apis/apiextensions.k8s.io/v1/customresourcedefinitions'),
    ROLES,
    read(`/apis/database.example.com/v1/namespaces/${RED}/postgresqls`),
  ),
  attack(
    'have requests sent to a webhook',
    'owner',
    post('/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations'),
    ROLES,
    read(`${NAMESPACE}/services`),
  ),
  attack(
    'take the guard rails away',
    'owner',
    remove('/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies/locked'),
    ROLES,
    read(`${NAMESPACE}/services`),
  ),
  attack('ask a kubelet', 'owner', read('/api/v1/nodes/node/proxy/pods'), ROLES, read(`${NAMESPACE}/pods`)),
  attack(
    'have a certificate signed',
    'owner',
    post('/apis/certificates.k8s.io/v1/certificatesigningrequests'),
    ROLES,
    read(`${NAMESPACE}/pods`),
  ),
  attack(
    'write the status of a database',
    'owner',
    change(`/apis/database.example.com/v1/namespaces/${RED}/postgresqls/absent/status`, { status: {} }),
    ROLES,
    { ...remove(`/apis/database.example.com/v1/namespaces/${RED}/postgresqls/absent`), accepts: [404] },
  ),
  attack('read secrets', 'viewer', read(`${NAMESPACE}/secrets`), ROLES, read(`${NAMESPACE}/pods`)),
  attack('write services', 'viewer', create(good.service()), ROLES, read(`${NAMESPACE}/services`)),
  attack(
    'read the secrets of another tenant',
    'account',
    read(`/api/v1/namespaces/${BLUE}/secrets`),
    ROLES,
    read(`${NAMESPACE}/secrets`),
  ),
];
