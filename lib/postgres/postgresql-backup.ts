import type { Construct } from 'constructs';
import { z } from 'zod';
import { CustomResource, type CustomResourceProps } from '../kind/custom-resource';
import { Kind } from '../kind/kind';
import { immutable, objectReference } from '../kind/schema/fields';
import { destination, method, retention } from './destination';
import { DATABASE_GROUP, POSTGRESQL } from './postgresql-kind';
import { RUN } from './status';

const KIND = new Kind({
  group: DATABASE_GROUP,
  kind: 'PostgreSQLBackup',
  plural: 'postgresqlbackups',
  shortNames: ['pgbackup'],
  description: 'One backup of a PostgreSQL database, made once and kept in object storage.',
  holdsData: true,
  spec: z
    .strictObject({
      databaseRef: objectReference(POSTGRESQL).describe('The database that is backed up.'),
      method: method(),
      destination: destination
        .describe(
          "Where the backup is kept, in a folder named after it; without one, where the database's own backups are, which alone lets a restore go on to a moment after it.",
        )
        .optional(),
      retention: retention('the backup is').optional(),
    })
    .meta(immutable('a backup')),
  status: z
    .strictObject({
      ...RUN,
      location: z.string().describe('Where the backup is kept.'),
      version: z.string().describe('Version of PostgreSQL that was backed up, such as 16.4.'),
      size: z.string().describe('Size of what is kept, as a quantity.'),
    })
    .partial(),
  printerColumns: [
    { name: 'Database', jsonPath: '.spec.databaseRef.name' },
    { name: 'Method', jsonPath: '.spec.method', priority: 1 },
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
  compiledOnFirstUse: true,
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

  /** How other objects of its namespace refer to it: `backupRef: backup.ref`, or the backup itself. */
  get ref(): { name: string } {
    return { name: this.name };
  }
}
