import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  EnvSource,
  type GuardRails,
  type Operator,
  POSTGRES_KINDS,
  PostgreSQL,
  Subject,
  Tenant,
  WebService,
} from '../../lib';

/** Tenant beta: one namespace whose pods may all connect to each other, as in most small teams. */
export function addTenantBeta(app: Construct, operator: Operator, guardRails: GuardRails): void {
  const beta = new Tenant(new Chart(app, 'tenant-beta'), 'beta', {
    owners: [Subject.group('beta-admins')],
    viewers: [Subject.user('auditor@example.com')],
    kinds: POSTGRES_KINDS,
    budget: { cpu: 4, memory: '8Gi', pods: 20, services: 5, persistentVolumeClaims: 5 },
    guardRails,
    allowed: {
      registries: ['ghcr.io/acme'],
      domains: ['beta.example.com'],
      // Backups go to a store of the cloud, which has no address that a policy could name.
      egressCidrs: ['0.0.0.0/0', '::/0'],
    },
  });
  const database = new PostgreSQL(beta.namespace(), 'reports', {
    version: '18',
    replicas: 3,
    storage: '20Gi',
    resources: { requests: { cpu: '250m', memory: '1Gi' }, limits: { memory: '1Gi' } },
    parameters: { max_connections: '200' },
    users: [{ name: 'wiki' }],
    databases: [{ name: 'wiki', owner: 'wiki' }],
    highAvailability: { mode: 'patroni', synchronousStandbys: 1 },
    backupSchedule: '30 2 * * *',
    backup: {
      destination: {
        url: 's3://acme-backups/beta/reports',
        credentialsSecretRef: { name: 'backup-credentials' },
      },
      retention: '30d',
    },
    monitoring: { mode: 'Exporter' },
  });
  operator.connectTo(database);

  const wiki = new WebService(beta.namespace(), 'wiki', {
    image: 'ghcr.io/acme/wiki:5.0.2',
    port: 3000,
    env: {
      DATABASE_HOST: database.host,
      DATABASE_USER: EnvSource.secret(database.secretOf('wiki').key('username')),
      DATABASE_PASSWORD: EnvSource.secret(database.secretOf('wiki').key('password')),
    },
    ingress: { host: 'wiki.beta.example.com', clusterIssuer: 'letsencrypt' },
  });
  wiki.connectTo(database);
}
