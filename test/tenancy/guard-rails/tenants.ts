import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  Cluster,
  type Enforcement,
  GuardRails,
  PlatformApp,
  SharedNamespace,
  Subject,
  Tenant,
  type TenantProps,
} from '../../../lib';

/** Groups of people around the tenants of these tests. */
export const Group = {
  /** They apply what the platform declares. */
  PLATFORM: 'guarded-platform',
  OWNERS: 'guarded-owners',
  EDITORS: 'guarded-editors',
  /** Owners of the other tenant. */
  STRANGERS: 'guarded-strangers',
  /** Members of `bob`, one of two tenants that share a namespace. */
  BOB: 'guarded-bob',
} as const;

/** A member of `ann`, the other one. */
export const ANN = 'guarded-ann';

/** The operator that works in the namespaces of the tenants. */
export const OPERATOR = { name: 'operator', namespace: 'guarded-operators' };

/** What the tenant may choose. */
export const ALLOWED: NonNullable<TenantProps['allowed']> = {
  registries: ['ghcr.io/acme', 'acme', 'registry.example.com:5000'],
  pullPolicies: ['Always'],
  domains: ['guarded.example.com'],
  ingressClasses: ['nginx', 'internal'],
  gateways: ['guarded-gateways/public'],
  annotations: [
    'alb.ingress.kubernetes.io/',
    'cert-manager.io/',
    'external-dns.alpha.kubernetes.io/hostname',
    'external-dns.alpha.kubernetes.io/internal-hostname',
    'external-dns.kubernetes.io/',
    'kubernetes.io/ingress.class',
    'metallb.io/',
    'metallb.universe.tf/',
    'nginx.ingress.kubernetes.io/',
    'service.beta.kubernetes.io/',
  ],
  storageClasses: ['fast', 'slow'],
  volumeAttributesClasses: ['guarded-silver'],
  priorityClasses: ['guarded-high'],
  runtimeClasses: ['gvisor'],
  nodeSelector: { pool: 'guarded', 'example.com/zone': 'a' },
  tolerations: ['example.com/guarded'],
  // Of the one family all that is outside, of the other a range.
  egressCidrs: ['198.51.100.0/24', '::/0'],
};

const BUDGET = {
  cpu: 40,
  memory: '80Gi',
  pods: 100,
  loadBalancers: 1,
  nodePorts: 10,
  persistentVolumeClaims: 50,
};

/** The cluster of these tests. */
export function guardedCluster(kubernetes: string): Cluster {
  return new Cluster({
    kubernetes,
    admissionPolicies: true,
    apiServer: { cidrs: ['192.0.2.10/32'] },
    ingress: { namespace: 'ingress-nginx' },
    monitoring: { namespace: 'monitoring' },
    podCidrs: ['10.244.0.0/16'],
    serviceCidrs: ['10.96.0.0/12'],
  });
}

/** What {@link guardedApp} declares. */
export interface Guarded {
  readonly app: PlatformApp;
  readonly chart: Chart;
  /** With bounds of every sort; it may connect to `guarded-peer`. */
  readonly tenant: Tenant;
  /** Without bounds of its own. */
  readonly other: Tenant;
}

/** An app with guard rails, three tenants, and a namespace that two more share. */
export function guardedApp(kubernetes: string, enforcement: Enforcement = 'Deny'): Guarded {
  const app = new PlatformApp({ cluster: guardedCluster(kubernetes) });
  const chart = new Chart(app, 'tenants');
  const guardRails = addGuardRails(new Chart(app, 'policies'), enforcement);
  const tenant = new Tenant(chart, 'guarded', {
    namespaces: ['guarded', 'guarded-staging'],
    owners: [Subject.group(Group.OWNERS), Subject.serviceAccount({ name: 'ci', namespace: 'builds' })],
    editors: [Subject.group(Group.EDITORS), Subject.user('cn=ann,ou=shop')],
    budget: BUDGET,
    guardRails,
    allowed: ALLOWED,
    // Whoever deletes its namespaces is refused by what is under test, and not for their protection.
    deletionProtection: false,
  });
  const other = new Tenant(chart, 'guarded-other', {
    owners: [Subject.group(Group.STRANGERS)],
    budget: { cpu: 40, memory: '80Gi', pods: 100 },
    guardRails,
  });
  const peer = new Tenant(chart, 'guarded-peer', { budget: BUDGET, guardRails });
  tenant.permitConnectionsTo(peer);
  new SharedNamespace(chart, 'guarded-room', {
    tenants: {
      ann: { owners: [Subject.user(ANN), Subject.serviceAccount({ name: 'ci', namespace: 'guarded-ann' })] },
      bob: { editors: [Subject.group(Group.BOB)] },
    },
    budget: BUDGET,
    guardRails,
  });
  return { app, chart, tenant, other };
}

/** The guard rails of these tests. */
export function addGuardRails(scope: Construct, enforcement: Enforcement = 'Deny'): GuardRails {
  return new GuardRails(scope, 'guard-rails', {
    administrators: [
      Subject.group(Group.PLATFORM),
      Subject.serviceAccount({ name: 'argocd-application-controller', namespace: 'argocd' }),
    ],
    operators: [Subject.serviceAccount(OPERATOR)],
    sharedNamespaces: ['guarded-shared'],
    clusterRoles: ['guarded-bindable'],
    namespaceLabels: ['istio-injection'],
    enforcement,
  });
}
