import * as fs from 'node:fs';
import { Chart, Include } from 'cdk8s';
import { Cluster, Namespace, PlatformApp } from '../../lib/core';
import { PostgreSQL, PostgreSQLBackup, PostgreSQLRestore } from '../../lib/postgres';
import { inTemporaryDirectory } from '../support/files';
import { CLUSTER } from '../support/world';

/** What one case declares: objects of two namespaces. */
interface World {
  readonly home: Namespace;
  readonly other: Namespace;
}

interface Case {
  readonly name: string;
  readonly declare: (world: World) => void;
  /** What the message must hold; nothing when the case is no mistake. */
  readonly says?: readonly string[];
}

const STORE = { url: 's3://backups/orders' };

const database = (scope: Namespace, id: string, destination?: object, rest: object = {}): PostgreSQL =>
  new PostgreSQL(scope, id, {
    version: '16',
    storage: '10Gi',
    ...(destination && { backup: { destination } }),
    ...rest,
  } as never);

const backup = (scope: Namespace, id: string, of: string, rest: object = {}): PostgreSQLBackup =>
  new PostgreSQLBackup(scope, id, { databaseRef: { name: of }, ...rest });

const restore = (scope: Namespace, id: string, from: object, into: object = {}, rest: object = {}) =>
  new PostgreSQLRestore(scope, id, {
    ...from,
    target: { name: 'orders-2', storage: '10Gi', ...into },
    ...rest,
  } as never);

const keeping = (destination: object): object => ({ backup: { destination } });

const CASES: readonly Case[] = [
  {
    name: 'two databases with one place for backups',
    declare: ({ home, other }) => {
      database(home, 'orders', STORE);
      database(other, 'orders', STORE);
    },
    says: [
      '[chart/other/orders] backup.destination.url is where database home/orders keeps its backups, by [chart/home/orders]',
      'given: "s3://backups/orders"',
      'allowed: a folder that is neither s3://backups/orders nor inside it',
      'fix: give each database a folder of its own',
    ],
  },
  {
    name: 'a database whose backups are inside those of another',
    declare: ({ home }) => {
      database(home, 'a', { url: 's3://backups/orders/wal/new' });
      database(home, 'b', { url: 's3://backups/orders' });
    },
    says: ['[chart/home/a] backup.destination.url is where database home/b keeps its backups'],
  },
  {
    name: 'databases beside each other, in one bucket',
    declare: ({ home }) => {
      database(home, 'a', { url: 's3://backups/orders' });
      database(home, 'b', { url: 's3://backups/orders-2' });
      database(home, 'c', { url: 's3://backups-2/orders' });
      database(home, 'd', { ...STORE, endpoint: 'https://minio.example.com' });
      database(home, 'e', { url: 'gs://backups/orders' });
    },
  },
  {
    name: 'a backup into the place of another database',
    declare: ({ home }) => {
      database(home, 'orders', STORE);
      backup(home, 'b', 'stock', { destination: { url: 's3://backups/orders/b' } });
    },
    says: ['[chart/home/b] destination.url is where database home/orders keeps its backups'],
  },
  {
    name: 'a backup into the place of its database, and backups that share one',
    declare: ({ home }) => {
      database(home, 'orders', STORE);
      backup(home, 'a', 'orders', { destination: STORE });
      backup(home, 'b', 'orders', { destination: { url: 's3://backups/by-hand' } });
      database(home, 'stock');
      backup(home, 'c', 'stock', { destination: { url: 's3://backups/by-hand' } });
    },
  },
  {
    name: 'a restore that keeps its backups where its source does',
    declare: ({ home }) => {
      restore(home, 'r', { source: STORE }, keeping({ url: 's3://backups/orders/new' }));
    },
    says: [
      '[chart/home/r] target.backup.destination the new database would overwrite the backups of its source: keep its backups in a folder of their own',
    ],
  },
  {
    name: 'a restore that keeps its backups where the backup is',
    declare: ({ home }) => {
      const { ref } = backup(home, 'b', 'orders', { destination: STORE });
      restore(home, 'r', { backupRef: ref }, keeping({ url: 's3://backups' }));
    },
    says: ['[chart/home/r] target.backup.destination.url would make the new database overwrite'],
  },
  {
    name: 'a restore that keeps its backups where the database of the backup does',
    declare: ({ home }) => {
      database(home, 'orders', STORE);
      const { ref } = backup(home, 'b', 'orders');
      restore(home, 'r', { backupRef: ref }, keeping(STORE));
    },
    says: ['[chart/home/r] target.backup.destination.url would make the new database overwrite'],
  },
  {
    name: 'a restore that keeps its backups where a database of another namespace does',
    declare: ({ home, other }) => {
      database(other, 'orders', STORE);
      restore(home, 'r', { backupRef: { name: 'b' } }, keeping(STORE));
    },
    says: ['[chart/home/r] target.backup.destination.url is where database other/orders keeps its backups'],
  },
  {
    name: 'a restore under the name of the database that is gone, where the operator keeps backups by name',
    declare: ({ home }) => {
      const { ref } = backup(home, 'b', 'orders');
      restore(home, 'r', { backupRef: ref }, { name: 'orders' });
    },
    says: [
      '[chart/home/r] target.name would make the new database overwrite the backups of its source; given: "orders"; allowed: another name',
    ],
  },
  {
    name: 'a restore under the name of the database that is gone, with a place of its own',
    declare: ({ home }) => {
      const { ref } = backup(home, 'b', 'orders');
      restore(
        home,
        'r',
        { backupRef: ref },
        { name: 'orders', ...keeping({ url: 's3://backups/orders-2' }) },
      );
    },
  },
  {
    name: 'a restore over a database that exists',
    declare: ({ home }) => {
      database(home, 'orders-2');
      restore(home, 'r', { source: STORE });
    },
    says: [
      '[chart/home/r] target.name is the database at [chart/home/orders-2], and a restore touches none that exists; given: "orders-2"; allowed: the name of a new database',
    ],
  },
  {
    name: 'a restore beside a database of its name in another namespace',
    declare: ({ home, other }) => {
      database(other, 'orders-2');
      restore(home, 'r', { source: STORE });
    },
  },
  {
    name: 'two restores into one database',
    declare: ({ home }) => {
      restore(home, 'one', { source: STORE });
      restore(home, 'two', { source: STORE });
    },
    says: ['[chart/home/two] target.name is the database that the restore at [chart/home/one] makes'],
  },
  {
    name: 'a dump that is restored to a moment',
    declare: ({ home }) => {
      const { ref } = backup(home, 'b', 'orders', { method: 'Logical' });
      restore(home, 'r', { backupRef: ref }, {}, { targetTime: '2030-01-31T02:00:00Z' });
    },
    says: [
      '[chart/home/r] targetTime is a moment, but the backup at [chart/home/b] is logical',
      'fix: leave it out, or restore a physical backup',
    ],
  },
  {
    name: 'a physical backup that is restored to a moment',
    declare: ({ home }) => {
      const { ref } = backup(home, 'b', 'orders');
      restore(home, 'r', { backupRef: ref }, {}, { targetTime: '2030-01-31T02:00:00Z' });
    },
  },
  {
    name: 'references to what the app does not declare',
    declare: ({ home }) => {
      backup(home, 'b', 'declared-elsewhere');
      restore(home, 'r', { backupRef: { name: 'made-by-schedule' } });
    },
  },
  {
    name: 'a user that the database does not have',
    declare: ({ home }) => {
      database(home, 'orders', undefined, { users: [{ name: 'shop' }] }).credentialsOf('stock');
    },
    says: ['[chart/home/orders] has no such user; given: "stock"; allowed: app, shop; fix: add it to users'],
  },
];

function synthesize(declare: Case['declare']): PlatformApp {
  const app = new PlatformApp({ cluster: new Cluster(CLUSTER) });
  const chart = new Chart(app, 'chart');
  declare({ home: new Namespace(chart, 'home'), other: new Namespace(chart, 'other') });
  app.units();
  return app;
}

test.each(CASES.filter(({ says }) => says))('$name is refused with a clear message', ({ declare, says }) => {
  let message = '';
  try {
    synthesize(declare);
  } catch (error) {
    message = (error as Error).message;
  }
  for (const part of says ?? []) expect(message).toContain(part);
  expect(message.split('\n').length).toBeLessThanOrEqual(2);
});

test.each(CASES.filter(({ says }) => !says))('$name: no mistake', ({ declare }) => {
  expect(synthesize(declare).warnings).toEqual([]);
});

test('objects that other libraries bring are checked beside ours', () => {
  inTemporaryDirectory((directory) => {
    const app = new PlatformApp({ cluster: new Cluster(CLUSTER) });
    const chart = new Chart(app, 'chart');
    database(new Namespace(chart, 'home'), 'orders', STORE);
    const url = `${directory}/foreign.json`;
    fs.writeFileSync(
      url,
      JSON.stringify({
        apiVersion: 'database.example.com/v1',
        kind: 'PostgreSQL',
        metadata: { name: 'foreign', namespace: 'other' },
        spec: { version: '16', storage: '1Gi', backup: { destination: STORE } },
      }),
    );
    new Include(chart, 'foreign', { url });
    expect(() => app.units()).toThrow(/is where database .* keeps its backups/);
  });
});

describe('a version past its end of life', () => {
  const warningsOf = (version: string): readonly string[] =>
    synthesize(({ home }) => database(home, 'orders', undefined, { version })).warnings;

  test.each([
    ['12', '2024-11-21'],
    ['13', '2025-11-13'],
    ['14', '2026-11-12'],
  ])('%s is warned of, with the day of its last release', (version, day) => {
    expect(warningsOf(version)).toEqual([
      `[chart/home/orders] version is past its end of life: PostgreSQL ${version} had its last release on ${day}, and faults found since stay in it; given: "${version}"; allowed: 15, 16, 17, 18; fix: raise it: the operator upgrades the database in place`,
    ]);
  });

  test.each(['15', '16', '17', '18'])('%s is not', (version) => {
    expect(warningsOf(version)).toEqual([]);
  });

  test('of several databases, each is told once', () => {
    const { warnings } = synthesize(({ home }) => {
      for (const id of ['a', 'b', 'c']) database(home, id, undefined, { version: '12' });
    });
    expect(warnings).toHaveLength(3);
  });
});
