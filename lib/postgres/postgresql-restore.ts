import type { Construct } from 'constructs';
import { z } from 'zod';
import { addCheck, type Finding } from '../core/check';
import type { ObjectIndex } from '../core/rendered-object';
import { CustomResource, type CustomResourceProps } from '../kind/custom-resource';
import { Kind } from '../kind/kind';
import { immutable, objectReference, timestamp } from '../kind/schema/fields';
import { databaseName, replicas, storage } from './fields';
import { DATABASE_GROUP } from './postgresql-kind';

const KIND = new Kind({
  group: DATABASE_GROUP,
  kind: 'PostgreSQLRestore',
  plural: 'postgresqlrestores',
  shortNames: ['pgrestore'],
  description: 'One restore of a backup into a new PostgreSQL database; no database that exists is touched.',
  spec: z
    .strictObject({
      backupRef: objectReference('PostgreSQLBackup').describe('The backup that is restored.'),
      target: z
        .strictObject({
          name: databaseName.describe('Name of the new database; the restore fails where it exists.'),
          storage,
          replicas,
        })
        .describe('The database that is created, of the major version that was backed up.'),
      targetTime: timestamp()
        .max(64)
        .describe('The moment whose state is restored, in RFC 3339; without one, the end of the backup.')
        .optional(),
    })
    .meta(immutable('a restore')),
  status: z
    .strictObject({
      phase: z
        .enum(['Pending', 'Running', 'Succeeded', 'Failed'])
        .describe('Where the restore is in its life.'),
      startTime: timestamp().describe('When the restore was begun.'),
      completionTime: timestamp().describe('When the restore was complete, or failed.'),
    })
    .partial(),
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
    addCheck(this, (objects) => this.refuseExistingTarget(objects));
  }

  private refuseExistingTarget(objects: ObjectIndex): readonly Finding[] {
    const { name } = this.spec.target;
    const existing = objects
      .ofKind(DATABASE_GROUP, 'PostgreSQL')
      .find((database) => database.namespace === this.namespace && database.name === name);
    if (!existing) return [];
    return [
      {
        path: this.node.path,
        prop: 'target.name',
        problem: `is the database at [${existing.path}], and a restore touches none that exists`,
        given: name,
        allowed: 'the name of a new database',
      },
    ];
  }
}
