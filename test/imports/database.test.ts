import {
  PostgreSql,
  PostgreSqlBackup,
  type PostgreSqlBackupSpec,
  PostgreSqlRestore,
  type PostgreSqlRestoreSpec,
  type PostgreSqlSpec,
  PostgreSqlSpecVersion,
} from '../../imports/database.example.com';
import { PostgreSQL, PostgreSQLBackup, PostgreSQLRestore } from '../../lib';

describe('what is written with the bindings', () => {
  const name = 'user-database';

  test('is an object of the kind that it is named after', () => {
    for (const [binding, { kind }] of [
      [PostgreSql, PostgreSQL],
      [PostgreSqlBackup, PostgreSQLBackup],
      [PostgreSqlRestore, PostgreSQLRestore],
    ] as const) {
      expect(binding.GVK).toEqual({
        apiVersion: `${kind.resource.group}/${kind.resource.version}`,
        kind: kind.resource.kind,
      });
    }
  });

  test('the kinds take, every field of it', () => {
    const database: PostgreSqlSpec = {
      version: PostgreSqlSpecVersion.VALUE_14,
      replicas: 3,
      storage: '100Gi',
      backupSchedule: '0 2 * * *',
    };
    const backup: PostgreSqlBackupSpec = {
      databaseRef: { name },
      destination: { url: 's3://backups', credentialsSecretRef: { name } },
      retention: '30d',
    };
    const restore: PostgreSqlRestoreSpec = {
      backupRef: { name },
      target: { name, replicas: 1, storage: '100Gi' },
      targetTime: new Date('2030-01-31T02:00:00Z'),
    };
    expect(PostgreSQL.kind.parseSpec(PostgreSql.manifest({ spec: database }).spec)).toEqual({
      ...database,
      version: '14',
    });
    expect(PostgreSQLBackup.kind.parseSpec(PostgreSqlBackup.manifest({ spec: backup }).spec)).toEqual({
      ...backup,
      method: 'Physical',
    });
    expect(PostgreSQLRestore.kind.parseSpec(PostgreSqlRestore.manifest({ spec: restore }).spec)).toEqual({
      ...restore,
      targetTime: '2030-01-31T02:00:00.000Z',
    });
  });
});
