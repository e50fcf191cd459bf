import { Chart } from 'cdk8s';
import type { Manifest } from '../../../../lib';
import {
  Cluster,
  CustomResourceDefinition,
  GuardRails,
  Namespace,
  PlatformApp,
  POSTGRES_KINDS,
  Subject,
  Tenant,
} from '../../../../lib';
import { type Identity, serviceAccount } from '../../bed/client';
import { narrowed } from '../guard-rails/bindings';
import { inOrder } from '../order';
import type { Attacker } from './attack';

/** Namespaces of tenant red, which attacks, and of tenant blue, which is attacked; and one of the platform. */
export const RED = 'attack-red';
export const STAGING = 'attack-red-staging';
export const BLUE = 'attack-blue';
export const PLATFORM = 'attack-platform';

const person = (group: string): Identity => ({
  user: `${group}@example.com`,
  groups: [group, 'system:authenticated'],
});

/** Whom the attackers are known as. */
export const IDENTITIES: Readonly<Record<Attacker, Identity>> = {
  owner: person('red-owners'),
  editor: person('red-editors'),
  viewer: person('red-viewers'),
  account: serviceAccount(RED, 'builder'),
  labeller: person('labellers'),
  administrator: { user: 'admin', groups: ['system:masters', 'system:authenticated'] },
};

/** Two tenants behind guard rails, and what is around them. */
export function attackedApp(kubernetes: string): readonly Manifest[] {
  const app = new PlatformApp({
    cluster: new Cluster({
      kubernetes,
      admissionPolicies: true,
      apiServer: { cidrs: ['10.0.0.1/32'] },
      podCidrs: ['10.244.0.0/16'],
      serviceCidrs: ['10.96.0.0/12'],
      ingress: { namespace: 'ingress-nginx' },
      monitoring: { namespace: 'monitoring' },
    }),
  });
  const guardRails = new GuardRails(new Chart(app, 'guard-rails'), 'guard-rails', {
    administrators: [Subject.user('admin')],
  });
  const kinds = new Chart(app, 'kinds');
  for (const kind of POSTGRES_KINDS) new CustomResourceDefinition(kinds, kind.resource.plural, { kind });
  const budget = {
    cpu: 4,
    memory: '4Gi',
    pods: 5,
    services: 5,
    persistentVolumeClaims: 3,
    storage: '10Gi',
    secrets: 20,
    configMaps: 20,
  };
  new Tenant(new Chart(app, 'red'), 'attack-red', {
    namespaces: [RED, STAGING],
    owners: [Subject.group('red-owners')],
    editors: [Subject.group('red-editors'), Subject.serviceAccount({ name: 'builder', namespace: RED })],
    viewers: [Subject.group('red-viewers')],
    kinds: POSTGRES_KINDS,
    budget,
    budgets: { [STAGING]: { ...budget, loadBalancers: 1, nodePorts: 0 } },
    guardRails,
    allowed: {
      registries: ['registry.example.com/red'],
      pullPolicies: ['Always'],
      domains: ['red.example.com'],
      storageClasses: ['standard'],
      volumeAttributesClasses: ['red-silver'],
      nodeSelector: { pool: 'red' },
      egressCidrs: ['203.0.113.0/24'],
    },
  });
  new Tenant(new Chart(app, 'blue'), 'attack-blue', {
    budget,
    owners: [Subject.group('blue-owners')],
    guardRails,
  });
  new Namespace(new Chart(app, 'platform'), PLATFORM);
  const objects = app.units().flatMap((unit) => unit.objects.map(({ manifest }) => manifest));
  return [...narrowed(inOrder(objects), [RED, STAGING, BLUE]), ...AROUND];
}

const RBAC = 'rbac.authorization.k8s.io';

/** What no construct makes: accounts, people of the platform who may change namespaces, and editors who may route. */
const AROUND: readonly Manifest[] = [
  account('builder', RED),
  account('operator', PLATFORM),
  account('robot', BLUE),
  {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRole',
    metadata: { name: 'attack-labellers' },
    rules: [
      { apiGroups: [''], resources: ['namespaces'], verbs: ['create', 'delete', 'get', 'patch', 'update'] },
    ],
  },
  {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name: 'attack-labellers' },
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: 'attack-labellers' },
    subjects: [{ apiGroup: RBAC, kind: 'Group', name: 'labellers' }],
  },
  {
    apiVersion: `${RBAC}/v1`,
    kind: 'Role',
    metadata: { name: 'attack-routes', namespace: RED },
    rules: [{ apiGroups: ['gateway.networking.k8s.io'], resources: ['httproutes'], verbs: ['create'] }],
  },
  {
    apiVersion: `${RBAC}/v1`,
    kind: 'RoleBinding',
    metadata: { name: 'attack-routes', namespace: RED },
    roleRef: { apiGroup: RBAC, kind: 'Role', name: 'attack-routes' },
    subjects: [{ apiGroup: RBAC, kind: 'Group', name: 'red-editors' }],
  },
];

function account(name: string, namespace: string): Manifest {
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } };
}
