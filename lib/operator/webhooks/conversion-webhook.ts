import type { Construct } from 'constructs';
import { fail } from '../../core/errors';
import type { ConversionWebhook } from '../../kind/conversion';
import type { WebhookPlan } from './plan';

/**
 * The webhook by which an operator converts objects, as a CustomResourceDefinition takes it.
 * @throws PlatformError when the operator converts no kind
 */
export function conversionWebhookOf(
  operator: Construct & { readonly namespace: string },
  plan: WebhookPlan | undefined,
): ConversionWebhook {
  if (!plan || plan.conversion.length === 0) {
    return fail(operator, 'webhooks.conversion', {
      problem: 'names no kind, so there is no webhook to convert by',
      fix: 'name the kinds that its program converts: `conversion: [Cache]`',
    });
  }
  const { namespace } = operator;
  const { serviceName, certificates } = plan;
  return {
    service: { namespace, name: serviceName },
    ...(certificates.secretName === undefined && { certificate: { namespace, name: serviceName } }),
  };
}
