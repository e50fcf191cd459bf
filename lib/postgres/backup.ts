import { z } from 'zod';
import { schedule } from '../kind/schema/fields';
import { destination, method, retention } from './destination';

/** When backups are made. Source: the guide's schema, which takes any text. */
export const backupSchedule = schedule().describe(
  'When backups are made: the schedule of a CronJob, in UTC, such as "0 2 * * *"; without one, none are made by schedule.',
);

/** Where the backups of a database are kept, and how they are made. */
export const backup = z
  .strictObject({
    method: method(),
    destination: destination
      .describe(
        'Where backups are kept, and with method Physical the log of changes, which lets a restore reach any moment. A folder of this database alone. Without it, where the operator keeps backups.',
      )
      .optional(),
    retention: retention('scheduled backups, and the log of changes since, are').optional(),
  })
  .describe('How backups are made and where they are kept; without it, as the operator is configured.');
