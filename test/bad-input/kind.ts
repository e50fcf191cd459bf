import { CustomResourceDefinition, Kind, PostgreSQL, Release, z } from '../../lib';
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
  {
    name: 'a release that is not there',
    declare: ({ chart }) =>
      new CustomResourceDefinition(chart, 'kind', {
        kind: PostgreSQL,
        released: Release.file('nowhere.yaml'),
      }),
    says: ['[chart/kind] released cannot be read', 'given: "nowhere.yaml"'],
  },
  {
    name: 'a change that is acknowledged without a reason',
    declare: ({ chart }) =>
      new CustomResourceDefinition(chart, 'kind', {
        kind: PostgreSQL,
        acknowledged: [{ field: 'v1.spec.replicas', change: 'maximum-lowered', reason: '' }],
      }),
    says: ['[chart/kind] acknowledged has no reason', 'v1.spec.replicas', 'why it does no harm'],
  },
];
