import type { Construct } from 'constructs';
import { Cluster } from '../../core/cluster';
import { emitServingCertificate } from '../serving-certificate';
import type { WebhookServerProps } from './webhook-server';

/** Emits the Certificate of an operator's webhooks, unless a Secret with one was stated. */
export function emitCertificate(scope: Construct, { plan, namespace, labels }: WebhookServerProps): void {
  const { certificates, serviceName, secretName } = plan;
  if (certificates.secretName !== undefined) return;
  const { clusterDomain } = Cluster.of(scope).dns;
  emitServingCertificate(scope, {
    name: serviceName,
    namespace,
    labels,
    purpose: 'the certificate of its webhooks',
    dnsNames: [
      serviceName,
      `${serviceName}.${namespace}`,
      `${serviceName}.${namespace}.svc`,
      `${serviceName}.${namespace}.svc.${clusterDomain}`,
    ],
    secretName,
    issuer: certificates.issuer,
  });
}
