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
import { annotations, labels } from '../values/labels';
import { dnsLabel, dnsSubdomain } from '../values/names';
import { full, mostly, partial } from '../values/records';
import { text } from '../values/texts';
import { moment } from '../values/times';

const databaseName = fc.oneof(
  fc.stringMatching(/^[a-z]([-a-z0-9]{0,10}[a-z0-9])?$/),
  fc.stringMatching(/^[a-z][-a-z0-9]{38}[a-z0-9]$/),
);
const storage = fc
  .tuple(
    mostly(fc.integer({ min: 1, max: 999 }), fc.constantFrom(2 ** 53 - 1)),
    fc.constantFrom('Mi', 'Gi', 'Ti'),
  )
  .map((parts) => parts.join(''));
const replicas = fc.integer({ min: 1, max: 5 });
const metadata = partial<CustomResourceMetadata>({
  name: databaseName,
  namespace: dnsLabel,
  labels,
  annotations,
});
/** Anything that is not empty: a reference is looked up by the operator alone. */
const reference = mostly(
  dnsSubdomain,
  text.filter((name) => name !== ''),
).map((name) => ({ name }));

/** An object of a custom kind: its name and its props. */
export interface ObjectCase<Props> {
  /** Id of the construct. */
  readonly id: string;
  /** Its props. */
  readonly props: Props;
}

const database: fc.Arbitrary<PostgreSQLProps> = fc
  .tuple(
    full<Pick<PostgreSQLProps, 'version' | 'storage'>>({
      version: fc.constantFrom('12', '13', '14', '15'),
      storage,
    }),
    partial<Omit<PostgreSQLProps, 'version' | 'storage'>>({ replicas, backupSchedule: cron, metadata }),
  )
  .map(([needed, rest]) => ({ ...needed, ...rest }));

/** {@link PostgreSQL} under test. */
export const postgresql: Subject<ObjectCase<PostgreSQLProps>> = {
  name: 'PostgreSQL',
  props: full<ObjectCase<PostgreSQLProps>>({ id: databaseName, props: database }),
  declare: (cluster, { id, props }) =>
    inChart(cluster, (chart) => new PostgreSQL(homeOf(chart, props.metadata?.namespace), id, props)),
};

const bucket = mostly(
  fc.stringMatching(/^(s3|gs|azblob):\/\/[A-Za-z0-9][-A-Za-z0-9._]{0,8}(\/[!-~]{0,12})?$/),
  fc.constantFrom(
    `s3://${'a'.repeat(1019)}`,
    's3://b/\u00e9t\u00e9/\u{1f4be}',
    `gs://b/${'\u{1f4be}'.repeat(500)}`,
    's3://b/\u0085',
    's3://b/\ud7ff',
  ),
);
const backup: fc.Arbitrary<PostgreSQLBackupProps> = fc
  .tuple(
    reference,
    bucket,
    partial<{ credentialsSecretRef: { name: string } }>({ credentialsSecretRef: reference }),
    partial<Pick<PostgreSQLBackupProps, 'retention' | 'metadata'>>({
      retention: fc.stringMatching(/^[1-9][0-9]{0,4}[dwm]$/),
      metadata,
    }),
  )
  .map(([databaseRef, url, credentials, rest]) => ({
    databaseRef,
    destination: { url, ...credentials },
    ...rest,
  }));

/** {@link PostgreSQLBackup} under test. */
export const postgresqlBackup: Subject<ObjectCase<PostgreSQLBackupProps>> = {
  name: 'PostgreSQLBackup',
  props: full<ObjectCase<PostgreSQLBackupProps>>({ id: dnsSubdomain, props: backup }),
  declare: (cluster, { id, props }) =>
    inChart(cluster, (chart) => new PostgreSQLBackup(homeOf(chart, props.metadata?.namespace), id, props)),
};

const restore: fc.Arbitrary<PostgreSQLRestoreProps> = fc
  .tuple(
    reference,
    full<{ name: string; storage: string }>({ name: databaseName, storage }),
    partial<{ replicas: number }>({ replicas }),
    partial<Pick<PostgreSQLRestoreProps, 'targetTime' | 'metadata'>>({ targetTime: moment, metadata }),
  )
  .map(([backupRef, target, size, rest]) => ({ backupRef, target: { ...target, ...size }, ...rest }));

/** {@link PostgreSQLRestore} under test. */
export const postgresqlRestore: Subject<ObjectCase<PostgreSQLRestoreProps>> = {
  name: 'PostgreSQLRestore',
  props: full<ObjectCase<PostgreSQLRestoreProps>>({ id: dnsSubdomain, props: restore }),
  declare: (cluster, { id, props }) =>
    inChart(cluster, (chart) => new PostgreSQLRestore(homeOf(chart, props.metadata?.namespace), id, props)),
};
