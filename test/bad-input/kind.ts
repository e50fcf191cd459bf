import { CustomResourceDefinition, Kind, PostgreSQL, z } from '../../lib';
import type { Case } from './case';

/** Bad input of kinds and their definitions. */
export const KIND: readonly Case[] = [
  {
    name: 'one kind defined twice',
    declare: ({ chart }) => {
      for (const id of ['one', 'two']) new CustomResourceDefinition(chart, id, { kind: PostgreSQL.kind });
    },
    says: ['[chart/two', 'postgresqls.database.example.com', 'second object with one identity'],
  },
  {
    name: 'a kind whose data editors would delete',
    declare: () =>
      new Kind({
        group: 'toys.example.com',
        kind: 'Album',
        plural: 'albums',
        description: 'An album.',
        holdsData: true,
        userRoles: { delete: 'edit' },
        spec: z.strictObject({}),
      }),
    says: ['Kind Album.userRoles.delete lets editors delete', 'given: "edit"', "allowed: 'admin' or false"],
  },
];
