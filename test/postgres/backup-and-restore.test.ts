import { App, Chart, Testing } from 'cdk8s';
import type { OpenApiSchema } from '../../lib/kind';
import {
  POSTGRES_KINDS,
  PostgreSQLBackup,
  type PostgreSQLBackupProps,
  PostgreSQLRestore,
  type PostgreSQLRestoreProps,
} from '../../lib/postgres';
import { SchemaValidator } from '../support/schema-validator';

const BACKUP: PostgreSQLBackupProps = {
  databaseRef: { name: 'user-database' },
  destination: { url: 's3://acme-backups/shop', credentialsSecretRef: { name: 'backup-store' } },
  retention: '30d',
};

const RESTORE: PostgreSQLRestoreProps = {
  backupRef: { name: 'before-upgrade' },
  target: { name: 'user-database-2', storage: '100Gi', replicas: 3 },
  targetTime: '2030-01-31T02:00:00+01:00',
};

function shop(): Chart {
  return new Chart(new App(), 'shop', { namespace: 'shop' });
}

test('a backup and a restore are emitted as they were reviewed', () => {
  const chart = shop();
  const backup = new PostgreSQLBackup(chart, 'before-upgrade', BACKUP);
  new PostgreSQLRestore(chart, 'rehearsal', { ...RESTORE, backupRef: backup.ref });
  expect(Testing.synth(chart)).toMatchSnapshot();
});

test('the definitions of a backup and a restore are as they were reviewed', () => {
  const specs = [PostgreSQLBackup, PostgreSQLRestore].map(
    ({ kind }) => kind.versions[0].schema.properties?.spec,
  );
  expect(specs).toMatchSnapshot();
});

test.each(['1.28', '1.36'])('Kubernetes %s accepts the definitions and the objects', (version) => {
  const validator = new SchemaValidator(version);
  for (const kind of POSTGRES_KINDS) {
    expect(validator.errors(kind.manifest())).toEqual([]);
    validator.addCrd(kind.manifest());
  }
  const chart = shop();
  new PostgreSQLBackup(chart, 'before-upgrade', BACKUP);
  new PostgreSQLRestore(chart, 'rehearsal', RESTORE);
  expect(Testing.synth(chart).flatMap((object) => validator.errors(object))).toEqual([]);
});

test('neither can be changed once it is made', () => {
  for (const { kind } of [PostgreSQLBackup, PostgreSQLRestore]) {
    expect(kind.versions[0].specSchema['x-kubernetes-validations']).toContainEqual({
      rule: 'self == oldSelf',
      message: expect.stringContaining('is immutable: create a new object instead'),
    });
  }
});

test('a backup is kept from pruning, as a database is; a restore is not', () => {
  expect(POSTGRES_KINDS.map(({ resource, holdsData }) => [resource.kind, holdsData])).toEqual([
    ['PostgreSQL', true],
    ['PostgreSQLBackup', true],
    ['PostgreSQLRestore', false],
  ]);
});

test('a restore makes one instance unless it says otherwise', () => {
  const { spec } = new PostgreSQLRestore(shop(), 'rehearsal', {
    backupRef: { name: 'before-upgrade' },
    target: { name: 'user-database-2', storage: '1Ti' },
  });
  expect(spec.target.replicas).toBe(1);
});

test('every field has a description, whatever it is within', () => {
  const undescribed = (schema: OpenApiSchema, field: string): readonly string[] =>
    Object.entries(schema.properties ?? schema.items?.properties ?? {}).flatMap(([name, part]) => [
      ...(part.description ? [] : [`${field}.${name}`]),
      ...undescribed(part, `${field}.${name}`),
    ]);
  for (const { resource, versions } of POSTGRES_KINDS) {
    const { spec = {}, status = {} } = versions[0].schema.properties ?? {};
    expect([...undescribed(spec, `${resource.kind}.spec`), ...undescribed(status, 'status')]).toEqual([]);
  }
});

test('the definitions are no burden', () => {
  for (const { kind } of [PostgreSQLBackup, PostgreSQLRestore]) {
    expect(JSON.stringify(kind.manifest()).length).toBeLessThan(12_000);
  }
});

describe('a wrong backup is refused', () => {
  test.each<[string, object, string]>([
    [
      'a store that is none',
      { destination: { url: 'https://example.com/x' } },
      'destination.url does not have the right form; given: "https://example.com/x"; allowed: a string of at most 1024 characters matching ^(s3|gs|azblob)://',
    ],
    [
      'credentials in the URL',
      { destination: { url: 's3://key:secret@bucket' } },
      'destination.url does not have the right form',
    ],
    [
      'a retention in years',
      { retention: '1y' },
      'retention does not have the right form; given: "1y"; allowed: a string of at most 6 characters matching ^[1-9][0-9]*[dwm]$',
    ],
    [
      'no database',
      { databaseRef: undefined },
      'databaseRef is required; allowed: an object with the fields name',
    ],
    [
      'a database by its name alone',
      { databaseRef: 'orders' },
      'databaseRef has the wrong type; given: "orders"',
    ],
  ])('for %s', (_, props, message) => {
    const wrong = { ...BACKUP, ...props } as PostgreSQLBackupProps;
    expect(() => new PostgreSQLBackup(shop(), 'nightly', wrong)).toThrow(`[shop/nightly] ${message}`);
  });
});

describe('a wrong restore is refused', () => {
  test.each<[string, object, string]>([
    [
      'a moment without a time zone',
      { targetTime: '2030-01-31T02:00:00' },
      'targetTime does not have the right form; given: "2030-01-31T02:00:00"; allowed: a string of at most 64 characters in the format date-time (2030-01-31T02:00:00Z)',
    ],
    [
      'a name that no database may have',
      { target: { name: 'Orders', storage: '1Gi' } },
      'target.name does not have the right form; given: "Orders"; allowed: a string of at most 40 characters matching',
    ],
    [
      'no storage',
      { target: { name: 'orders' } },
      'target.storage is required; allowed: a string of at most 14 characters matching',
    ],
  ])('for %s', (_, props, message) => {
    const wrong = { ...RESTORE, ...props } as PostgreSQLRestoreProps;
    expect(() => new PostgreSQLRestore(shop(), 'rehearsal', wrong)).toThrow(`[shop/rehearsal] ${message}`);
  });
});
