import { Construct } from 'constructs';
import { addCheck } from '../../core/check';
import { emit } from '../../core/kube-object';
import type { StringMap } from '../../core/labels';
import { INJECT_CA_FROM } from '../../kind/conversion';
import { Volume } from '../../workload/volume';
import { clusterScopedName } from '../cluster-scoped-name';
import type { PodAdditions } from '../pod-additions';
import { emitCertificate } from './certificate';
import type { WebhookPlan } from './plan';
import { reachabilityCheck } from './reachability-check';
import { type RenderedWebhook, SERVICE_PORT } from './webhook';

/** Name of the port that webhooks are served on. */
const PORT = 'webhook';

/** Annotation that says what it means that each of the webhooks does not answer. */
const UNANSWERED = 'cdk8s-platform/unanswered';

/** What serving webhooks adds to the pods of an operator. */
export function webhookAdditions({ port, secretName, certDir }: WebhookPlan): PodAdditions {
  return {
    ports: [{ name: PORT, port }],
    mounts: [{ volume: Volume.secret('webhook-certs', secretName), path: certDir, readOnly: true }],
  };
}

/** Props of {@link WebhookServer}. */
export interface WebhookServerProps {
  /** The webhooks. */
  readonly plan: WebhookPlan;
  /** Name of the operator. */
  readonly name: string;
  /** Namespace of the operator. */
  readonly namespace: string;
  /** Labels of its objects. */
  readonly labels: StringMap;
  /** Labels of its pods. */
  readonly selector: StringMap;
}

/**
 * What leads the API server to the webhooks of an operator: Service, configurations and, from cert-manager, the
 * certificate. The certificate comes before the pods, which wait for its Secret; the configurations come after them.
 */
export class WebhookServer extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: WebhookServerProps,
  ) {
    super(scope, id);
    const { plan, labels, selector } = props;
    emitCertificate(this, props);
    emit(
      this,
      'Service',
      'v1/Service',
      { name: plan.serviceName, labels },
      {
        spec: {
          ports: [{ name: PORT, port: SERVICE_PORT, protocol: 'TCP', targetPort: PORT }],
          selector,
          type: 'ClusterIP',
        },
      },
    );
    this.emitConfiguration('ValidatingWebhookConfiguration', plan.validating);
    this.emitConfiguration('MutatingWebhookConfiguration', plan.mutating);
    const { serviceName } = plan;
    addCheck(this, reachabilityCheck(this, { ...props, serviceName }));
  }

  private emitConfiguration(
    kind: 'ValidatingWebhookConfiguration' | 'MutatingWebhookConfiguration',
    webhooks: readonly RenderedWebhook[],
  ): void {
    if (webhooks.length === 0) return;
    const { name, namespace, labels, plan } = this.props;
    emit(
      this,
      kind,
      `admissionregistration.k8s.io/${kind}`,
      {
        name: clusterScopedName(name, namespace),
        labels,
        annotations: {
          [UNANSWERED]: webhooks
            .map(({ spec, consequence }) => `${spec.name}: ${spec.failurePolicy}: ${consequence}`)
            .join('\n'),
          ...(plan.certificates.secretName === undefined && {
            [INJECT_CA_FROM]: `${namespace}/${plan.serviceName}`,
          }),
        },
      },
      { webhooks: webhooks.map(({ spec }) => spec) },
    );
  }
}
