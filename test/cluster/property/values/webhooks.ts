import * as fc from 'fast-check';
import {
  type LabelSelector,
  type MatchCondition,
  type MutatingWebhook,
  type Operands,
  type OperatorWebhooks,
  POSTGRES_KINDS,
  type ValidatingWebhook,
  WebhookCertificates,
} from '../../../../lib';
import { port } from './integers';
import { labels, selector } from './labels';
import { dnsSubdomain } from './names';
import { absolutePath } from './paths';
import { full, map, mostly, partial } from './records';
import { text } from './texts';

const own = fc.constantFrom<ValidatingWebhook['for']>(...POSTGRES_KINDS);
const builtin = mostly(
  fc.constantFrom<ValidatingWebhook['for']>(
    'v1/Pod',
    'v1/Namespace',
    'apps/Deployment',
    'networking.k8s.io/Ingress',
  ),
  fc.constant<ValidatingWebhook['for']>('v1/Node'),
  20,
);
const consequence = mostly(fc.constant('what it guards is not guarded'), text, 60);
const failurePolicy = fc.constantFrom<NonNullable<ValidatingWebhook['failurePolicy']>>('Fail', 'Ignore');

const matchConditions = fc.uniqueArray(
  fc
    .tuple(
      fc.stringMatching(/^[a-z]{1,8}(\/[a-z]{1,8})?$/),
      mostly(
        fc.constantFrom(
          'true',
          ' object.metadata.name != "a"\n',
          'has(object.spec) && object.spec.replicas > 1',
          'request.operation in ["CREATE", "UPDATE"]',
          '!("system:nodes" in request.userInfo.groups)',
          'request.userInfo.extra.all(key, size(request.userInfo.extra[key]) > 0)',
          'oldObject == null || object.spec != oldObject.spec',
          'authorizer.group("apps").resource("deployments").namespace(request.namespace).check("create").allowed()',
          'authorizer.requestResource.check("breakglass").allowed()',
          'authorizer.serviceAccount("a", "b").path("/healthz").check("get").reason() == ""',
        ),
        fc.constantFrom(
          'authorizer.requestResource.labelSelector("a=b").check("list").errored()',
          'quantity("1Gi").isGreaterThan(quantity("1Mi"))',
          'sets.contains([1, 2], [1])',
          'isIP("10.0.0.1")',
          'format.dns1123Label().validate(request.name).hasValue()',
          'semver("1.2.3").major() == 1',
        ),
        900,
      ),
    )
    .map(([name, expression]): MatchCondition => ({ name, expression })),
  { maxLength: 3, selector: ({ name }) => name },
);

const objectSelector = partial<LabelSelector>({
  matchLabels: labels,
  matchExpressions: fc.array(
    fc
      .tuple(
        fc.stringMatching(/^[a-z]{1,8}$/),
        fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist'),
        fc.array(fc.stringMatching(/^[a-z0-9]{0,4}$/), { minLength: 1, maxLength: 2 }),
      )
      .map(([key, operator, values]) => ({
        key,
        operator,
        ...(operator.endsWith('In') && { values }),
      })),
    { maxLength: 2 },
  ),
});

const options = partial<Omit<MutatingWebhook, 'for' | 'version' | 'consequence' | 'failurePolicy'>>({
  name: mostly(
    fc.stringMatching(/^[a-z]([-a-z0-9]{0,8}[a-z0-9])?$/).map((name) => `${name}.example.com`),
    dnsSubdomain,
    300,
  ),
  operations: fc.subarray<NonNullable<ValidatingWebhook['operations']>[number]>(
    ['CREATE', 'UPDATE', 'DELETE', 'CONNECT'],
    { minLength: 1 },
  ),
  subresources: fc.subarray(['status', 'scale', 'exec'], { minLength: 1 }),
  path: mostly(fc.constantFrom('/check', '/a/b.c'), absolutePath, 300),
  timeoutSeconds: mostly(fc.integer({ min: 1, max: 10 }), fc.constantFrom(0, 30, 31), 300),
  matchConditions,
  objectSelector,
  reinvocationPolicy: fc.constantFrom('Never', 'IfNeeded'),
});

const webhook: fc.Arbitrary<MutatingWebhook> = fc
  .tuple(
    fc.oneof(
      own.map((target) => ({ for: target })),
      full<Pick<Required<MutatingWebhook>, 'for' | 'consequence' | 'failurePolicy'>>({
        for: fc.oneof(own, builtin),
        consequence,
        failurePolicy,
      }),
    ),
    options,
  )
  .map(([must, rest]) => ({ ...must, ...rest }));

const list = fc.uniqueArray(webhook, { minLength: 1, maxLength: 3, selector: (each) => each.for });

/** Webhooks of an operator, by a Secret: the API servers that judge do not have cert-manager. */
export const webhooks: fc.Arbitrary<OperatorWebhooks> = fc
  .tuple(
    full<Pick<OperatorWebhooks, 'certificates'>>({
      certificates: mostly(dnsSubdomain, fc.constant('a')).map(WebhookCertificates.secret),
    }),
    fc.oneof(
      full<Pick<Required<OperatorWebhooks>, 'validating'>>({ validating: list }),
      full<Pick<Required<OperatorWebhooks>, 'mutating'>>({ mutating: list }),
      full<Pick<Required<OperatorWebhooks>, 'mutating' | 'validating'>>({ validating: list, mutating: list }),
    ),
    partial<Pick<OperatorWebhooks, 'certDir' | 'port'>>({ port, certDir: absolutePath }),
  )
  .map(([certificates, lists, rest]) => ({ ...certificates, ...lists, ...rest }));

/** Pods that an operator connects to. */
export const operands = fc.array(
  full<Operands>({
    podLabels: mostly(selector, map(fc.constant('role'), fc.constant('')), 40),
    ports: fc.array(port, { minLength: 1, maxLength: 3 }),
  }),
  { maxLength: 2 },
);
