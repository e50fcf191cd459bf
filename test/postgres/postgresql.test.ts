import { App, Chart, Testing } from 'cdk8s';
import { Cluster, PlatformApp } from '../../lib/core';
import { CustomResourceDefinition } from '../../lib/kind';
import { Allowance, Peer } from '../../lib/network';
import { PostgreSQL, type PostgreSQLProps } from '../../lib/postgres';
import { SchemaValidator } from '../support/schema-validator';

const cluster = new Cluster({ kubernetes: '1.34' });

/** The sample of the guide. */
const SAMPLE = {
  version: '14',
  replicas: 3,
  storage: '100Gi',
  backupSchedule: '0 2 * * *',
} as const satisfies PostgreSQLProps;

function platformApp(): App {
  return new PlatformApp({ cluster });
}

function stockApp(): App {
  const app = new App();
  cluster.provideTo(app);
  return app;
}

function shop(app = platformApp()): Chart {
  return new Chart(app, 'shop', { namespace: 'shop' });
}

function database(props: object = {}, id = 'user-database'): PostgreSQL {
  return new PostgreSQL(shop(), id, { ...SAMPLE, ...props } as PostgreSQLProps);
}

test("the guide's sample is accepted and emitted as it was reviewed, in any App", () => {
  const [ours, stock] = [platformApp, stockApp].map((app) => {
    const chart = shop(app());
    new PostgreSQL(chart, 'user-database', SAMPLE);
    return Testing.synth(chart);
  });
  expect(ours).toMatchSnapshot();
  expect(stock).toEqual(ours);
});

test('the definition is emitted as it was reviewed, in any App', () => {
  const [ours, stock] = [platformApp, stockApp].map((app) => {
    const chart = new Chart(app(), 'kinds');
    new CustomResourceDefinition(chart, 'postgresqls', { kind: PostgreSQL });
    return Testing.synth(chart);
  });
  expect(ours).toMatchSnapshot();
  expect(stock).toEqual(ours);
});

test('the checks of a PlatformApp find nothing wrong with it', () => {
  const app = new PlatformApp({ cluster });
  new CustomResourceDefinition(new Chart(app, 'kinds'), 'postgresqls', { kind: PostgreSQL });
  new PostgreSQL(shop(app), 'user-database', SAMPLE);
  expect(app.units().map(({ path, objects }) => [path, objects.map(({ kind }) => kind)])).toEqual([
    ['kinds', ['CustomResourceDefinition', 'ClusterRole', 'ClusterRole', 'ClusterRole']],
    ['shop', ['NetworkPolicy', 'PostgreSQL']],
  ]);
});

test.each(['1.28', '1.36'])('Kubernetes %s accepts the definition and the objects', (version) => {
  const validator = new SchemaValidator(version);
  expect(validator.errors(PostgreSQL.kind.manifest())).toEqual([]);
  validator.addCrd(PostgreSQL.kind.manifest());
  const chart = shop();
  new PostgreSQL(chart, 'user-database', SAMPLE);
  new PostgreSQL(chart, 'small', { version: '15', storage: '500Mi' });
  expect(Testing.synth(chart).flatMap((object) => validator.errors(object))).toEqual([]);
});

test('a version that the schema does not list does not compile', () => {
  // @ts-expect-error there is no version 11
  expect(() => new PostgreSQL(shop(), 'user-database', { ...SAMPLE, version: '11' })).toThrow();
  // @ts-expect-error a version is text
  expect(() => new PostgreSQL(shop(), 'user-database', { ...SAMPLE, version: 14 })).toThrow();
});

describe('what is wrong is said with the value and what is allowed', () => {
  test.each<[string, object, string]>([
    [
      'version 11',
      { version: '11' },
      'version is not one of the allowed values; given: "11"; allowed: one of "12", "13", "14", "15"',
    ],
    ['no version', { version: undefined }, 'version is required; allowed: one of "12", "13", "14", "15"'],
    [
      'no replica',
      { replicas: 0 },
      'replicas is below its minimum; given: 0; allowed: an integer from 1 to 5',
    ],
    [
      'six replicas',
      { replicas: 6 },
      'replicas is above its maximum; given: 6; allowed: an integer from 1 to 5',
    ],
    [
      'storage in GB',
      { storage: '100GB' },
      'storage does not have the right form; given: "100GB"; allowed: a string matching ^[0-9]+[MGT]i$',
    ],
    ['no storage at all', { storage: '0Gi' }, 'storage is no storage at all; given: "0Gi"'],
    [
      'a schedule with six fields',
      { backupSchedule: '0 0 2 * * *' },
      'backupSchedule is not a CronJob schedule: it has 6 fields; given: "0 0 2 * * *"',
    ],
    [
      'an unknown field',
      { replica: 3 },
      'replica is not a field; given: 3; allowed: backupSchedule, replicas, storage, version',
    ],
  ])('%s', (_, props, message) => {
    expect(() => database(props)).toThrow(`[shop/user-database] ${message}`);
  });

  test.each([
    ['a-name-of-more-than-forty-characters-in-all', 'metadata.name is too long'],
    ['1st-database', 'metadata.name does not have the right form'],
    ['user.database', 'metadata.name does not have the right form'],
  ])('the name %s', (name, message) => {
    expect(() => database({ metadata: { name } })).toThrow(
      `[shop/user-database] ${message}; given: "${name}"; allowed: a string of at most 40 characters matching ^[a-z]([-a-z0-9]*[a-z0-9])?$`,
    );
  });

  test('a tree without a Cluster', () => {
    expect(() => new PostgreSQL(shop(new App()), 'user-database', SAMPLE)).toThrow('has no Cluster');
  });
});

describe('a database', () => {
  test('is kept from pruning', () => {
    expect(database().object.toJson().metadata.annotations).toMatchObject({
      'argocd.argoproj.io/sync-options': 'Delete=false,Prune=false,SkipDryRunOnMissingResource=true',
      'helm.sh/resource-policy': 'keep',
      'kustomize.toolkit.fluxcd.io/prune': 'disabled',
    });
  });

  test('tells clients where it answers, and others how to refer to it', () => {
    const { host, port, credentialsSecret, ref } = database();
    expect({ host, port, credentialsSecret, ref }).toEqual({
      host: 'user-database-primary.shop.svc',
      port: 5432,
      credentialsSecret: 'user-database-credentials',
      ref: { name: 'user-database' },
    });
  });

  test('has a description for every field', () => {
    const { spec, status } = PostgreSQL.kind.versions[0].schema.properties ?? {};
    for (const fields of [spec?.properties, status?.properties]) {
      expect(Object.entries(fields ?? {}).filter(([, field]) => !field.description)).toEqual([]);
    }
  });
});

describe('the network policy of a database', () => {
  const OWN = {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
    podSelector: {
      matchLabels: {
        'app.kubernetes.io/component': 'database',
        'app.kubernetes.io/instance': 'user-database',
        'app.kubernetes.io/name': 'postgresql',
      },
    },
  };
  const POSTGRESQL = [{ port: 5432, protocol: 'TCP' }];
  const policyOf = (database: PostgreSQL) =>
    database.networkPolicy.object.toJson() as {
      metadata: object;
      spec: { ingress: object[]; egress: object[] };
    };

  test('lets its pods replicate and resolve names, and nothing else', () => {
    const { metadata, spec } = policyOf(database());
    expect(metadata).toMatchObject({ name: 'user-database-postgresql', namespace: 'shop' });
    expect(spec).toMatchObject({ podSelector: OWN.podSelector, policyTypes: ['Ingress', 'Egress'] });
    expect(spec.ingress).toEqual([{ from: [OWN], ports: POSTGRESQL }]);
    expect(spec.egress).toHaveLength(3);
    expect(spec.egress).toContainEqual({ to: [OWN], ports: POSTGRESQL });
    expect(
      spec.egress.map((rule) => JSON.stringify(rule)).filter((rule) => rule.includes('"port":53,')),
    ).toHaveLength(2);
  });

  test('lets in the clients that it is told of', () => {
    const database_ = database();
    const client = Peer.pods('shop', { app: 'web' });
    database_.allowFrom(Allowance.of(client, database_.servicePorts));
    expect(policyOf(database_).spec.ingress).toEqual(
      expect.arrayContaining([
        { from: [client.spec], ports: POSTGRESQL },
        { from: [OWN], ports: POSTGRESQL },
      ]),
    );
  });

  test('is in the namespace of its database, which clients name it by', () => {
    const elsewhere = database({ metadata: { namespace: 'data' } });
    expect(policyOf(elsewhere).metadata).toMatchObject({ namespace: 'data' });
    expect(elsewhere.peer.spec.namespaceSelector).toEqual({
      matchLabels: { 'kubernetes.io/metadata.name': 'data' },
    });
    expect(elsewhere.host).toBe('user-database-primary.data.svc');
  });
});
