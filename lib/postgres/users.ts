import { z } from 'zod';
import { celRules, objectReference } from '../kind/schema/fields';
import type { ValidationRule } from '../kind/schema/open-api-schema';

/** The user that every database has, and the name of the database that it owns. */
export const DEFAULT_USER = 'app';

/**
 * A name within PostgreSQL, which cuts what is longer. It becomes part of the name of a Secret with "-" in the place
 * of "_", so it has no "-" itself.
 */
function identifier(what: string, taken: readonly string[], prefix?: string) {
  const names = `[${taken.map((name) => `'${name}'`).join(', ')}]`;
  return z
    .string()
    .max(63)
    .regex(/^[a-z]([_a-z0-9]*[a-z0-9])?$/)
    .meta(
      celRules({
        rule: `!(self in ${names})${prefix ? ` && !self.startsWith('${prefix}')` : ''}`,
        message: `${taken.join(', ')}${prefix ? ` and names that begin with ${prefix}` : ''} are taken by PostgreSQL or the operator`,
      }),
    )
    .describe(what);
}

/** `public` and `none` are no users to PostgreSQL; `standby` and `exporter` are those of the operator. */
const TAKEN_USERS = [DEFAULT_USER, 'exporter', 'none', 'postgres', 'public', 'standby'];
const TAKEN_DATABASES = [DEFAULT_USER, 'postgres', 'template0', 'template1'];

const user = z.strictObject({
  name: identifier('Name of the user: lower-case letters, digits and "_".', TAKEN_USERS, 'pg_'),
  privileges: z
    .array(z.enum(['CreateDatabase', 'CreateRole', 'Replication']))
    .max(3)
    .meta({ 'x-kubernetes-list-type': 'set' })
    .describe(
      'What the user may do beside what owners of objects grant it: create databases, create other users, read the stream of changes. None is a superuser, who could run programs in the pod.',
    )
    .optional(),
  passwordSecretRef: objectReference('Secret')
    .describe(
      'Secret with the key password, which the user logs in with; without one, the operator makes a password. A new value becomes the password of the user.',
    )
    .optional(),
});

/** Users of the database. */
export const users = z
  .array(user)
  .max(32)
  .meta({ 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'] })
  .describe(
    `Users beside ${DEFAULT_USER}, which every database has. The operator keeps the username and password of each in the Secret <name of the database>.user.<user>, with "-" for "_". A user that is taken from the list can no longer log in; nothing of it is dropped.`,
  );

const database = z.strictObject({
  name: identifier('Name of the database: lower-case letters, digits and "_".', TAKEN_DATABASES),
  owner: z
    .string()
    .max(63)
    .default(DEFAULT_USER)
    .meta(
      celRules({
        rule: 'self == oldSelf',
        message: 'the owner of a database never changes: what is in it would stay with the owner that it had',
      }),
    )
    .describe(`User that owns the database: one of users, or ${DEFAULT_USER}. It never changes.`),
});

/** Databases within the database. */
export const databases = z
  .array(database)
  .max(32)
  .meta({ 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'] })
  .describe(
    `Databases beside ${DEFAULT_USER}, which every instance has. One that is taken from the list stays: the operator drops no data.`,
  );

/** The rule that every owner is a user. */
export const OWNERS_ARE_USERS: ValidationRule = {
  rule: `!has(self.databases) || self.databases.all(database, database.owner == '${DEFAULT_USER}' || has(self.users) && self.users.exists(user, user.name == database.owner))`,
  message: `the owner of each of databases must be one of users, or ${DEFAULT_USER}`,
  fieldPath: '.databases',
};
