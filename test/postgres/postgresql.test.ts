import { App, Chart, Testing } from 'cdk8s';
import { Cluster, PlatformApp } from '../../lib/core';
import { CustomResourceDefinition } from '../../lib/kind';
import { Allowance, NetworkPolicy, Peer } from '../../lib/network';
import { PostgreSQL, type PostgreSQLProps } from '../../lib/postgres';
import { PRODUCTION } from '../cluster/fixtures/custom-resources';
import { SchemaValidator } from '../support/schema-validator';

const cluster = new Cluster({
  kubernetes: '1.34',
  apiServer: { cidrs: ['192.0.2.10/32'] },
  podCidrs: ['10.244.0.0/16'],
  monitoring: { namespace: 'monitoring' },
});

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
  new PostgreSQL(chart, 'production', PRODUCTION as PostgreSQLProps);
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
      'version is not one of the allowed values; given: "11"; allowed: one of "12", "13", "14", "15", "16", "17", "18"',
    ],
    [
      'no version',
      { version: undefined },
      'version is required; allowed: one of "12", "13", "14", "15", "16", "17", "18"',
    ],
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
      'storage does not have the right form; given: "100GB"; allowed: a string of at most 14 characters matching ^0*[1-9][0-9]*[MGT]i$',
    ],
    [
      'no storage at all',
      { storage: '0Gi' },
      'storage does not have the right form; given: "0Gi"; allowed: a string of at most 14 characters matching ^0*[1-9][0-9]*[MGT]i$',
    ],
    [
      'CPU in words',
      { resources: { limits: { cpu: 'two' } } },
      'resources.limits.cpu is not an amount of CPU; given: "two"; allowed: cores such as 2 or "0.5", or thousandths such as "500m"',
    ],
    [
      'a schedule with six fields',
      { backupSchedule: '0 0 2 * * *' },
      'backupSchedule is not a CronJob schedule: it has 6 fields; given: "0 0 2 * * *"',
    ],
    [
      'an unknown field',
      { replica: 3 },
      'replica is not a field; given: 3; allowed: backup, backupSchedule, databases, highAvailability, monitoring, parameters, placement, replicas, resources, storage, storageClassName, tls, users, version',
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

  test('tells clients where its standbys answer, and the Secret of each of its users', () => {
    const { replicasHost, credentialsOf } = {
      replicasHost: database().replicasHost,
      credentialsOf: (user: string) => database({ users: [{ name: 'change_reader' }] }).credentialsOf(user),
    };
    expect(replicasHost).toBe('user-database-replicas.shop.svc');
    expect(credentialsOf('app')).toBe('user-database-credentials');
    expect(credentialsOf('change_reader')).toBe('user-database.user.change-reader');
  });

  test('is emitted as it was given where no more is given than the guide has', () => {
    expect(database().object.toJson().spec).toEqual(SAMPLE);
  });

  test('has the fields and the phases of the guide', () => {
    const { spec, status } = PostgreSQL.kind.versions[0].schema.properties ?? {};
    expect(spec?.required).toEqual(['storage', 'version']);
    expect(Object.keys(spec?.properties ?? {})).toEqual(expect.arrayContaining(Object.keys(SAMPLE)));
    expect(spec?.properties?.replicas).toMatchObject({ minimum: 1, maximum: 5 });
    expect(status?.properties).toMatchObject({
      phase: { enum: expect.arrayContaining(['Pending', 'Running', 'Failed']) },
      primaryEndpoint: { type: 'string' },
      replicas: { type: 'integer' },
    });
  });

  test('has a definition that is no burden', () => {
    expect(JSON.stringify(PostgreSQL.kind.manifest()).length).toBeLessThan(30_000);
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

  const rulesOf = (database: PostgreSQL) => {
    const { ingress, egress } = policyOf(database).spec;
    return { ingress, egress: egress.filter((rule) => !JSON.stringify(rule).includes('"port":53,')) };
  };
  const tcp = (...ports: readonly number[]) => ports.map((port) => ({ port, protocol: 'TCP' }));

  test('lets Patroni ask among its pods, and keep the leader in the API of Kubernetes', () => {
    const { ingress, egress } = rulesOf(database({ highAvailability: { mode: 'patroni' } }));
    expect(ingress).toEqual([{ from: [OWN], ports: tcp(5432, 8008) }]);
    expect(egress).toEqual([{ to: [OWN], ports: tcp(5432, 8008) }]);
  });

  test('lets Patroni keep the leader in the API of Kubernetes, by a policy of the platform', () => {
    const { networkPolicy } = database({ highAvailability: { mode: 'patroni' } });
    const beside = networkPolicy.node.findAll().filter((child) => child instanceof NetworkPolicy);
    expect(beside.map(({ object }) => object.name)).toEqual([
      'user-database-postgresql',
      'user-database-postgresql-api-server',
    ]);
    expect(beside[1]?.object.toJson()).toMatchObject({
      metadata: { namespace: 'shop', labels: { 'cdk8s-platform/locked': 'true' } },
      spec: {
        podSelector: OWN.podSelector,
        egress: [{ to: [{ ipBlock: { cidr: '192.0.2.10/32' } }], ports: tcp(443, 6443) }],
      },
    });
  });

  test.each(['none', 'manual'])('opens nothing for mode %s', (mode) => {
    expect(rulesOf(database({ highAvailability: { mode } }))).toEqual(rulesOf(database()));
  });

  test('lets the monitoring of the cluster in to the exporter', () => {
    const { ingress } = rulesOf(database({ monitoring: {} }));
    expect(ingress).toContainEqual({ from: [Peer.namespaces('monitoring').spec], ports: tcp(9187) });
    expect(rulesOf(database({ monitoring: { mode: 'None' } }))).toEqual(rulesOf(database()));
  });

  /** Link-local addresses, and the metadata services of clouds. */
  const NOT_OUTSIDE = {
    v4: ['100.100.100.200/32', '168.63.129.16/32', '169.254.0.0/16'],
    v6: ['fd00:ec2::254/128', 'fe80::/10'],
  };
  const toStore = (destination: object) =>
    rulesOf(database({ backup: { destination } })).egress.filter(
      (rule) => !JSON.stringify(rule).includes('5432'),
    );

  test.each<[string, object, number]>([
    ['of a cloud', { url: 'gs://backups' }, 443],
    ['with an endpoint', { url: 's3://b', endpoint: 'https://s3.example.com' }, 443],
    ['with an endpoint without TLS', { url: 's3://b', endpoint: 'http://s3.example.com' }, 80],
    ['with an endpoint and a port', { url: 's3://b', endpoint: 'http://s3.svc.example.com:9000' }, 9000],
  ])('opens one port outside of the cluster for a store %s', (_, destination, port) => {
    expect(toStore(destination)).toEqual([
      { to: [Peer.cidr('0.0.0.0/0', ['10.244.0.0/16', ...NOT_OUTSIDE.v4]).spec], ports: tcp(port) },
      { to: [Peer.cidr('::/0', NOT_OUTSIDE.v6).spec], ports: tcp(port) },
    ]);
  });

  test.each([
    'http://minio.storage.svc:9000',
    'https://minio.storage.svc',
    'https://minio-0.minio.storage.svc.cluster.local',
  ])('opens the namespace of the store for %s', (endpoint) => {
    expect(toStore({ url: 's3://b', endpoint })).toEqual([{ to: [Peer.namespaces('storage').spec] }]);
  });

  test('opens nothing for backups whose place the operator knows', () => {
    expect(rulesOf(database({ backup: { retention: '30d' } }))).toEqual(rulesOf(database()));
  });

  test('lets its pods connect where it is told', () => {
    const database_ = database();
    const proxy = Peer.pods('edge', { app: 'proxy' });
    database_.allowTo(Allowance.of(proxy, [3128]));
    expect(rulesOf(database_).egress).toContainEqual({ to: [proxy.spec], ports: tcp(3128) });
  });

  test('takes a Cluster that states its API server, for Patroni', () => {
    const app = new PlatformApp({ cluster: new Cluster({ kubernetes: '1.34' }) });
    const patroni = { ...SAMPLE, highAvailability: { mode: 'patroni' } } as const;
    expect(() => new PostgreSQL(shop(app), 'user-database', patroni)).toThrow(
      '[shop/user-database] must reach the API server, whose addresses the Cluster does not state',
    );
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
