import { z } from 'zod';
import { Cron } from '../core/values/cron';
import { Kind } from '../kind/kind';
import { canonical } from '../kind/schema/fields';
import { databaseName, replicas, storage } from './fields';

/** API group of the PostgreSQL kinds. */
export const DATABASE_GROUP = 'database.example.com';

/** The kind of a PostgreSQL database. Source: the CustomResourceDefinition of the guide, whose fields it has. */
export const POSTGRESQL = new Kind({
  group: DATABASE_GROUP,
  kind: 'PostgreSQL',
  plural: 'postgresqls',
  shortNames: ['pg'],
  description:
    'A PostgreSQL database: a primary and its standbys, kept running and backed up by an operator.',
  holdsData: true,
  name: databaseName,
  spec: z.strictObject({
    version: z.enum(['12', '13', '14', '15']).describe('Major version of PostgreSQL.'),
    replicas,
    storage,
    backupSchedule: z
      .string()
      .check(canonical((schedule) => Cron.of(schedule).toString()))
      .describe(
        'When backups are made, as a CronJob schedule in UTC; without one, none are made by schedule.',
      )
      .optional(),
  }),
  status: z
    .strictObject({
      phase: z.enum(['Pending', 'Running', 'Failed']).describe('Where the database is in its life.'),
      primaryEndpoint: z.string().describe('Host and port at which the primary answers.'),
      replicas: z.int().describe('Number of instances that are ready.'),
    })
    .partial(),
  printerColumns: [
    { name: 'Version', jsonPath: '.spec.version' },
    { name: 'Replicas', jsonPath: '.spec.replicas' },
    { name: 'Storage', jsonPath: '.spec.storage', priority: 1 },
    { name: 'Phase', jsonPath: '.status.phase' },
  ],
  examples: [
    {
      title: 'A database of three instances, backed up every night',
      metadata: { name: 'user-database' },
      spec: { version: '14', replicas: 3, storage: '100Gi', backupSchedule: '0 2 * * *' },
    },
  ],
});
