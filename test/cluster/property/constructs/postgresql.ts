import * as fc from 'fast-check';
import {
  type CustomResourceMetadata,
  PostgreSQL,
  PostgreSQLBackup,
  type PostgreSQLBackupProps,
  type PostgreSQLProps,
  PostgreSQLRestore,
  type PostgreSQLRestoreProps,
} from '../../../../lib';
import { homeOf, inChart, type Subject } from '../engine/subject';
import { cron } from '../values/crons';
import {
  availability,
  backup,
  method,
  owned,
  type Place,
  parameters,
  place,
  placement,
  reference,
  resources,
  retention,
  size,
  tls,
} from '../values/databases';
import { annotations, labels } from '../values/labels';
import { dnsLabel, dnsSubdomain } from '../values/names';
import { full, mostly, partial } from '../values/records';
import { moment } from '../values/times';

const databaseName = fc.oneof(
  fc.stringMatching(/^[a-z]([-a-z0-9]{0,10}[a-z0-9])?$/),
  fc.stringMatching(/^[a-z][-a-z0-9]{38}[a-z0-9]$/),
);
const replicas = fc.integer({ min: 1, max: 5 });
const metadata = partial<CustomResourceMetadata>({
  name: databaseName,
  namespace: dnsLabel,
  labels,
  annotations,
});

/** An object of a custom kind: its name and its props. */
export interface ObjectCase<Props> {
  /** Id of the construct. */
  readonly id: string;
  /** Its props. */
  readonly props: Props;
}

/** Props that depend on each other are drawn together, and the others each by itself. */
type Alone = Omit<
  PostgreSQLProps,
  'version' | 'storage' | 'replicas' | 'highAvailability' | 'users' | 'databases'
>;

const database: fc.Arbitrary<PostgreSQLProps> = fc
  .tuple(
    full<Pick<PostgreSQLProps, 'version' | 'storage'>>({
      version: fc.constantFrom('12', '13', '14', '15', '16', '17', '18'),
      storage: size,
    }),
    mostly(
      availability,
      replicas.map((number) => ({ replicas: number })),
      1,
    ),
    mostly(owned, fc.constant({}), 1),
    partial<Alone>({
      storageClassName: dnsSubdomain,
      resources,
      parameters,
      backupSchedule: cron,
      backup,
      monitoring: partial<{ mode: 'None' | 'Exporter' }>({ mode: fc.constantFrom('None', 'Exporter') }),
      placement,
      tls,
      metadata,
    }),
  )
  .map(([needed, available, users, rest]) => ({ ...needed, ...available, ...users, ...rest }));

/** {@link PostgreSQL} under test. */
export const postgresql: Subject<ObjectCase<PostgreSQLProps>> = {
  name: 'PostgreSQL',
  props: full<ObjectCase<PostgreSQLProps>>({ id: databaseName, props: database }),
  declare: (cluster, { id, props }) =>
    inChart(cluster, (chart) => new PostgreSQL(homeOf(chart, props.metadata?.namespace), id, props)),
};

const backupProps: fc.Arbitrary<PostgreSQLBackupProps> = fc
  .tuple(
    reference,
    partial<Omit<PostgreSQLBackupProps, 'databaseRef'>>({ method, destination: place, retention, metadata }),
  )
  .map(([databaseRef, rest]) => ({ databaseRef, ...rest }));

/** {@link PostgreSQLBackup} under test. */
export const postgresqlBackup: Subject<ObjectCase<PostgreSQLBackupProps>> = {
  name: 'PostgreSQLBackup',
  props: full<ObjectCase<PostgreSQLBackupProps>>({ id: dnsSubdomain, props: backupProps }),
  declare: (cluster, { id, props }) =>
    inChart(cluster, (chart) => new PostgreSQLBackup(homeOf(chart, props.metadata?.namespace), id, props)),
};

type Target = PostgreSQLRestoreProps['target'];

const target: fc.Arbitrary<Target> = fc
  .tuple(
    full<Pick<Target, 'name' | 'storage'>>({ name: databaseName, storage: size }),
    partial<Omit<Target, 'name' | 'storage'>>({ replicas, storageClassName: dnsSubdomain, backup }),
  )
  .map(([needed, rest]) => ({ ...needed, ...rest }));
const from: fc.Arbitrary<Pick<PostgreSQLRestoreProps, 'backupRef' | 'source'>> = fc.oneof(
  reference.map((backupRef) => ({ backupRef })),
  place.map((source) => ({ source })),
);
const restore: fc.Arbitrary<PostgreSQLRestoreProps> = fc
  .tuple(
    from,
    target,
    partial<Pick<PostgreSQLRestoreProps, 'targetTime' | 'metadata'>>({ targetTime: moment, metadata }),
  )
  .map(([origin, into, rest]) => ({ ...origin, target: into, ...rest }))
  .filter(({ source, target: { backup: kept } }) => !overlap(source, kept?.destination));

function overlap(one: Place | undefined, other: Place | undefined): boolean {
  if (!one || !other || one.endpoint !== other.endpoint) return false;
  return `${one.url}/`.startsWith(`${other.url}/`) || `${other.url}/`.startsWith(`${one.url}/`);
}

/** {@link PostgreSQLRestore} under test. */
export const postgresqlRestore: Subject<ObjectCase<PostgreSQLRestoreProps>> = {
  name: 'PostgreSQLRestore',
  props: full<ObjectCase<PostgreSQLRestoreProps>>({ id: dnsSubdomain, props: restore }),
  declare: (cluster, { id, props }) =>
    inChart(cluster, (chart) => new PostgreSQLRestore(homeOf(chart, props.metadata?.namespace), id, props)),
};
