import type { Construct } from 'constructs';
import { Cluster } from '../../core/cluster';
import { KubeObject } from '../../core/kube-object';
import { Wave } from '../../core/wave';
import { CERTIFICATE, CLUSTER_ISSUER, ISSUER } from '../../installed/cert-manager';
import { requireKind } from '../../kind/required-kind';
import type { WebhookIssuer } from './certificates';
import { authorityName } from './plan';
import type { WebhookServerProps } from './webhook-server';

const GROUP = 'cert-manager.io';
/** Short-lived, and renewed long before the end: a month to notice that it fails. In the form that Go writes. */
const SERVING = { duration: '2160h0m0s', renewBefore: '720h0m0s' };
const AUTHORITY = { duration: '43800h0m0s', renewBefore: '8760h0m0s' };

/**
 * Emits the Certificate of an operator's webhooks, before its pods, which wait for the Secret.
 *
 * It is signed by an authority of the operator's own, unless another is stated. Were it signed by itself, each renewal
 * would change what the API server trusts at once, and what the pods serve only when the kubelet has updated their
 * volumes: for a minute or so every request would fail. The authority keeps its key when it is renewed, so that what it
 * signed before stays valid.
 */
export function emitCertificate(scope: Construct, props: WebhookServerProps): void {
  const { plan, namespace } = props;
  const { certificates, serviceName } = plan;
  if (certificates.secretName !== undefined) return;
  requireKind(scope, CERTIFICATE, 'the certificate of its webhooks');
  const { issuer } = certificates;
  requireKind(
    scope,
    issuer?.kind === 'ClusterIssuer' ? CLUSTER_ISSUER : ISSUER,
    'the certificate of its webhooks',
  );
  const { clusterDomain } = Cluster.of(scope).dns;
  emitOf(scope, 'Certificate', props, serviceName, {
    ...SERVING,
    dnsNames: [
      serviceName,
      `${serviceName}.${namespace}`,
      `${serviceName}.${namespace}.svc`,
      `${serviceName}.${namespace}.svc.${clusterDomain}`,
    ],
    issuerRef: { group: GROUP, ...(issuer ?? emitAuthority(scope, props)) },
    privateKey: { algorithm: 'ECDSA', rotationPolicy: 'Always', size: 256 },
    secretName: plan.secretName,
    usages: ['digital signature', 'server auth'],
  });
}

function emitAuthority(scope: Construct, props: WebhookServerProps): WebhookIssuer {
  const { serviceName } = props.plan;
  const root = `${serviceName}-root`;
  const authority = authorityName(serviceName);
  emitOf(scope, 'Issuer', props, root, { selfSigned: {} });
  emitOf(scope, 'Certificate', props, authority, {
    ...AUTHORITY,
    commonName: serviceName,
    isCA: true,
    issuerRef: { group: GROUP, kind: 'Issuer', name: root },
    privateKey: { algorithm: 'ECDSA', rotationPolicy: 'Never', size: 256 },
    secretName: authority,
    usages: ['digital signature', 'cert sign'],
  });
  emitOf(scope, 'Issuer', props, authority, { ca: { secretName: authority } });
  return { kind: 'Issuer', name: authority };
}

function emitOf(
  scope: Construct,
  kind: 'Certificate' | 'Issuer',
  { labels }: WebhookServerProps,
  name: string,
  spec: object,
): void {
  const resource = kind === 'Certificate' ? CERTIFICATE : ISSUER;
  new KubeObject(
    scope,
    `${kind}-${name}`,
    resource,
    { name, labels },
    { spec },
    {
      custom: true,
      wave: Wave.GUARDRAILS,
    },
  );
}
