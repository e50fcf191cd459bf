import type { k8s } from 'cdk8s-plus-28';
import type { Cluster } from '../../core/cluster';
import { inProp, PlatformError } from '../../core/errors';
import { canonicalSelector } from '../../core/label-selector';
import { checkName } from '../../core/names';
import type { Plain } from '../../core/plain';
import { parseInteger } from '../../core/values/integer';
import { checkWebhookPath } from '../../kind/conversion';
import { kindOf } from '../../kind/kind';
import { checkMatchConditions } from '../../policy/match-conditions';
import { clusterScopedName } from '../cluster-scoped-name';
import { resourceOf } from '../controller';
import type { OperatorScope } from '../scope';
import { unanswered } from './failure-policy';
import type { MutatingWebhook, ValidatingWebhook, WebhookOperation } from './props';
import { inShard, namespaceSelector } from './selectors';

/** A webhook as both configurations render it. */
export type WebhookSpec = Plain<k8s.ValidatingWebhook>;

/** A webhook, and what its failure means. */
export interface RenderedWebhook {
  /** The webhook. */
  readonly spec: WebhookSpec;
  /** What it means to users that it does not answer. */
  readonly consequence: string;
}

/** A webhook that may change objects, and what its failure means. */
export interface RenderedMutatingWebhook extends RenderedWebhook {
  /** The webhook. */
  readonly spec: WebhookSpec & { readonly reinvocationPolicy: string };
}

/** What a webhook is served by. */
export interface WebhookPlace {
  /** Name of the operator. */
  readonly name: string;
  /** Namespace of the operator. */
  readonly namespace: string;
  /** Name of the Service that leads to it. */
  readonly serviceName: string;
  /** Where the operator does its work. */
  readonly scope: OperatorScope;
  /** The cluster that it is for. */
  readonly cluster: Cluster;
}

/** Port of the Service. */
export const SERVICE_PORT = 443;

const OPERATIONS: readonly WebhookOperation[] = ['CREATE', 'UPDATE', 'DELETE', 'CONNECT'];
const ADMISSION = 'admissionregistration.k8s.io';

/**
 * Renders a webhook that is asked whether objects are admitted.
 * @throws PlatformError without a path, for what the API server would refuse, and for what could stop the cluster
 */
export function renderWebhook(webhook: ValidatingWebhook, place: WebhookPlace): RenderedWebhook {
  return render('validate', webhook, place);
}

/**
 * Renders a webhook that may change objects.
 * @throws PlatformError without a path, for what the API server would refuse, and for what could stop the cluster
 */
export function renderMutatingWebhook(
  webhook: MutatingWebhook,
  place: WebhookPlace,
): RenderedMutatingWebhook {
  const { reinvocationPolicy = 'Never' } = webhook;
  if (reinvocationPolicy !== 'Never' && reinvocationPolicy !== 'IfNeeded') {
    throw new PlatformError(
      { problem: 'is unknown', given: reinvocationPolicy, allowed: 'Never, IfNeeded' },
      { prop: 'reinvocationPolicy' },
    );
  }
  const { spec, consequence } = render('mutate', webhook, place);
  return { spec: { ...spec, reinvocationPolicy }, consequence };
}

/**
 * With the defaults written out that the API server would add. The authority of the certificate is left out: who issues
 * it writes it.
 */
function render(
  verb: 'validate' | 'mutate',
  webhook: ValidatingWebhook,
  place: WebhookPlace,
): RenderedWebhook {
  const isBuiltin = typeof webhook.for === 'string';
  const resource = resourceOf(webhook.for);
  const { group, kind, plural, namespaced } = resource;
  if (group === ADMISSION) {
    throw new PlatformError(
      { problem: 'is a kind that the API server asks no webhook about', given: `${group}/${kind}` },
      { prop: 'for' },
    );
  }
  const version = inProp('version', () => versionOf(webhook));
  const operations = inProp('operations', () => checkOperations(webhook.operations ?? ['CREATE', 'UPDATE']));
  const { failurePolicy, consequence } = unanswered(webhook, resource, operations);
  const kindName = kind.toLowerCase();
  const path = webhook.path ?? `/${verb}-${group.replaceAll('.', '-')}-${version}-${kindName}`;
  inProp('path', () => checkWebhookPath(path));
  const name =
    webhook.name ??
    `${verb[0]}${kindName}.${clusterScopedName(place.name, place.namespace)}.${group || 'core'}`;
  inProp('name', () => checkWebhookName(name));
  const most = isBuiltin ? 10 : 30;
  const timeoutSeconds = inProp('timeoutSeconds', () =>
    parseInteger(webhook.timeoutSeconds ?? 10, { min: 1, max: most }),
  );
  const conditions = webhook.matchConditions ?? [];
  const matchConditions = inProp('matchConditions', () => checkMatchConditions(conditions, place.cluster));
  const spec: WebhookSpec = {
    name,
    admissionReviewVersions: ['v1'],
    clientConfig: {
      service: { namespace: place.namespace, name: place.serviceName, port: SERVICE_PORT, path },
    },
    failurePolicy,
    ...(matchConditions.length > 0 && { matchConditions }),
    matchPolicy: 'Equivalent',
    namespaceSelector: inProp('for', () =>
      namespaceSelector(resource, isBuiltin, place.namespace, place.scope),
    ),
    objectSelector: inProp('objectSelector', () =>
      inShard(canonicalSelector(webhook.objectSelector ?? {}), place.scope),
    ),
    rules: [
      {
        apiGroups: [group],
        apiVersions: [version],
        operations,
        resources: inProp('subresources', () => resourcesOf(plural, webhook.subresources)),
        scope: namespaced ? 'Namespaced' : 'Cluster',
      },
    ],
    sideEffects: 'None',
    timeoutSeconds,
  };
  return { spec, consequence };
}

/** By `matchPolicy: Equivalent`, requests in all other versions are converted to this one. */
function versionOf({ for: target, version }: ValidatingWebhook): string {
  if (version === undefined) return resourceOf(target).version;
  if (typeof target !== 'string' && !('plural' in target)) return kindOf(target).served(version).name;
  return checkName('dns-label', version);
}

function checkOperations(operations: readonly WebhookOperation[]): WebhookOperation[] {
  const unknown = operations.find((operation) => !OPERATIONS.includes(operation));
  if (operations.length > 0 && unknown === undefined) {
    return OPERATIONS.filter((operation) => operations.includes(operation));
  }
  throw new PlatformError({
    problem: unknown === undefined ? 'is empty' : 'has what is no operation',
    given: unknown ?? operations,
    allowed: `at least one of ${OPERATIONS.join(', ')}`,
  });
}

function resourcesOf(plural: string, subresources?: readonly string[]): string[] {
  if (!subresources) return [plural];
  if (subresources.length > 0) {
    return subresources.map((subresource) => `${plural}/${checkName('dns-label', subresource)}`);
  }
  throw new PlatformError({
    problem: 'is empty',
    given: subresources,
    allowed: 'at least one subresource; or nothing, for the objects themselves',
  });
}

function checkWebhookName(name: string): void {
  checkName('dns-subdomain', name);
  if (name.split('.').length >= 3) return;
  throw new PlatformError({
    problem: 'is not a name of a webhook',
    given: name,
    allowed: 'at least three parts with dots between: vdatabase.example.com',
  });
}
