import { Chart } from 'cdk8s';
import {
  Cluster,
  CustomResource,
  EnvSource,
  fields,
  Kind,
  Namespace,
  PlatformApp,
  PostgreSQL,
  PostgreSQLBackup,
  PostgreSQLRestore,
  SecretReference,
  WebService,
  z,
} from '../../lib';
import { CLUSTER, only } from '../support/world';

const POOL = new Kind({
  group: 'example.com',
  kind: 'Pool',
  plural: 'pools',
  description: 'Connections to databases.',
  spec: z.strictObject({
    databases: z.array(fields.objectReference(PostgreSQL)).max(9).describe('What it connects to.').optional(),
    byName: z.record(z.string(), fields.objectReference(PostgreSQL)).describe('By name.').optional(),
    secretRef: fields.objectReference('Secret').describe('Who it is.').optional(),
  }),
});

function world() {
  const app = new PlatformApp({ cluster: new Cluster(CLUSTER) });
  const home = new Namespace(new Chart(app, 'home'), 'home');
  const away = new Namespace(new Chart(app, 'away'), 'away');
  const database = (scope: Namespace, id: string): PostgreSQL =>
    new PostgreSQL(scope, id, {
      version: '16',
      storage: '1Gi',
      users: [{ name: 'wiki', passwordSecretRef: { name: 'p' } }],
    });
  return { app, home, away, orders: database(home, 'orders'), theirs: database(away, 'theirs') };
}

const TO_OBJECT_STORE = { destination: { url: 's3://backups/orders' } };

describe('a reference', () => {
  it('of an object has its kind, its name and its namespace', () => {
    expect(world().orders.reference).toEqual({
      apiVersion: 'database.example.com/v1',
      kind: 'PostgreSQL',
      namespace: 'home',
      name: 'orders',
    });
  });

  it('is written as a name, whether given by the construct, by its ref or by the name', () => {
    for (const databaseRef of [world().orders, world().orders.ref, { name: 'orders' }]) {
      const { home } = world();
      const { spec } = new PostgreSQLBackup(home, 'backup', { databaseRef, ...TO_OBJECT_STORE });
      expect(spec.databaseRef).toEqual({ name: 'orders' });
    }
  });

  it('may be in lists and maps', () => {
    const { home, orders } = world();
    const { spec } = new CustomResource(home, 'pool', POOL, {
      databases: [orders],
      byName: { main: orders },
    });
    expect(spec).toEqual({ databases: [{ name: 'orders' }], byName: { main: { name: 'orders' } } });
  });

  it('leads to no other namespace', () => {
    const { home, theirs } = world();
    expect(() => new PostgreSQLBackup(home, 'backup', { databaseRef: theirs, ...TO_OBJECT_STORE })).toThrow(
      '[home/home/backup] databaseRef is in another namespace, where a name alone does not lead; given: "away/theirs"; allowed: a PostgreSQL of the namespace home',
    );
    expect(() => new CustomResource(home, 'pool', POOL, { databases: [theirs] })).toThrow(
      '[home/home/pool] databases[0] is in another namespace',
    );
  });

  it('is to one kind', () => {
    const { home, orders } = world();
    const backup = new PostgreSQLBackup(home, 'backup', { databaseRef: orders, ...TO_OBJECT_STORE });
    expect(() => new PostgreSQLBackup(home, 'other', { databaseRef: backup, ...TO_OBJECT_STORE })).toThrow(
      '[home/home/other] databaseRef is an object of another kind; given: "PostgreSQLBackup backup"; allowed: a PostgreSQL',
    );
    const target = { name: 'restored', storage: '1Gi' };
    expect(() => new PostgreSQLRestore(home, 'restore', { backupRef: orders, target })).toThrow(
      '[home/home/restore] backupRef is an object of another kind; given: "PostgreSQL orders"; allowed: a PostgreSQLBackup',
    );
  });

  it('leaves no trace in the definition', () => {
    expect(JSON.stringify(POOL.manifest())).not.toContain('cdk8s-platform');
  });
});

describe('a reference that names nothing', () => {
  const warnings = (declare: (of: ReturnType<typeof world>) => void): readonly string[] => {
    const of = world();
    declare(of);
    of.app.units();
    return of.app.warnings;
  };
  const backup = (scope: Namespace, name: string) =>
    new PostgreSQLBackup(scope, 'backup', { databaseRef: { name }, ...TO_OBJECT_STORE });

  it('is warned of where the app has others of the kind in the namespace', () => {
    expect(warnings(({ home }) => backup(home, 'order'))).toEqual([
      '[home/home/backup] databaseRef names a PostgreSQL that the app does not have; given: "order"; allowed: those of the namespace home: orders; fix: pass the construct in the place of its name; where others make it, nothing is wrong',
    ]);
    expect(warnings(({ home }) => backup(home, 'orders'))).toEqual([]);
  });

  it('is none of the app where it has none of the kind in the namespace', () => {
    expect(warnings(({ app }) => backup(new Namespace(new Chart(app, 'other'), 'other'), 'order'))).toEqual(
      [],
    );
  });

  it('names something where a restore makes it', () => {
    const declared = warnings(({ home }) => {
      backup(home, 'restored');
      new PostgreSQLRestore(home, 'restore', {
        backupRef: { name: 'made-by-schedule' },
        target: { name: 'restored', storage: '1Gi' },
      });
    });
    expect(declared).toEqual([]);
  });
});

describe('a Secret', () => {
  it('of a user is one value: namespace, name and keys', () => {
    const { orders } = world();
    expect(orders.secretOf()).toMatchObject({
      namespace: 'home',
      name: 'orders-credentials',
      keys: ['username', 'password', 'database'],
    });
    expect(orders.secretOf('wiki').key('password')).toEqual({
      namespace: 'home',
      name: 'orders.user.wiki',
      key: 'password',
    });
    expect(() => orders.secretOf('nobody')).toThrow('has no such user; given: "nobody"; allowed: app, wiki');
  });

  it('has no keys but its own', () => {
    expect(() => world().orders.secretOf('wiki').key('database')).toThrow(
      'is not a key of the Secret orders.user.wiki; given: "database"; allowed: username, password',
    );
  });

  it('takes the place of its name in a spec, in its namespace', () => {
    const { home } = world();
    const pool = (namespace: string) =>
      new CustomResource(home, `of-${namespace}`, POOL, {
        secretRef: new SecretReference(namespace, 'me', ['token']),
      });
    expect(pool('home').spec.secretRef).toEqual({ name: 'me' });
    expect(() => pool('away')).toThrow('secretRef is in another namespace');
  });

  it('is read by the pods of its namespace alone', () => {
    const { app, home, away, orders } = world();
    const PASSWORD = EnvSource.secret(orders.secretOf('wiki').key('password'));
    const shop = (scope: Namespace) =>
      new WebService(scope, 'shop', { image: 'ghcr.io/acme/shop:1.0.0', port: 8080, env: { PASSWORD } });
    expect(() => shop(away)).toThrow(
      '[away/away/shop] env.PASSWORD is from a Secret of another namespace, which no pod can read; given: "home/orders.user.wiki"; allowed: a Secret of the namespace away',
    );
    away.node.tryRemoveChild('shop');
    shop(home);
    const manifests = app.units().flatMap(({ objects }) => objects.map(({ manifest }) => manifest));
    expect(JSON.stringify(only(manifests, 'Deployment').spec)).toContain(
      '"env":[{"name":"PASSWORD","valueFrom":{"secretKeyRef":{"key":"password","name":"orders.user.wiki"}}}]',
    );
  });
});
