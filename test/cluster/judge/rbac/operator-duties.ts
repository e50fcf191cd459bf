import type { Permission, Permissions } from '../../../../lib/operator';

type Duty = readonly [group: string, resource: string, verbs: string, why: string, name?: string];

function duties(who: string, list: readonly Duty[]): readonly Permission[] {
  return list.map(([group, resource, verbs, why, name]) => ({
    group,
    resource,
    verbs: verbs.split(' '),
    ...(name !== undefined && { resourceNames: [name] }),
    reason: `${who}: ${why}`,
  }));
}

const DATABASE = 'database.example.com';

/** A cache lists and watches; a reader that goes past it gets. */
const READ = 'get list watch';
/** Server-side apply is a patch, and a creation as well where nothing is there yet. */
const KEEP = `${READ} create patch`;

const POSTGRESQL = duties('the controller of PostgreSQL', [
  [DATABASE, 'postgresqls', READ, 'the objects that it reconciles'],
  [DATABASE, 'postgresqls', 'patch', 'AddFinalizer and RemoveFinalizer, written by a patch'],
  [DATABASE, 'postgresqls/status', 'patch', 'Status().Patch'],
  [
    DATABASE,
    'postgresqls/finalizers',
    'update',
    'SetControllerReference, which blocks deletion of the owner',
  ],
]);
const POSTGRESQL_OPERANDS = duties('the controller of PostgreSQL', [
  ['apps', 'statefulsets', KEEP, 'the instances'],
  ['batch', 'cronjobs', KEEP, 'the schedule of backups'],
  ['networking.k8s.io', 'networkpolicies', KEEP, 'who may connect'],
  ['policy', 'poddisruptionbudgets', KEEP, 'how many instances may be away'],
  ['', 'secrets', KEEP, 'the credentials'],
  ['', 'services', KEEP, 'the address'],
]);

const BACKUP = duties('the controller of PostgreSQLBackup', [
  [DATABASE, 'postgresqlbackups', READ, 'the objects that it reconciles'],
  [DATABASE, 'postgresqlbackups/status', 'patch', 'Status().Patch'],
  [DATABASE, 'postgresqlbackups/finalizers', 'update', 'SetControllerReference'],
  [DATABASE, 'postgresqls', READ, 'the database that is backed up'],
]);
const BACKUP_OPERANDS = duties('the controller of PostgreSQLBackup', [
  ['batch', 'jobs', KEEP, 'what copies the data'],
  ['networking.k8s.io', 'networkpolicies', KEEP, 'that the Job may connect'],
]);

const RESTORE = duties('the controller of PostgreSQLRestore', [
  [DATABASE, 'postgresqlrestores', READ, 'the objects that it reconciles'],
  [DATABASE, 'postgresqlrestores/status', 'patch', 'Status().Patch'],
  [DATABASE, 'postgresqlrestores/finalizers', 'update', 'SetControllerReference'],
  [DATABASE, 'postgresqlbackups', READ, 'the backup that is restored'],
  [DATABASE, 'postgresqls', `${READ} create`, 'the database that it makes and leaves to its own controller'],
]);
const RESTORE_OPERANDS = duties('the controller of PostgreSQLRestore', [
  ['batch', 'jobs', KEEP, 'what copies the data'],
  ['networking.k8s.io', 'networkpolicies', KEEP, 'that the Job may connect'],
]);

/** What the manager of controller-runtime does, whatever its controllers are. */
const ELECTION = duties('leader election', [
  ['coordination.k8s.io', 'leases', 'create', 'the lease of the first leader'],
  ['coordination.k8s.io', 'leases', 'get update', 'the lease, taken and renewed', 'postgres-operator'],
  ['', 'events', 'create', 'the event of who leads, once'],
]);
const RECORDER = duties('the event recorder', [
  ['events.k8s.io', 'events', 'create patch', 'events, and their repetition'],
]);
const METRICS = duties('the metrics server', [
  ['authentication.k8s.io', 'tokenreviews', 'create', 'who asks for metrics'],
  ['authorization.k8s.io', 'subjectaccessreviews', 'create', 'whether they may have them'],
]);
const SETTINGS = duties('the controller of PostgreSQL', [
  ['', 'secrets', 'get', 'its settings', 'postgres-operator-config'],
]);

/**
 * What the operator of the reference platform does, written by hand from the conventions of controller-runtime, so that
 * it owes nothing to what the library derives. Who changes a controller there changes its duties here.
 */
export const DUTIES: Permissions = {
  ownNamespace: [...ELECTION, ...SETTINGS],
  resources: [...POSTGRESQL, ...BACKUP, ...RESTORE, ...RECORDER],
  operands: [...POSTGRESQL_OPERANDS, ...BACKUP_OPERANDS, ...RESTORE_OPERANDS],
  cluster: METRICS,
};
