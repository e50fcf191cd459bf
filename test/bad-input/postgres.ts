import { Namespace, PostgreSQLBackup, PostgreSQLRestore } from '../../lib';
import { type Case, database } from './case';

/** Bad input of the PostgreSQL kinds. */
export const POSTGRES: readonly Case[] = [
  {
    name: 'a version that the kind does not have',
    declare: (world) => database(world, { version: '11' }),
    says: ['[chart/home/orders]', 'version', '"11"', '15'],
  },
  {
    name: 'more replicas than the kind allows',
    declare: (world) => database(world, { replicas: 6 }),
    says: ['[chart/home/orders]', 'replicas', '6', '5'],
  },
  {
    name: 'no replicas of a database',
    declare: (world) => database(world, { replicas: 0 }),
    says: ['[chart/home/orders]', 'replicas', '0', '1'],
  },
  {
    name: 'storage in a unit that the kind does not take',
    declare: (world) => database(world, { storage: '100GB' }),
    says: ['[chart/home/orders]', 'storage', '"100GB"', '[MGT]i$'],
  },
  {
    name: 'a schedule with seconds',
    declare: (world) => database(world, { backupSchedule: '0 0 2 * * *' }),
    says: ['[chart/home/orders]', 'backupSchedule', '0 0 2 * * *'],
  },
  {
    name: 'a schedule out of range',
    declare: (world) => database(world, { backupSchedule: '0 25 * * *' }),
    says: ['backupSchedule', 'hour', '23'],
  },
  {
    name: 'a field that the kind does not have',
    declare: (world) => database(world, { replica: 3 }),
    says: ['[chart/home/orders]', 'replica'],
  },
  {
    name: 'a backup to no known kind of store',
    declare: ({ chart }) =>
      new PostgreSQLBackup(new Namespace(chart, 'home'), 'b', {
        databaseRef: { name: 'orders' },
        destination: { url: 'ftp://backups' },
      }),
    says: ['[chart/home/b]', 'destination.url', 'ftp://backups'],
  },
  {
    name: 'a restore into no database',
    declare: ({ chart }) =>
      new PostgreSQLRestore(new Namespace(chart, 'home'), 'r', { backupRef: { name: 'b' } } as never),
    says: ['[chart/home/r]', 'target is required'],
  },
  {
    name: 'a restore over a database that exists',
    declare: (world) => {
      const home = database(world, {}).node.scope as Namespace;
      new PostgreSQLRestore(home, 'r', {
        backupRef: { name: 'b' },
        target: { name: 'orders', storage: '10Gi' },
      });
    },
    says: ['[chart/home/r] target.name is the database at [chart/home/orders', 'the name of a new database'],
  },
];
