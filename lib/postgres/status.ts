import { z } from 'zod';
import { timestamp } from '../kind/schema/fields';

/** When something was begun and ended, in the status of what is done once. */
export const RUN = {
  phase: z.enum(['Pending', 'Running', 'Succeeded', 'Failed']).describe('Where it is in its life.'),
  startTime: timestamp().describe('When it was begun.'),
  completionTime: timestamp().describe('When it was complete, or failed.'),
};

/** Status of a database. The first three fields are the guide's, which has three of the phases. */
export const databaseStatus = z
  .strictObject({
    phase: z
      .enum(['Pending', 'Creating', 'Restoring', 'Running', 'Updating', 'Deleting', 'Failed'])
      .describe(
        'Where the database is in its life. Pending: nothing is there yet. Creating, Restoring: its first instance is made, empty or of a backup. Running: the primary answers. Updating: what runs is brought to what the spec says, one instance at a time. Deleting: it is taken down. Failed: the operator cannot go on; conditions say why.',
      ),
    primaryEndpoint: z.string().describe('Host and port at which the primary answers.'),
    replicas: z.int().describe('Number of instances that are there.'),
    readyReplicas: z
      .int()
      .describe('Number of instances that are ready: the primary, and standbys that follow it.'),
    replicasEndpoint: z.string().describe('Host and port at which the standbys answer reads.'),
    primary: z.string().describe('Name of the pod that is the primary.'),
    currentVersion: z.string().describe('Version that the primary runs, such as 16.4.'),
    storage: z.string().describe('Size that the volumes of all instances have by now.'),
    lastBackup: z
      .strictObject({
        name: z.string().describe('Name of the backup.'),
        completionTime: timestamp().describe('When it was complete.'),
        location: z.string().describe('Where it is kept.'),
      })
      .partial()
      .describe('The latest backup that succeeded.'),
    earliestRestorableTime: timestamp().describe('The first moment that a restore can reach.'),
    latestRestorableTime: timestamp().describe(
      'The last moment that a restore can reach: what is archived by now.',
    ),
  })
  .partial();
