import { z } from 'zod';
import { Kind } from '../kind/kind';
import { celRules } from '../kind/schema/fields';
import { backup, backupSchedule } from './backup';
import { databaseName, replicas, storageClassName } from './fields';
import { HIGH_AVAILABILITY_RULES, highAvailability } from './high-availability';
import { monitoring } from './monitoring';
import { parameters } from './parameters';
import { placement } from './placement';
import { resources } from './resources';
import { storage } from './size';
import { databaseStatus } from './status';
import { tls } from './tls';
import { databases, OWNERS_ARE_USERS, users } from './users';
import { version } from './version';

/** API group of the PostgreSQL kinds. */
export const DATABASE_GROUP = 'database.example.com';

/**
 * The kind of a PostgreSQL database. Source: the CustomResourceDefinition of the guide, whose fields it has:
 * version, replicas, storage and backupSchedule. All others are optional, and without them a database is what the
 * guide's is.
 */
export const POSTGRESQL = new Kind({
  group: DATABASE_GROUP,
  kind: 'PostgreSQL',
  plural: 'postgresqls',
  shortNames: ['pg'],
  description:
    'A PostgreSQL database: a primary and its standbys, kept running and backed up by an operator.',
  holdsData: true,
  name: databaseName,
  spec: z
    .strictObject({
      version,
      replicas,
      storage,
      storageClassName: storageClassName.optional(),
      resources: resources.optional(),
      parameters: parameters.optional(),
      users: users.optional(),
      databases: databases.optional(),
      highAvailability: highAvailability.optional(),
      backupSchedule: backupSchedule.optional(),
      backup: backup.optional(),
      monitoring: monitoring.optional(),
      placement: placement.optional(),
      tls: tls.optional(),
    })
    .meta(
      celRules(
        {
          // A rule of the field itself would not run where it is added or taken away.
          rule: 'has(self.storageClassName) == has(oldSelf.storageClassName) && (!has(self.storageClassName) || self.storageClassName == oldSelf.storageClassName)',
          message:
            'storageClassName never changes, and is neither added nor taken away: create a new database instead',
          fieldPath: '.storageClassName',
        },
        ...HIGH_AVAILABILITY_RULES,
        OWNERS_ARE_USERS,
      ),
    ),
  status: databaseStatus,
  printerColumns: [
    { name: 'Version', jsonPath: '.spec.version' },
    { name: 'Replicas', jsonPath: '.spec.replicas' },
    { name: 'Storage', jsonPath: '.spec.storage', priority: 1 },
    { name: 'HA', jsonPath: '.spec.highAvailability.mode', priority: 1 },
    { name: 'Phase', jsonPath: '.status.phase' },
    { name: 'Primary', jsonPath: '.status.primary', priority: 1 },
    { name: 'Last Backup', jsonPath: '.status.lastBackup.completionTime', priority: 1 },
  ],
  examples: [
    {
      title: 'A database of three instances, backed up every night',
      metadata: { name: 'user-database' },
      spec: { version: '14', replicas: 3, storage: '100Gi', backupSchedule: '0 2 * * *' },
    },
  ],
  compiledOnFirstUse: true,
});
