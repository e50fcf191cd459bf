import type { ApiResource, BuiltinKind } from '../../core/api-resources';
import { PlatformError } from '../../core/errors';
import type { FailurePolicy, ValidatingWebhook, WebhookOperation } from './props';

/** What happens to requests while a webhook does not answer, and what that means. */
export interface Unanswered {
  /** What the API server does. */
  readonly failurePolicy: FailurePolicy;
  /** What it means to users. */
  readonly consequence: string;
}

/**
 * Built-in kinds without a namespace that the pods of an operator need before they can answer: no namespace leaves the
 * operator's own out.
 */
const NEEDED: Readonly<Partial<Record<BuiltinKind, string>>> = {
  'apiextensions.k8s.io/CustomResourceDefinition': 'its own kinds are defined by these',
  'authentication.k8s.io/TokenReview': 'kubelets and its own metrics tell by these who calls',
  'authorization.k8s.io/SubjectAccessReview': 'kubelets and its own metrics tell by these who may call',
  'certificates.k8s.io/CertificateSigningRequest': 'nodes join by these',
  'rbac.authorization.k8s.io/ClusterRole': 'it has its own permissions by these',
  'rbac.authorization.k8s.io/ClusterRoleBinding': 'it has its own permissions by these',
  'scheduling.k8s.io/PriorityClass': 'its pods are admitted by these',
  'storage.k8s.io/CSINode': 'nodes join by these',
  'v1/Node': 'its pods run on these',
};

const DOES: Readonly<Record<WebhookOperation, string>> = {
  CREATE: 'creates',
  UPDATE: 'updates',
  DELETE: 'deletes',
  CONNECT: 'connects to',
};

/**
 * What happens to requests while a webhook does not answer. To refuse them is the default for kinds of one's own, which
 * the operator has to work on anyway. Whatever else is chosen takes a statement of what it means.
 * @throws PlatformError without a path, for a choice that is missing, is without its consequence, or could keep the
 * webhook from ever answering again
 */
export function unanswered(
  webhook: ValidatingWebhook,
  { group, kind }: ApiResource,
  operations: readonly WebhookOperation[],
): Unanswered {
  const isBuiltin = typeof webhook.for === 'string';
  const { consequence } = webhook;
  const failurePolicy = webhook.failurePolicy ?? (isBuiltin ? undefined : 'Fail');
  if (failurePolicy !== 'Fail' && failurePolicy !== 'Ignore') {
    throw new PlatformError(
      {
        problem: failurePolicy ? 'is unknown' : `is missing: ${kind} is a kind that others need as well`,
        given: failurePolicy,
        allowed:
          'Fail, which refuses requests while the webhook does not answer; Ignore, which lets them through',
      },
      { prop: 'failurePolicy' },
    );
  }
  const needed = failurePolicy === 'Fail' ? NEEDED[`${group || 'v1'}/${kind}` as BuiltinKind] : undefined;
  if (isBuiltin && needed) {
    throw new PlatformError(
      {
        problem: `would keep the operator from coming back: ${needed}, and nobody could write them while it is down`,
        given: failurePolicy,
        allowed: 'Ignore',
      },
      { prop: 'failurePolicy' },
    );
  }
  if (consequence === undefined && !isBuiltin && failurePolicy === 'Fail') {
    const does = operations.map((operation) => DOES[operation]).join(' or ');
    return { failurePolicy, consequence: `nobody ${does} a ${kind} while no replica answers` };
  }
  return { failurePolicy, consequence: checkConsequence(consequence, failurePolicy) };
}

function checkConsequence(consequence: string | undefined, failurePolicy: FailurePolicy): string {
  if (consequence !== undefined && /^\S[^\n]*\S$/.test(consequence)) return consequence;
  throw new PlatformError(
    {
      problem: consequence === undefined ? `is missing, with ${failurePolicy}` : 'is not a line of text',
      given: consequence,
      allowed:
        failurePolicy === 'Fail'
          ? 'a line that says what stops while no replica answers: "no pod of a tenant starts"'
          : 'a line that says what gets through while no replica answers: "databases without a backup are admitted"',
    },
    { prop: 'consequence' },
  );
}
