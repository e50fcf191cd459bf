import { z } from 'zod';

/**
 * Name of a database, at most 40 characters: the objects made for it add to it, and a CronJob may have 52, a
 * Service, a label value and the pods of a StatefulSet (with their revision label) 63.
 */
export const databaseName = z
  .string()
  .max(40)
  .regex(/^[a-z]([-a-z0-9]*[a-z0-9])?$/);

/** Size of a volume. Text and not a quantity, so it is emitted as given. Source: the guide's schema. */
export const storage = z
  .string()
  .regex(/^[0-9]+[MGT]i$/)
  .refine((size) => Number.parseInt(size, 10) > 0, 'is no storage at all')
  .describe('Size of the volume of each instance, such as 100Gi; it can grow, but never shrink.');

/** Number of instances. Source: the guide's schema. */
export const replicas = z
  .int()
  .min(1)
  .max(5)
  .default(1)
  .describe('Number of instances: one primary, and standbys that follow it.');
