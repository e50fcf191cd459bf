import { ApiObject, type Chart } from 'cdk8s';
import {
  CustomResourceDefinition,
  CustomResourceDefinitionFile,
  Kind,
  PostgreSQL,
  Release,
  z,
} from '../../lib';
import { type Case, database } from './case';

const rawDatabase = (chart: Chart, spec: object, apiVersion = 'database.example.com/v1'): ApiObject =>
  new ApiObject(chart, 'raw', {
    apiVersion,
    kind: 'PostgreSQL',
    metadata: { name: 'raw', namespace: 'home' },
    spec,
  });

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
    name: 'a kind whose description says nothing',
    declare: () =>
      new Kind({
        group: 'toys.example.com',
        kind: 'Album',
        plural: 'albums',
        description: ' ',
        spec: z.strictObject({}),
      }),
    says: ['Kind Album.description says nothing', 'given: " "', 'kubectl explain'],
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
  {
    name: 'a database made by cdk8s, with a field that is wrong and one that is none',
    declare: (world) => {
      database(world, {});
      rawDatabase(world.chart, { version: '15', storage: '10Gi', replicas: 9, size: 'L' });
    },
    says: [
      '[chart/raw] spec.replicas is above its maximum; given: 9; allowed: an integer from 1 to 5',
      '[chart/raw] spec.size is not a field; given: "L"; allowed: ',
    ],
  },
  {
    name: 'a database of a version that is not served',
    declare: ({ chart }) => {
      new CustomResourceDefinition(chart, 'kind', { kind: PostgreSQL });
      rawDatabase(chart, { version: '15', storage: '10Gi' }, 'database.example.com/v2');
    },
    says: ['[chart/raw] apiVersion', 'given: "database.example.com/v2"', 'allowed: database.example.com/v1'],
  },
  {
    name: 'definitions from a file that is not there',
    declare: ({ chart }) => new CustomResourceDefinitionFile(chart, 'kinds', { file: 'nowhere.yaml' }),
    says: ['[chart/kinds] file cannot be read', 'given: "nowhere.yaml"'],
  },
  {
    name: 'definitions from a file without any',
    declare: ({ chart }) => new CustomResourceDefinitionFile(chart, 'kinds', { file: 'cdk8s.yaml' }),
    says: [
      '[chart/kinds] file has a document that is no object of Kubernetes',
      'allowed: objects with apiVersion',
    ],
  },
];
