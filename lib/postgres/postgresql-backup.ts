import type { Construct } from 'constructs';
import { z } from 'zod';
import { CustomResource, type CustomResourceProps } from '../kind/custom-resource';
import { Kind } from '../kind/kind';
import { immutable, objectReference, timestamp } from '../kind/schema/fields';
import { DATABASE_GROUP } from './postgresql-kind';

const KIND = new Kind({
  group: DATABASE_GROUP,
  kind: 'PostgreSQLBackup',
  plural: 'postgresqlbackups',
  shortNames: ['pgbackup'],
  description: 'One backup of a PostgreSQL database, made once and kept in object storage.',
  holdsData: true,
  spec: z
    .strictObject({
      databaseRef: objectReference('PostgreSQL').describe('The database that is backed up.'),
      destination: z
        .strictObject({
          url: z
            .string()
            .max(1024)
            .regex(/^(s3|gs|azblob):\/\/[A-Za-z0-9][-A-Za-z0-9._]*(\/\S*)?$/)
            .describe(
              'Bucket and folder: s3://bucket/folder, gs://bucket/folder or azblob://container/folder.',
            ),
          credentialsSecretRef: objectReference('Secret')
            .describe(
              'Secret with the credentials of the store; without one, the identity of the pod is used.',
            )
            .optional(),
        })
        .describe('Where the backup is kept.'),
      retention: z
        .string()
        .max(6)
        .regex(/^[1-9][0-9]*[dwm]$/)
        .describe('How long the backup is kept: 30d, 4w or 12m (months); without it, until it is deleted.')
        .optional(),
    })
    .meta(immutable('a backup')),
  status: z
    .strictObject({
      phase: z
        .enum(['Pending', 'Running', 'Succeeded', 'Failed'])
        .describe('Where the backup is in its life.'),
      startTime: timestamp().describe('When the backup was begun.'),
      completionTime: timestamp().describe('When the backup was complete, or failed.'),
      location: z.string().describe('Where the backup is kept, below the URL of its destination.'),
    })
    .partial(),
  printerColumns: [
    { name: 'Database', jsonPath: '.spec.databaseRef.name' },
    { name: 'Phase', jsonPath: '.status.phase' },
    { name: 'Completed', jsonPath: '.status.completionTime' },
    { name: 'Location', jsonPath: '.status.location', priority: 1 },
  ],
  examples: [
    {
      title: 'A backup before an upgrade, kept for thirty days',
      metadata: { name: 'user-database-before-upgrade' },
      spec: {
        databaseRef: { name: 'user-database' },
        destination: {
          url: 's3://acme-backups/alpha',
          credentialsSecretRef: { name: 'backup-credentials' },
        },
        retention: '30d',
      },
    },
  ],
});

/** Props of {@link PostgreSQLBackup}: the fields of its spec, and its metadata. */
export type PostgreSQLBackupProps = CustomResourceProps<typeof KIND.spec>;

/** One backup of a PostgreSQL database, made once. Nothing of it can be changed: make another instead. */
export class PostgreSQLBackup extends CustomResource<typeof KIND.spec> {
  /** The kind. */
  static readonly kind = KIND;

  /** @throws PlatformError with every field that is wrong, the value given and what is allowed */
  constructor(scope: Construct, id: string, props: PostgreSQLBackupProps) {
    super(scope, id, KIND, props);
  }

  /** How other objects of its namespace refer to it: `backupRef: backup.ref`. */
  get ref(): { name: string } {
    return { name: this.name };
  }
}
