/** A field of a CronJob schedule. */
export interface CronField {
  /** What it counts. */
  readonly name: string;
  /** Least value. */
  readonly min: number;
  /** Greatest value. */
  readonly max: number;
  /** Names for the numbers from `min` on, in lower case. */
  readonly names: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** The fields of a schedule, in their order. Source: `bounds` in spec.go of github.com/robfig/cron v3.0.1. */
export const CRON_FIELDS: readonly CronField[] = [
  { name: 'minute', min: 0, max: 59, names: [] },
  { name: 'hour', min: 0, max: 23, names: [] },
  { name: 'day of month', min: 1, max: 31, names: [] },
  { name: 'month', min: 1, max: 12, names: MONTHS },
  { name: 'day of week', min: 0, max: 6, names: DAYS },
];

/** What may stand in the place of the fields, beside `@every` and a duration. */
export const CRON_DESCRIPTORS: readonly string[] = [
  '@hourly',
  '@daily',
  '@midnight',
  '@weekly',
  '@monthly',
  '@yearly',
  '@annually',
];
