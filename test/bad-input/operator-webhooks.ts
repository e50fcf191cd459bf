import { ApiObject } from 'cdk8s';
import {
  Cluster,
  CustomResourceDefinition,
  Kind,
  OperatorScope,
  type OperatorWebhooks,
  PostgreSQL,
  PostgreSQLBackup,
  WebhookCertificates,
  z,
} from '../../lib';
import { CLUSTER } from '../support/world';
import { type Case, operator, type World } from './case';

const certificates = WebhookCertificates.secret('tls');

const webhooks = (world: World, props: Omit<OperatorWebhooks, 'certificates'>): void =>
  void operator(world, { webhooks: { certificates, ...props } });
const validating = (world: World, props: object): void =>
  webhooks(world, { validating: [{ for: PostgreSQL, ...props }] });

/** Of two versions, of which neither takes the objects of the other. */
const CACHE = new Kind({
  group: 'caching.example.com',
  kind: 'Cache',
  plural: 'caches',
  description: 'A cache in memory.',
  spec: z.strictObject({ replicas: z.int().describe('Number of servers.') }),
  otherVersions: [
    { version: 'v1beta1', spec: z.strictObject({ servers: z.int().describe('Number of servers.') }) },
    {
      version: 'v1alpha1',
      served: false,
      spec: z.strictObject({ servers: z.int().describe('Number of servers.') }),
    },
  ],
});
const definition = ({ chart }: World, name: string, namespace = 'op'): CustomResourceDefinition =>
  new CustomResourceDefinition(chart, 'crd', { kind: CACHE, conversion: { service: { namespace, name } } });

/** Bad input of webhooks. */
export const OPERATOR_WEBHOOKS: readonly Case[] = [
  {
    name: 'webhooks that are none',
    declare: (world) => webhooks(world, {}),
    says: ['[chart/op] webhooks are none', 'at least one of validating, mutating and conversion'],
  },
  {
    name: 'webhooks on the health port',
    declare: (world) => webhooks(world, { validating: [{ for: PostgreSQL }], port: 8081 }),
    says: [
      '[chart/op] webhooks.port is the health port as well',
      'given: 8081',
      'must not depend on its webhooks',
    ],
  },
  {
    name: 'webhooks on the metrics port',
    declare: (world) => webhooks(world, { validating: [{ for: PostgreSQL }], port: 8443 }),
    says: ['[chart/op] webhooks.port is the metrics port as well', 'given: 8443'],
  },
  {
    name: 'a certificate in the root directory',
    declare: (world) => webhooks(world, { validating: [{ for: PostgreSQL }], certDir: '//' }),
    says: ['[chart/op] webhooks.certDir is the whole root filesystem', 'given: "//"'],
  },
  {
    name: 'an operator whose name leaves no place for that of the Service of its webhooks',
    declare: (world) =>
      operator(world, {
        name: `a${'b'.repeat(55)}`,
        webhooks: { certificates, validating: [{ for: PostgreSQL }] },
      }),
    says: ['[chart/op] name is too long for the Service of its webhooks', 'at most 55 characters'],
  },
  {
    name: 'a webhook that lets through what it would judge, without a word of what that means',
    declare: (world) => validating(world, { failurePolicy: 'Ignore' }),
    says: ['[chart/op] webhooks.validating[0].consequence is missing, with Ignore', 'what gets through'],
  },
  {
    name: 'a webhook of a built-in kind without a choice of what happens when it does not answer',
    declare: (world) => validating(world, { for: 'v1/Pod', consequence: 'pods are late' }),
    says: [
      'webhooks.validating[0].failurePolicy is missing: Pod is a kind that others need as well',
      'Ignore',
    ],
  },
  {
    name: 'a webhook that can stop all pods, without a word of it',
    declare: (world) => validating(world, { for: 'v1/Pod', failurePolicy: 'Fail' }),
    says: ['webhooks.validating[0].consequence is missing, with Fail', 'what stops while no replica answers'],
  },
  {
    name: 'a consequence of no words',
    declare: (world) => validating(world, { failurePolicy: 'Ignore', consequence: ' ' }),
    says: ['consequence is not a line of text', 'given: " "'],
  },
  {
    name: 'an unknown failure policy',
    declare: (world) => validating(world, { failurePolicy: 'Retry', consequence: 'it is slow' }),
    says: ['webhooks.validating[0].failurePolicy is unknown', 'given: "Retry"'],
  },
  {
    name: 'a webhook that could keep nodes, and so its own pods, away',
    declare: (world) =>
      validating(world, { for: 'v1/Node', failurePolicy: 'Fail', consequence: 'no node joins' }),
    says: [
      'failurePolicy would keep the operator from coming back: its pods run on these',
      'allowed: Ignore',
    ],
  },
  {
    name: 'a webhook about webhook configurations, which no webhook is asked about',
    declare: (world) =>
      webhooks(world, {
        validating: [{ for: 'admissionregistration.k8s.io/ValidatingWebhookConfiguration' }],
      }),
    says: ['webhooks.validating[0].for is a kind that the API server asks no webhook about'],
  },
  {
    name: 'a webhook of an operator that works in its own namespace alone',
    declare: (world) =>
      operator(world, {
        scope: OperatorScope.namespaces('op'),
        webhooks: { certificates, validating: [{ for: PostgreSQL }] },
      }),
    says: ['webhooks.validating[0].for would never be asked', 'a namespace of its own'],
  },
  {
    name: 'a webhook that the API server would not wait for so long',
    declare: (world) => validating(world, { timeoutSeconds: 31 }),
    says: ['webhooks.validating[0].timeoutSeconds is not valid', 'given: 31', 'an integer from 1 to 30'],
  },
  {
    name: 'a webhook of a built-in kind that takes longer than leases last',
    declare: (world) =>
      validating(world, {
        for: 'v1/Pod',
        failurePolicy: 'Fail',
        consequence: 'no pod starts',
        timeoutSeconds: 11,
      }),
    says: ['timeoutSeconds is not valid', 'given: 11', 'an integer from 1 to 10'],
  },
  {
    name: 'a webhook of a version that is no longer served',
    declare: (world) => webhooks(world, { validating: [{ for: CACHE, version: 'v1alpha1' }] }),
    says: ['webhooks.validating[0].version is no longer served', 'given: "v1alpha1"', 'v1, v1beta1'],
  },
  {
    name: 'a webhook of no operation',
    declare: (world) => validating(world, { operations: [] }),
    says: ['webhooks.validating[0].operations is empty', 'CREATE, UPDATE, DELETE, CONNECT'],
  },
  {
    name: 'a webhook of an operation that there is not',
    declare: (world) => validating(world, { operations: ['CREATE', 'PATCH'] }),
    says: ['webhooks.validating[0].operations has what is no operation', 'given: "PATCH"'],
  },
  {
    name: 'a webhook of no subresource',
    declare: (world) => validating(world, { subresources: [] }),
    says: ['webhooks.validating[0].subresources is empty', 'for the objects themselves'],
  },
  {
    name: 'a webhook under a name of two parts',
    declare: (world) => validating(world, { name: 'check.postgresql' }),
    says: ['webhooks.validating[0].name is not a name of a webhook', 'at least three parts'],
  },
  {
    name: 'two webhooks of one name',
    declare: (world) => webhooks(world, { mutating: [{ for: PostgreSQL }, { for: PostgreSQL }] }),
    says: [
      'webhooks.mutating[1] has the name of another',
      'given: "mpostgresql.op.database.example.com"',
      'give one of them a `name`',
    ],
  },
  {
    name: 'a webhook under a path of capitals',
    declare: (world) => validating(world, { path: '/validate-PostgreSQL' }),
    says: ['webhooks.validating[0].path is not the path of a webhook', 'given: "/validate-PostgreSQL"'],
  },
  {
    name: 'a reinvocation policy that there is not',
    declare: (world) =>
      webhooks(world, { mutating: [{ for: PostgreSQL, reinvocationPolicy: 'Always' as 'Never' }] }),
    says: ['webhooks.mutating[0].reinvocationPolicy is unknown', 'Never, IfNeeded'],
  },
  {
    name: 'a match condition on a field of a request that there is not',
    declare: (world) =>
      validating(world, { matchConditions: [{ name: 'mine', expression: 'request.user == "me"' }] }),
    says: [
      'webhooks.validating[0].matchConditions[0].expression is CEL that does not compile: there is no field "user"',
      'userInfo',
    ],
  },
  {
    name: 'a match condition whose value is no bool',
    declare: (world) =>
      validating(world, { matchConditions: [{ name: 'mine', expression: 'object.metadata.name' }] }),
    says: [
      'matchConditions[0].expression is CEL that does not compile',
      'type dyn where one of type bool belongs',
    ],
  },
  {
    name: 'two match conditions of one name',
    declare: (world) =>
      validating(world, {
        matchConditions: [
          { name: 'mine', expression: 'true' },
          { name: 'mine', expression: 'false' },
        ],
      }),
    says: ['matchConditions[1].name names two conditions alike', 'given: "mine"'],
  },
  {
    name: 'a match condition with a function that the cluster does not have yet',
    declare: ({ app, chart }) => {
      new Cluster({ ...CLUSTER, kubernetes: '1.28' }).provideTo(chart);
      validating({ app, chart }, { matchConditions: [{ name: 'ip', expression: 'isIP("10.0.0.1")' }] });
    },
    says: [
      'expression has functions that an API server of Kubernetes 1.28 does not take yet',
      '1.31 or newer',
    ],
  },
  {
    name: 'a selector of objects with values that its operator does not take',
    declare: (world) =>
      validating(world, {
        objectSelector: { matchExpressions: [{ key: 'tier', operator: 'Exists', values: ['gold'] }] },
      }),
    says: ['webhooks.validating[0].objectSelector.matchExpressions[0].values are none that Exists takes'],
  },
  {
    name: 'a webhook that converts a kind of one version',
    declare: (world) => webhooks(world, { conversion: [PostgreSQLBackup] }),
    says: ['webhooks.conversion has a kind of one version', 'postgresqlbackups.database.example.com'],
  },
  {
    name: 'the conversion webhook of an operator that converts nothing',
    declare: (world) => operator(world, {}).conversionWebhook,
    says: ['[chart/op] webhooks.conversion names no kind', 'conversion: [Cache]'],
  },
  {
    name: 'a kind that an operator converts, whose definition asks another Service',
    declare: (world) => {
      webhooks(world, { conversion: [CACHE] });
      definition(world, 'op-webhok');
    },
    says: [
      '[chart/op] webhooks.conversion has caches',
      'asks another Service',
      'given: "op/op-webhok"',
      'op/op-webhook',
    ],
  },
  {
    name: 'a definition that asks an operator which does not say that it converts the kind',
    declare: (world) => {
      validating(world, {});
      definition(world, 'op-webhook');
    },
    says: [
      '[chart/op] webhooks.conversion lacks caches.caching.example.com, whose definition asks this operator',
    ],
  },
  {
    name: 'a definition of a kind that an operator works on, converted by a Service that nobody brings',
    declare: (world) => {
      operator(world, { controllers: [{ for: CACHE }] });
      definition(world, 'op-webhook', 'elsewhere');
    },
    says: [
      '[chart/crd/Resource] conversion asks the Service elsewhere/op-webhook',
      'nothing in the app serves it',
    ],
  },
  {
    name: 'a webhook configuration of others that calls a Service that the operator does not have',
    declare: (world) => {
      validating(world, {});
      new ApiObject(world.chart, 'others', {
        apiVersion: 'admissionregistration.k8s.io/v1',
        kind: 'ValidatingWebhookConfiguration',
        metadata: { name: 'others' },
        webhooks: [{ name: 'a.b.c', clientConfig: { service: { namespace: 'op', name: 'op-hook' } } }],
      });
    },
    says: [
      'ValidatingWebhookConfiguration others calls the Service op/op-hook, which the app does not have',
      'op-webhook',
    ],
  },
  {
    name: 'webhooks by a cert-manager that the cluster does not have',
    declare: (world) =>
      operator(world, {
        webhooks: { certificates: WebhookCertificates.certManager(), validating: [{ for: PostgreSQL }] },
      }),
    says: [
      'needs the kind Certificate of cert-manager.io for the certificate of its webhooks',
      'CERT_MANAGER',
    ],
  },
  {
    name: 'an issuer of certificates with a name that is none',
    declare: () => WebhookCertificates.certManager({ issuer: { name: 'Platform CA' } }),
    says: ['issuer.name is not a valid name', 'given: "Platform CA"'],
  },
  {
    name: 'operands that would be every pod',
    declare: (world) => operator(world, { operands: [{ podLabels: {}, ports: [8000] }] }),
    says: ['[chart/op] operands[0] is an empty selector', 'at least one label'],
  },
];
