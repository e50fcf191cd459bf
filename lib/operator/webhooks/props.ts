import type { LabelSelector } from '../../core/label-selector';
import type { KindLike } from '../../kind/kind';
import type { KindRef } from '../../kind/kind-ref';
import type { MatchCondition } from '../../policy/match-conditions';
import type { WebhookCertificates } from './certificates';

/** What is done to an object that a webhook is asked about. */
export type WebhookOperation = 'CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT';

/** What the API server does with a request when a webhook does not answer: refuse it, or let it through. */
export type FailurePolicy = 'Fail' | 'Ignore';

/** A webhook that is asked whether objects of a kind are admitted. */
export interface ValidatingWebhook {
  /** The kind that it is asked about: one of your own, or a built-in one. */
  readonly for: KindRef;
  /**
   * Name of the webhook, by which the API server's messages and metrics speak of it: at least three parts, with dots.
   * @default - `v` or `m`, the kind, the operator and the group: two installs have two, which metrics tell apart
   */
  readonly name?: string;
  /**
   * Version in which it is sent the objects. Requests in other versions of the kind reach it as well, converted.
   * @default - the version that is stored
   */
  readonly version?: string;
  /**
   * What it is asked about.
   * @default - CREATE and UPDATE
   */
  readonly operations?: readonly WebhookOperation[];
  /**
   * Subresources that it is asked about, in place of the objects themselves: `scale`, `status`.
   * @default - none; it is asked about the objects
   */
  readonly subresources?: readonly string[];
  /**
   * Path that is asked.
   * @default - that of controller-runtime: `/validate-` or `/mutate-`, group, version and kind
   */
  readonly path?: string;
  /**
   * What happens to requests while it does not answer.
   * @default - Fail for kinds of your own; for built-in kinds it has to be stated
   */
  readonly failurePolicy?: FailurePolicy;
  /**
   * What it means to users that it does not answer: what stops under Fail, what gets through under Ignore. It stands on
   * the configuration, for whoever looks for the cause of an outage.
   * @default - for Fail and a kind of your own, that the operations are refused; else it has to be stated
   */
  readonly consequence?: string;
  /**
   * Seconds that the API server waits for an answer, 1 to 30; for built-in kinds at most 10, since leaders have to renew
   * their leases within that time.
   * @default 10
   */
  readonly timeoutSeconds?: number;
  /**
   * Conditions in CEL that a request has to meet for it to be asked: what meets not all of them is admitted.
   * @default - none
   */
  readonly matchConditions?: readonly MatchCondition[];
  /**
   * Labels of the objects that it is asked about. Whoever may label an object can thereby evade the webhook.
   * @default - all objects
   */
  readonly objectSelector?: LabelSelector;
}

/** A webhook that may change objects of a kind before they are admitted. */
export interface MutatingWebhook extends ValidatingWebhook {
  /**
   * Whether it is asked again when webhooks after it have changed the object.
   * @default 'Never'
   */
  readonly reinvocationPolicy?: 'Never' | 'IfNeeded';
}

/** The webhooks that an operator serves. */
export interface OperatorWebhooks {
  /** Where the certificate comes from that they are served with. */
  readonly certificates: WebhookCertificates;
  /**
   * Webhooks that are asked whether objects are admitted. What schemas and CEL rules can tell needs none.
   * @default - none
   */
  readonly validating?: readonly ValidatingWebhook[];
  /**
   * Webhooks that may change objects before they are admitted. Defaults of a schema need none.
   * @default - none
   */
  readonly mutating?: readonly MutatingWebhook[];
  /**
   * Kinds whose objects it converts between versions; their definitions take `operator.conversionWebhook`.
   * @default - none
   */
  readonly conversion?: readonly KindLike[];
  /**
   * Port that they are served on.
   * @default 9443
   */
  readonly port?: number;
  /**
   * Directory in which the operator's program looks for `tls.crt` and `tls.key`.
   * @default - '/tmp/k8s-webhook-server/serving-certs', that of controller-runtime
   */
  readonly certDir?: string;
}
