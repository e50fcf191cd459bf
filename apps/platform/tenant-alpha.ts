import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  Application,
  type GuardRails,
  LogSidecar,
  type Operator,
  POSTGRES_KINDS,
  PostgreSQL,
  PostgreSQLBackup,
  Probe,
  Subject,
  Tenant,
  type TenantNamespace,
  TenantProject,
  WebService,
} from '../../lib';
import { LOKI } from './monitoring';

/**
 * Tenant alpha: a shop and its database in production, every connection declared; and a staging namespace, to which it
 * delivers itself.
 */
export function addTenantAlpha(app: Construct, operator: Operator, guardRails: GuardRails): void {
  const chart = new Chart(app, 'tenant-alpha');
  const alpha = new Tenant(chart, 'alpha', {
    namespaces: ['alpha', 'alpha-staging'],
    owners: [Subject.group('alpha-admins')],
    editors: [Subject.group('alpha-developers')],
    viewers: [Subject.group('support')],
    kinds: POSTGRES_KINDS,
    totalBudget: {
      cpu: 16,
      memory: '32Gi',
      pods: 80,
      services: 16,
      persistentVolumeClaims: 24,
      secrets: 80,
      configMaps: 80,
    },
    budgetShares: { alpha: 3, 'alpha-staging': 1 },
    namespaceMembers: { 'alpha-staging': { viewers: [Subject.group('contractors')] } },
    containerRange: { max: { memory: '8Gi' } },
    claimRange: { min: '1Gi', max: '500Gi' },
    labels: { 'example.com/cost-centre': '4711' },
    imagePullSecrets: ['registry'],
    connected: false,
    guardRails,
    allowed: { registries: ['ghcr.io/acme'], domains: ['alpha.example.com'] },
  });
  const production = alpha.namespace('alpha');

  const database = new PostgreSQL(production, 'user-database', {
    version: '14',
    replicas: 3,
    storage: '100Gi',
    backupSchedule: '0 2 * * *',
  });
  operator.connectTo(database);
  new PostgreSQLBackup(production, 'user-database-before-upgrade', {
    databaseRef: database,
    destination: { url: 's3://acme-backups/alpha', credentialsSecretRef: { name: 'backup-credentials' } },
    retention: '30d',
  });

  const shop = addShop(production, database);
  shop.connectTo(database);
  shop.allowTo(LOKI);
  addDelivery(chart, alpha);
}

/** What alpha delivers itself, to staging, from a repository of its own. */
function addDelivery(chart: Chart, alpha: Tenant): void {
  const repoUrl = 'https://git.example.com/alpha/experiments.git';
  const { project } = new TenantProject(chart, 'project', { tenant: alpha, sourceRepos: [repoUrl] });
  new Application(chart, 'alpha-experiments', {
    project,
    repoUrl,
    path: 'deploy',
    targetRevision: 'refs/heads/main',
    destination: { namespace: 'alpha-staging' },
  });
}

function addShop(namespace: TenantNamespace, database: PostgreSQL): WebService {
  const image = 'ghcr.io/acme/shop:2.3.1';
  const env = { DATABASE_HOST: database.host, DATABASE_PORT: String(database.port) };
  const resources = { requests: { cpu: '250m', memory: '256Mi' }, limits: { memory: '512Mi' } };
  const logs = new LogSidecar({
    image: 'ghcr.io/acme/log-shipper:3.1.0',
    directory: '/var/log/shop',
    resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '128Mi' } },
  });
  return new WebService(namespace, 'shop', {
    image,
    port: 8080,
    metricsPort: 9090,
    env,
    resources,
    readiness: Probe.http('/readyz', 8080),
    liveness: Probe.http('/healthz', 8080),
    writablePaths: ['/tmp'],
    mounts: [logs.mount],
    initContainers: [{ name: 'migrate', image, args: ['migrate'], env, resources }],
    sidecars: [logs.container],
    autoscale: { minReplicas: 2, maxReplicas: 10 },
    ingress: { host: 'shop.alpha.example.com', clusterIssuer: 'letsencrypt' },
  });
}
