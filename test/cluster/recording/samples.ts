import type { Manifest } from '../../../lib';

const apiVersion = 'database.example.com/v1';
const metadata = (name: string) => ({ name, namespace: 'alpha-staging' });

/** A database that is deleted in the course of a run, so that what it is made of is taken down. */
export const DELETED: Manifest = {
  apiVersion,
  kind: 'PostgreSQL',
  metadata: metadata('orders'),
  spec: { version: '16', storage: '10Gi', backupSchedule: '0 2 * * *' },
};

/** Custom resources that a run begins with, beside those of the reference platform. */
export const SAMPLES: readonly Manifest[] = [
  DELETED,
  {
    apiVersion,
    kind: 'PostgreSQLBackup',
    metadata: metadata('orders-once'),
    spec: { databaseRef: { name: 'orders' }, destination: { url: 's3://acme-backups/orders' } },
  },
  {
    apiVersion,
    kind: 'PostgreSQLRestore',
    metadata: metadata('orders-again'),
    spec: { backupRef: { name: 'orders-once' }, target: { name: 'orders-restored', storage: '10Gi' } },
  },
];

/** The settings of the operator, in its own namespace. */
export const SETTINGS: Manifest = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'postgres-operator-config', namespace: 'postgres-operator' },
  stringData: { storageClassName: 'fast' },
} as Manifest;
