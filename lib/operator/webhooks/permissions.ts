import type { Permission } from '../permissions/permission';
import type { WebhookPlan } from './plan';

/**
 * What an operator has to be permitted for its webhooks, in the whole cluster: nothing where cert-manager writes the
 * authority of their certificate, else to write it itself, into its own objects and no others.
 * @param configurationName name of its webhook configurations
 */
export function webhookPermissions(
  plan: WebhookPlan | undefined,
  configurationName: string,
): readonly Permission[] {
  if (plan?.certificates.secretName === undefined) return [];
  const write = (
    group: string,
    resource: string,
    resourceNames: readonly string[],
    what: string,
  ): Permission => ({
    group,
    resource,
    resourceNames,
    verbs: ['get', 'patch'],
    reason: `writes the authority of its certificate into ${what}, which nobody else does`,
    // Said by whoever takes the certificate from a Secret.
    stated: true,
  });
  const admission = 'admissionregistration.k8s.io';
  const own = [configurationName];
  return [
    ...(plan.validating.length > 0
      ? [write(admission, 'validatingwebhookconfigurations', own, 'its validating webhooks')]
      : []),
    ...(plan.mutating.length > 0
      ? [write(admission, 'mutatingwebhookconfigurations', own, 'its mutating webhooks')]
      : []),
    ...(plan.conversion.length > 0
      ? [
          write(
            'apiextensions.k8s.io',
            'customresourcedefinitions',
            plan.conversion.map(({ crdName }) => crdName).sort(),
            'the definitions of the kinds that it converts',
          ),
        ]
      : []),
  ];
}
