import type { Call } from '../rbac/call';
import { post } from '../rbac/requests';
import { type Attack, type Attacker, ESCALATION, POD_SECURITY, QUOTA, ROLES, rail } from './attack';
import { BLUE, PLATFORM, RED } from './attacked';
import * as good from './good';
import { change, create, pod, read, remove, unsafe } from './good';

const NAMESPACE = `/api/v1/namespaces/${RED}`;
const POLICIES = `/apis/networking.k8s.io/v1/namespaces/${RED}/networkpolicies`;
const RBAC = `/apis/rbac.authorization.k8s.io/v1/namespaces/${RED}`;
const LABEL = { metadata: { labels: { harmless: 'true' } } };

function attack(what: string, as: Attacker, call: Call, guard: RegExp, control: Call): Attack {
  return { what, as, call, guard, control };
}

const label = (labels: Record<string, string | null>) => change(NAMESPACE, { metadata: { labels } });

/** On the namespace itself. */
const NAMESPACES: readonly Attack[] = [
  attack(
    'lower the pod security level',
    'owner',
    label({ 'pod-security.kubernetes.io/enforce': 'privileged' }),
    ROLES,
    read(NAMESPACE),
  ),
  attack('delete the namespace', 'owner', remove(NAMESPACE), ROLES, read(NAMESPACE)),
  attack(
    'lower the pod security level',
    'labeller',
    label({ 'pod-security.kubernetes.io/enforce': 'privileged' }),
    rail('namespaces'),
    change(NAMESPACE, LABEL),
  ),
  attack(
    'give the namespace to another tenant',
    'labeller',
    label({ 'cdk8s-platform/tenant': BLUE }),
    rail('namespaces'),
    change(NAMESPACE, LABEL),
  ),
  attack(
    'drop the tenant label, and lower the level in the same update',
    'labeller',
    label({ 'cdk8s-platform/tenant': null, 'pod-security.kubernetes.io/enforce': 'privileged' }),
    rail('namespaces'),
    change(NAMESPACE, LABEL),
  ),
  attack(
    'put another namespace under the tenant',
    'labeller',
    change('/api/v1/namespaces/default', { metadata: { labels: { 'cdk8s-platform/tenant': RED } } }),
    rail('namespaces'),
    change('/api/v1/namespaces/default', LABEL),
  ),
  attack(
    'widen the bounds',
    'labeller',
    change(NAMESPACE, { metadata: { annotations: { 'cdk8s-platform/allowed-domains': 'example.com' } } }),
    rail('namespaces'),
    change(NAMESPACE, LABEL),
  ),
  attack(
    'delete the namespace',
    'labeller',
    remove(NAMESPACE),
    rail('(namespaces|deletion-protection)'),
    change(NAMESPACE, LABEL),
  ),
  attack(
    'delete the namespace',
    'administrator',
    remove(NAMESPACE),
    rail('deletion-protection'),
    change(NAMESPACE, LABEL),
  ),
];

/** On what the platform keeps in the namespace. */
const LOCKED: readonly Attack[] = [
  attack(
    'delete the default deny',
    'owner',
    remove(`${POLICIES}/default-deny`),
    rail('locked-objects'),
    create(good.policy({ ingress: [] })),
  ),
  attack(
    'take pods out of the default deny',
    'owner',
    change(`${POLICIES}/default-deny`, { spec: { podSelector: { matchLabels: { app: 'other' } } } }),
    rail('locked-objects'),
    create(good.policy({ ingress: [] })),
  ),
  attack(
    'unlock the default deny',
    'owner',
    change(`${POLICIES}/default-deny`, { metadata: { labels: { 'cdk8s-platform/locked': null } } }),
    rail('locked-objects'),
    create(good.policy({ ingress: [] })),
  ),
  attack(
    'lock something of its own',
    'owner',
    create({
      ...good.policy({ ingress: [] }),
      metadata: { name: 'attack', labels: { 'cdk8s-platform/locked': 'true' } },
    }),
    rail('locked-objects'),
    create(good.policy({ ingress: [] })),
  ),
  attack(
    'take rights from the viewers',
    'owner',
    change(`${RBAC}/roles/tenant-viewer`, { rules: [] }),
    rail('locked-objects'),
    create(good.role({ apiGroups: [''], resources: ['pods'], verbs: ['get'] })),
  ),
  attack(
    'take the editors in among the owners',
    'owner',
    change(`${RBAC}/rolebindings/tenant-owner`, {
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'red-editors' }],
    }),
    rail('locked-objects'),
    create(
      good.binding(
        { kind: 'Role', name: 'tenant-viewer' },
        { kind: 'ServiceAccount', name: 'builder', namespace: RED },
      ),
    ),
  ),
  attack(
    'raise the quota',
    'owner',
    change(`${NAMESPACE}/resourcequotas/tenant-quota`, { spec: { hard: { pods: '500' } } }),
    ROLES,
    read(`${NAMESPACE}/resourcequotas/tenant-quota`),
  ),
  attack(
    'delete the quota',
    'owner',
    remove(`${NAMESPACE}/resourcequotas/tenant-quota`),
    ROLES,
    read(`${NAMESPACE}/resourcequotas/tenant-quota`),
  ),
  attack(
    'delete the limits',
    'owner',
    remove(`${NAMESPACE}/limitranges/tenant-limits`),
    ROLES,
    read(`${NAMESPACE}/limitranges/tenant-limits`),
  ),
];

const FROM = (peer: object) => create(good.policy({ ingress: [{ from: [peer] }] }));
const TO = (peer: object) => create(good.policy({ egress: [{ to: [peer] }] }));
const named = (name: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
});
const PODS = { podSelector: { matchLabels: { app: 'shop' } } };

/** By network policies of its own, which can only open. */
const NETWORK: readonly Attack[] = [
  attack(
    'let everybody in',
    'owner',
    create(good.policy({ ingress: [{}] })),
    rail('network-policies'),
    FROM(PODS),
  ),
  attack(
    'let every namespace in',
    'owner',
    FROM({ namespaceSelector: {} }),
    rail('network-policies'),
    FROM(named(RED)),
  ),
  attack('let another tenant in', 'owner', FROM(named(BLUE)), rail('network-policies'), FROM(named(RED))),
  attack(
    'let pods of any namespace in by their labels',
    'owner',
    FROM({ namespaceSelector: {}, ...PODS }),
    rail('network-policies'),
    FROM({ ...named(RED), ...PODS }),
  ),
  attack(
    'let addresses in',
    'owner',
    FROM({ ipBlock: { cidr: '0.0.0.0/0' } }),
    rail('network-policies'),
    FROM(PODS),
  ),
  attack(
    'let out to everywhere',
    'owner',
    create(good.policy({ egress: [{}] })),
    rail('network-policies'),
    TO(PODS),
  ),
  attack('let out to another tenant', 'owner', TO(named(BLUE)), rail('network-policies'), TO(named(RED))),
  attack(
    'let out to the metadata service',
    'owner',
    TO({ ipBlock: { cidr: '169.254.169.254/32' } }),
    rail('network-policies'),
    TO({ ipBlock: { cidr: '203.0.113.0/24' } }),
  ),
  attack(
    'let out to any address',
    'owner',
    TO({ ipBlock: { cidr: '0.0.0.0/0' } }),
    rail('network-policies'),
    TO({ ipBlock: { cidr: '203.0.113.0/24' } }),
  ),
  attack('write a policy', 'viewer', FROM(PODS), ROLES, read(POLICIES)),
];

const ACCOUNT = { kind: 'ServiceAccount', name: 'builder', namespace: RED };
const VIEWER = { kind: 'Role', name: 'tenant-viewer' };
const group = (name: string) => ({ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name });

/** By roles and bindings. */
const PERMISSIONS: readonly Attack[] = [
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
    post(`/api/v1/namespaces/${PLATFORM}/serviceaccounts/operator/token`, TOKEN()),
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

function TOKEN(): object {
  return { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} };
}

const POD = (what: string, made: ReturnType<typeof pod>, guard: RegExp) =>
  attack(what, 'editor', create(made), guard, create(pod()));

/** By what pods ask for. */
const PODS_: readonly Attack[] = [
  POD('run privileged', pod({}, unsafe({ privileged: true, allowPrivilegeEscalation: true })), POD_SECURITY),
  POD(
    'mount a path of the node',
    pod({ volumes: [{ name: 'root', hostPath: { path: '/' } }] }),
    POD_SECURITY,
  ),
  POD('take a port of the node', pod({}, { ports: [{ containerPort: 80, hostPort: 80 }] }), POD_SECURITY),
  POD("join the node's network", pod({ hostNetwork: true }), POD_SECURITY),
  POD("see the node's processes", pod({ hostPID: true }), POD_SECURITY),
  POD(
    'have a capability',
    pod({}, unsafe({ capabilities: { add: ['NET_ADMIN'], drop: ['ALL'] } })),
    POD_SECURITY,
  ),
  POD('run as root', pod({}, unsafe({ runAsNonRoot: false, runAsUser: 0 })), POD_SECURITY),
  POD('run without seccomp', pod({}, unsafe({ seccompProfile: { type: 'Unconfined' } })), POD_SECURITY),
  POD('run an image from elsewhere', pod({}, { image: 'docker.io/evil/miner:1.0.0' }), rail('images')),
  POD(
    'run an image from a name that begins alike',
    pod({}, { image: 'registry.example.com/red-evil/shop:1.0.0' }),
    rail('images'),
  ),
  POD(
    'prepare by an image from elsewhere',
    pod({
      initContainers: [
        { ...(pod().spec as { containers: object[] }).containers[0], name: 'init', image: 'evil:1' },
      ],
    }),
    rail('images'),
  ),
  attack(
    'run an image from elsewhere in a Deployment',
    'editor',
    create(good.deployment({}, { image: 'docker.io/evil/miner:1.0.0' })),
    rail('images'),
    create(good.deployment()),
  ),
  POD(
    'be more important than the cluster',
    pod({ priorityClassName: 'system-cluster-critical' }),
    rail('scheduling'),
  ),
  // Of a pod itself, the runtime class is looked up first.
  attack(
    'choose a runtime',
    'editor',
    create(good.deployment({ runtimeClassName: 'unconfined' })),
    rail('scheduling'),
    create(good.deployment()),
  ),
  POD('choose a node by name', pod({ nodeName: 'control-plane' }), rail('scheduling')),
  POD('leave the nodes of the tenant', pod({ nodeSelector: { pool: 'blue' } }), rail('scheduling')),
  POD(
    'tolerate the control plane',
    pod({ tolerations: [{ key: 'node-role.kubernetes.io/control-plane', operator: 'Exists' }] }),
    rail('scheduling'),
  ),
  attack(
    'run an agent on every node',
    'owner',
    create({ ...good.deployment(), kind: 'DaemonSet' }),
    ROLES,
    create(good.deployment()),
  ),
];

const SERVICE = (what: string, spec: Readonly<Record<string, unknown>>, guard: RegExp) =>
  attack(what, 'editor', create(good.service(spec)), guard, create(good.service()));
const GOOD_INGRESS = create(good.ingress('shop.red.example.com'));
const INGRESS = (what: string, made: ReturnType<typeof good.ingress>) =>
  attack(what, 'editor', create(made), rail('ingresses'), GOOD_INGRESS);

/** By what it serves, and where. */
const EXPOSURE: readonly Attack[] = [
  SERVICE('open a port of every node', { type: 'NodePort' }, rail('services')),
  SERVICE('have a load balancer', { type: 'LoadBalancer' }, rail('services')),
  SERVICE(
    'be a name for another host',
    { type: 'ExternalName', externalName: 'blue.example.com' },
    rail('services'),
  ),
  SERVICE('take an address outside', { externalIPs: ['203.0.113.7'] }, rail('services')),
  attack(
    'write the endpoints of a Service',
    'owner',
    create(good.object('v1', 'Endpoints', {})),
    ROLES,
    create(good.service()),
  ),
  attack(
    'write endpoint slices',
    'owner',
    create(good.object('discovery.k8s.io/v1', 'EndpointSlice', {})),
    ROLES,
    create(good.service()),
  ),
  INGRESS("serve another tenant's host", good.ingress('shop.blue.example.com')),
  INGRESS('serve a host that ends alike', good.ingress('evilred.example.com')),
  INGRESS('serve every host', good.ingress(undefined)),
  INGRESS('serve every name of a domain', good.ingress('*.red.example.com')),
  INGRESS(
    'use another ingress controller',
    good.ingress('shop.red.example.com', { ingressClassName: 'internal' }),
  ),
  INGRESS(
    'configure the ingress controller',
    good.ingress('shop.red.example.com', {}, { 'nginx.ingress.kubernetes.io/server-snippet': 'return 200;' }),
  ),
];

/** By taking more than its share. */
const BUDGET: readonly Attack[] = [
  POD(
    'use more memory than there is',
    pod({}, { resources: { requests: { cpu: '100m', memory: '5Gi' }, limits: { memory: '5Gi' } } }),
    QUOTA,
  ),
  POD(
    'use more CPU than there is',
    pod({}, { resources: { requests: { cpu: '5', memory: '64Mi' }, limits: { memory: '64Mi' } } }),
    QUOTA,
  ),
  attack(
    'keep more data than there is room for',
    'editor',
    create(good.claim({ resources: { requests: { storage: '11Gi' } } })),
    QUOTA,
    create(good.claim()),
  ),
  attack(
    'use storage of another class',
    'editor',
    create(good.claim({ storageClassName: 'fast' })),
    rail('storage'),
    create(good.claim()),
  ),
  attack(
    'take a volume by its name',
    'editor',
    create(good.claim({ volumeName: 'blue-data' })),
    rail('storage'),
    create(good.claim()),
  ),
  attack(
    'make a volume of a path of the node',
    'owner',
    post('/api/v1/persistentvolumes'),
    ROLES,
    create(good.claim()),
  ),
];

/** Everything that is tried. */
export const ATTACKS: readonly Attack[] = [
  ...NAMESPACES,
  ...LOCKED,
  ...NETWORK,
  ...PERMISSIONS,
  ...PODS_,
  ...EXPOSURE,
  ...BUDGET,
];
