import { Chart } from 'cdk8s';
import {
  ArgoCd,
  CERT_MANAGER,
  CERTIFICATE,
  Cluster,
  CompositeOperator,
  CROSSPLANE,
  CustomResourceDefinition,
  customKind,
  EnvSource,
  installedIn,
  Namespace,
  Operator,
  type OperatorProps,
  OperatorScope,
  PlatformApp,
  POSTGRES_KINDS,
  PostgreSQL,
  PostgreSQLBackup,
  SecretReference,
  STRIMZI,
} from '../../lib';
import { CLUSTER } from '../support/world';
import { type Case, database, operator, type World, web } from './case';

/** An operator of backups, beside one of databases. */
const ofBackups = ({ chart }: World, props: Partial<OperatorProps> = {}): Operator =>
  new Operator(chart, 'backups', {
    image: 'ghcr.io/acme/op:1.0.0',
    controllers: [{ for: PostgreSQLBackup }],
    scope: OperatorScope.cluster(),
    ...props,
  });

const define = ({ app }: World): void => {
  const chart = new Chart(app, 'kinds');
  for (const kind of POSTGRES_KINDS) new CustomResourceDefinition(chart, kind.resource.plural, { kind });
};

/** Bad input of operators that need others, of several as one, and of references. */
export const OPERATOR_COMPOSITION: readonly Case[] = [
  {
    name: 'an operator that requires software that the cluster does not have',
    declare: (world) => operator(world, { requires: [CROSSPLANE] }),
    says: [
      '[chart/op] requires needs Crossplane',
      'given: []',
      'installed: [CROSSPLANE]',
      'require its Operator',
    ],
  },
  {
    name: 'an operator that owns objects of a kind that nothing defines',
    declare: (world) => operator(world, { controllers: [{ for: PostgreSQL, owns: [CERTIFICATE] }] }),
    says: [
      '[chart/op] needs the kind Certificate of cert-manager.io for what its controller of PostgreSQL owns',
      'installed: [CERT_MANAGER]',
    ],
  },
  {
    name: 'an operator that requires a kind that nothing defines',
    declare: (world) => operator(world, { requires: [PostgreSQLBackup] }),
    says: [
      '[chart/op] needs the kind PostgreSQLBackup of database.example.com for its `requires`',
      'kubectl get crd',
    ],
  },
  {
    name: 'operators that require each other',
    declare: (world) => {
      define(world);
      const op = operator(world, { controllers: [{ for: PostgreSQL, watches: [PostgreSQLBackup] }] });
      ofBackups(world, { requires: [op] });
    },
    says: [
      '[chart/op] requires leads back to the operator itself: op → backups → op',
      'backups requires op by',
    ],
  },
  {
    name: 'an operator that requires one of another app',
    declare: (world) => {
      const other = new PlatformApp({ cluster: new Cluster(CLUSTER) });
      const base = operator({ app: other, chart: new Chart(other, 'other') }, {});
      ofBackups(world, { requires: [base] });
    },
    says: [
      '[chart/backups] requires names an operator of another app',
      'other/op',
      'installed: [operator.software]',
    ],
  },
  {
    name: 'an operator that requires a name',
    declare: (world) => operator(world, { requires: ['cert-manager' as never] }),
    says: [
      '[chart/op] requires has what no operator can require',
      '"cert-manager"',
      'software such as CERT_MANAGER',
    ],
  },
  {
    name: 'more operators in a row than fit between two waves',
    declare: ({ chart }) => {
      let last: Operator | undefined;
      for (let index = 0; index < 11; index++)
        last = new Operator(chart, `op-${index}`, {
          image: 'ghcr.io/acme/op:1.0.0',
          controllers: [{ for: 'v1/Node' }],
          scope: OperatorScope.cluster(),
          requires: last ? [last] : [],
        });
    },
    says: ['[chart/op-10] requires makes a chain of 11 operators', 'op-10 → op-9', 'at most 10'],
  },
  {
    name: 'an operator whose chart is delivered before that of one that it requires',
    declare: () => {
      const app = new PlatformApp({
        cluster: new Cluster(CLUSTER),
        delivery: new ArgoCd({ repoUrl: 'https://git.example.com/acme/platform.git' }),
      });
      const op = operator({ app, chart: new Chart(app, 'chart') }, {});
      const world = { app, chart: new Chart(app, 'other') };
      // Definitions go first, and the operator beside them with them.
      for (const kind of POSTGRES_KINDS)
        new CustomResourceDefinition(world.chart, kind.resource.plural, { kind });
      ofBackups(world, { requires: [op] });
      app.units();
    },
    says: [
      '[other/backups] requires has op, needed by `requires`, in the chart [chart], which is delivered after its own',
      'wave -30',
      'CompositeOperator',
    ],
  },
  {
    name: 'a CompositeOperator of nothing',
    declare: ({ app }) => new CompositeOperator(app, 'nothing'),
    says: ['[nothing] has no operator', 'new Operator(composite, …)'],
  },
  {
    name: 'a CompositeOperator whose kinds nothing defines',
    declare: ({ app }) => operator({ app, chart: new CompositeOperator(app, 'data') }, {}),
    says: ['[data/op] needs the kind PostgreSQL of database.example.com for its controller in data'],
  },
  {
    name: 'a CompositeOperator of a name that no namespace can have',
    declare: ({ app }) => new CompositeOperator(app, 'data', { name: 'Data_Platform' }),
    says: ['[data] name is not a valid name', '"Data_Platform"'],
  },
  {
    name: 'software in a namespace of a name that none can have',
    declare: () => installedIn('Kafka_1', STRIMZI),
    says: ['namespace is not a valid name', '"Kafka_1"'],
  },
  {
    name: 'a cluster with software in a namespace of a name that none can have',
    declare: () =>
      new Cluster({ kubernetes: '1.36', installed: [{ ...CERT_MANAGER, namespaces: ['cert manager'] }] }),
    says: ['Cluster.installed.cert-manager.namespaces', '"cert manager"'],
  },
  {
    name: 'a kind that a cluster could have but that no declaration has',
    declare: (world) =>
      operator(world, { requires: [customKind('example.com/v1beta1', 'Fleet', 'fleets', 'Cluster')] }),
    says: ["customKind('example.com/v1beta1', 'Fleet', 'fleets', 'Cluster')"],
  },
  {
    name: 'a backup of a database of another namespace',
    declare: (world) => {
      const databaseRef = database(world, {});
      new PostgreSQLBackup(new Namespace(world.chart, 'away'), 'b', { databaseRef });
    },
    says: ['[chart/away/b] databaseRef is in another namespace', '"home/orders"', 'of the namespace away'],
  },
  {
    name: 'a backup of a backup',
    declare: (world) => {
      const home = database(world, {}).node.scope as Namespace;
      const backup = new PostgreSQLBackup(home, 'b', { databaseRef: { name: 'orders' } });
      new PostgreSQLBackup(home, 'c', { databaseRef: backup });
    },
    says: ['[chart/home/c] databaseRef is an object of another kind', '"PostgreSQLBackup b"', 'a PostgreSQL'],
  },
  {
    name: 'a variable from a Secret of another namespace',
    declare: (world) => {
      const secret = new SecretReference('away', 'orders-credentials', ['password']);
      web(world, { env: { PASSWORD: EnvSource.secret(secret.key('password')) } });
    },
    says: [
      '[chart/home/shop] env.PASSWORD is from a Secret of another namespace',
      '"away/orders-credentials"',
    ],
  },
  {
    name: 'a key that a Secret does not have',
    declare: (world) => database(world, {}).secretOf().key('passwort'),
    says: ['is not a key of the Secret orders-credentials', '"passwort"', 'username, password, database'],
  },
];
