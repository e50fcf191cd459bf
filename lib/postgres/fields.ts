import { z } from 'zod';

/**
 * Name of a database, at most 40 characters: the objects made for it add to it, and a CronJob may have 52, a
 * Service, a label value and the pods of a StatefulSet (with their revision label) 63.
 */
export const databaseName = z
  .string()
  .max(40)
  .regex(/^[a-z]([-a-z0-9]*[a-z0-9])?$/);

/** Number of instances. Source: the guide's schema. */
export const replicas = z
  .int()
  .min(1)
  .max(5)
  .default(1)
  .describe('Number of instances: one primary, and standbys that follow it and answer reads.');

/** Name of a StorageClass. */
export const storageClassName = z
  .string()
  .max(253)
  .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/)
  .describe(
    'StorageClass of the volumes; without one, the default class of the cluster when they are made. It never changes: no volume moves from one class to another.',
  );
