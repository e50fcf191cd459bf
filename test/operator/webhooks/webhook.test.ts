import {
  Namespace,
  OperatorScope,
  type OperatorWebhooks,
  PostgreSQL,
  Shards,
  WebhookCertificates,
} from '../../../lib';
import { inShard } from '../../../lib/operator/webhooks/selectors';
import { only } from '../../support/world';
import { CACHE, operatorWith, rendered } from './install';

interface Webhook {
  readonly name: string;
  readonly clientConfig: { readonly service: { readonly path: string }; readonly caBundle?: string };
  readonly namespaceSelector: { readonly matchExpressions: readonly object[] };
  readonly rules: readonly object[];
  readonly [field: string]: unknown;
}

const certificates = WebhookCertificates.secret('tls');

function webhooksOf(
  webhooks: Omit<OperatorWebhooks, 'certificates'>,
  scope = OperatorScope.cluster(),
  kind = 'ValidatingWebhookConfiguration',
): readonly Webhook[] {
  const manifests = rendered((chart) => void operatorWith(chart, { certificates, ...webhooks }, { scope }));
  return only(manifests, kind).webhooks as readonly Webhook[];
}

test('every default of the API server is written out, but the authority, which others write', () => {
  const [webhook] = webhooksOf({ validating: [{ for: PostgreSQL }] });
  expect(webhook).toEqual({
    name: 'vpostgresql.op.database.example.com',
    admissionReviewVersions: ['v1'],
    clientConfig: {
      service: {
        name: 'op-webhook',
        namespace: 'op',
        path: '/validate-database-example-com-v1-postgresql',
        port: 443,
      },
    },
    failurePolicy: 'Fail',
    matchPolicy: 'Equivalent',
    namespaceSelector: {
      matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['op'] }],
    },
    objectSelector: {},
    rules: [
      {
        apiGroups: ['database.example.com'],
        apiVersions: ['v1'],
        operations: ['CREATE', 'UPDATE'],
        resources: ['postgresqls'],
        scope: 'Namespaced',
      },
    ],
    sideEffects: 'None',
    timeoutSeconds: 10,
  });
});

test('a mutating webhook is not asked again, unless it says so', () => {
  const mutating = [
    { for: PostgreSQL },
    { for: CACHE, reinvocationPolicy: 'IfNeeded', operations: ['DELETE', 'CREATE'] },
  ] as const;
  const kind = 'MutatingWebhookConfiguration';
  expect(webhooksOf({ mutating }, OperatorScope.cluster(), kind)).toMatchObject([
    {
      name: 'mpostgresql.op.database.example.com',
      reinvocationPolicy: 'Never',
      clientConfig: { service: { path: '/mutate-database-example-com-v1-postgresql' } },
    },
    { reinvocationPolicy: 'IfNeeded', rules: [{ operations: ['CREATE', 'DELETE'] }] },
  ]);
});

test('it is sent objects in one version, by default the one that is stored', () => {
  const [stored] = webhooksOf({ validating: [{ for: CACHE }] });
  const [other] = webhooksOf({ validating: [{ for: CACHE, version: 'v1beta1' }] });
  expect(stored).toMatchObject({
    matchPolicy: 'Equivalent',
    rules: [{ apiVersions: ['v1'] }],
    clientConfig: { service: { path: '/validate-caching-example-com-v1-cache' } },
  });
  expect(other).toMatchObject({
    rules: [{ apiVersions: ['v1beta1'] }],
    clientConfig: { service: { path: '/validate-caching-example-com-v1beta1-cache' } },
  });
});

test('of built-in kinds, names are those of the operator, and paths those of controller-runtime', () => {
  const stated = { failurePolicy: 'Fail', consequence: 'nothing of it is written' } as const;
  const webhooks = webhooksOf({
    validating: [
      { for: 'v1/Pod', ...stated, subresources: ['exec'] },
      { for: 'networking.k8s.io/Ingress', ...stated },
      { for: 'v1/Namespace', ...stated },
    ],
  });
  expect(webhooks).toMatchObject([
    {
      name: 'vpod.op.core',
      clientConfig: { service: { path: '/validate--v1-pod' } },
      rules: [{ apiGroups: [''], resources: ['pods/exec'], scope: 'Namespaced' }],
    },
    {
      name: 'vingress.op.networking.k8s.io',
      clientConfig: { service: { path: '/validate-networking-k8s-io-v1-ingress' } },
    },
    { name: 'vnamespace.op.core', rules: [{ scope: 'Cluster' }] },
  ]);
});

describe('the namespaces that it is asked about', () => {
  const key = 'kubernetes.io/metadata.name';
  const pods = { for: 'v1/Pod', failurePolicy: 'Ignore', consequence: 'pods are not judged' } as const;

  test('are those of the scope, never its own', () => {
    const scope = OperatorScope.namespaces('beta', 'op', 'alpha');
    const [webhook] = webhooksOf({ validating: [{ for: PostgreSQL }] }, scope);
    expect(webhook?.namespaceSelector.matchExpressions).toEqual([
      { key, operator: 'In', values: ['alpha', 'beta', 'op'] },
      { key, operator: 'NotIn', values: ['op'] },
    ]);
  });

  test('are never those of the cluster itself for built-in kinds, on which it all stands', () => {
    const [webhook] = webhooksOf({ validating: [pods] });
    expect(webhook?.namespaceSelector.matchExpressions).toEqual([
      { key, operator: 'NotIn', values: ['kube-node-lease', 'kube-system', 'op'] },
    ]);
  });

  test('do not matter to objects that have none', () => {
    const priority = { ...pods, for: 'scheduling.k8s.io/PriorityClass' } as const;
    expect(webhooksOf({ validating: [priority] }, OperatorScope.namespaces('op'))).toHaveLength(1);
  });
});

test('what it means that they do not answer stands on the configuration', () => {
  const manifests = rendered((chart) => {
    operatorWith(new Namespace(chart, 'ops'), {
      certificates,
      validating: [
        { for: PostgreSQL, operations: ['CREATE', 'DELETE'] },
        { for: CACHE, failurePolicy: 'Ignore', consequence: 'caches of any size are admitted' },
      ],
    });
  });
  const { annotations } = only(manifests, 'ValidatingWebhookConfiguration').metadata;
  expect(annotations?.['cdk8s-platform/unanswered']?.split('\n')).toEqual([
    'vpostgresql.op.ops.database.example.com: Fail: nobody creates or deletes a PostgreSQL while no replica answers',
    'vcache.op.ops.caching.example.com: Ignore: caches of any size are admitted',
  ]);
});

test('conditions are passed on as they are written, and empty selectors are not written', () => {
  const matchConditions = [{ name: 'not-mine', expression: ' request.userInfo.username != "me" ' }];
  const objectSelector = {
    matchLabels: {},
    matchExpressions: [{ key: 'a', operator: 'Exists', values: [] }],
  };
  const [webhook] = webhooksOf({ validating: [{ for: PostgreSQL, matchConditions, objectSelector }] });
  expect(webhook).toMatchObject({ matchConditions });
  expect(webhook?.objectSelector).toEqual({ matchExpressions: [{ key: 'a', operator: 'Exists' }] });
});

test('of several shards, each object is brought before the webhooks of one', () => {
  const shards = Shards.byLabel('example.com/shard', ['rest', 'large', 'small']);
  const selectors = shards.all.map((shard) => {
    const scope = OperatorScope.cluster().withShard(shard);
    return inShard({ matchLabels: { a: 'b' } }, scope).matchExpressions;
  });
  expect(selectors).toEqual([
    [{ key: 'example.com/shard', operator: 'NotIn', values: ['large', 'small'] }],
    [{ key: 'example.com/shard', operator: 'In', values: ['large'] }],
    [{ key: 'example.com/shard', operator: 'In', values: ['small'] }],
  ]);
  expect(inShard({ matchLabels: { a: 'b' } }, OperatorScope.cluster())).toEqual({ matchLabels: { a: 'b' } });
});
