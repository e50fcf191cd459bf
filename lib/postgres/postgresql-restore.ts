import type { Construct } from 'constructs';
import { z } from 'zod';
import { CustomResource, type CustomResourceProps } from '../kind/custom-resource';
import { expectObject } from '../kind/dangling-reference';
import { Kind } from '../kind/kind';
import { celRules, neverChanges, objectReference, timestamp } from '../kind/schema/fields';
import { backup } from './backup';
import { destination, samePlace } from './destination';
import { databaseName, replicas, storageClassName } from './fields';
import { DATABASE_GROUP, POSTGRESQL } from './postgresql-kind';
import { volumeSize } from './size';
import { RUN } from './status';

const WRITES_TO = 'self.target.backup.destination';

const KIND = new Kind({
  group: DATABASE_GROUP,
  kind: 'PostgreSQLRestore',
  plural: 'postgresqlrestores',
  shortNames: ['pgrestore'],
  description: 'One restore of a backup into a new PostgreSQL database; no database that exists is touched.',
  spec: z
    .strictObject({
      backupRef: objectReference('PostgreSQLBackup')
        .describe('The backup that is restored; either this or source.')
        .optional(),
      source: destination
        .describe(
          'Where a database kept its backups, to restore it where nothing else is left of it: its latest backup before targetTime. Either this or backupRef.',
        )
        .optional(),
      target: z
        .strictObject({
          name: databaseName.describe('Name of the new database; the restore fails where it exists.'),
          storage: volumeSize(),
          storageClassName: storageClassName.optional(),
          replicas,
          backup: backup
            .describe(
              'How backups of the new database are made and where they are kept: never where those of its source are. Without it, as the operator is configured.',
            )
            .optional(),
        })
        .describe('The database that is created, of the major version that was backed up.'),
      targetTime: timestamp()
        .max(64)
        .describe(
          'The moment whose state is restored, in RFC 3339, for physical backups; without one, the end of backupRef, or the last moment that source reaches.',
        )
        .optional(),
    })
    .meta(
      celRules(
        neverChanges('a restore'),
        {
          rule: 'has(self.backupRef) != has(self.source)',
          message: 'a restore has either backupRef or source',
        },
        {
          rule: `!has(self.source) || !has(self.target.backup) || !has(${WRITES_TO}) || !(${samePlace('self.source', WRITES_TO)})`,
          message:
            'the new database would overwrite the backups of its source: keep its backups in a folder of their own',
          fieldPath: '.target.backup.destination',
        },
      ),
    ),
  status: z.strictObject(RUN).partial(),
  printerColumns: [
    { name: 'Backup', jsonPath: '.spec.backupRef.name' },
    { name: 'Target', jsonPath: '.spec.target.name' },
    { name: 'Phase', jsonPath: '.status.phase' },
    { name: 'Completed', jsonPath: '.status.completionTime' },
  ],
  examples: [
    {
      title: 'The state of a moment, in a new database',
      metadata: { name: 'user-database-of-january' },
      spec: {
        backupRef: { name: 'user-database-before-upgrade' },
        target: { name: 'user-database-2', replicas: 3, storage: '100Gi' },
        targetTime: '2030-01-31T02:00:00Z',
      },
    },
  ],
  compiledOnFirstUse: true,
});

/** Props of {@link PostgreSQLRestore}: the fields of its spec, and its metadata. */
export type PostgreSQLRestoreProps = CustomResourceProps<typeof KIND.spec>;

/**
 * One restore of a backup, optionally up to a moment, into a database that it creates. Nothing of it can be
 * changed: make another instead.
 */
export class PostgreSQLRestore extends CustomResource<typeof KIND.spec> {
  /** The kind. */
  static readonly kind = KIND;

  /** @throws PlatformError with every field that is wrong, the value given and what is allowed */
  constructor(scope: Construct, id: string, props: PostgreSQLRestoreProps) {
    super(scope, id, KIND, props);
    const { namespace } = this;
    expectObject(this, { ...POSTGRESQL.resource, namespace, name: this.spec.target.name });
  }
}
