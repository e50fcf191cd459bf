import type { Construct } from 'constructs';
import { KubeObject } from '../core/kube-object';
import type { StringMap } from '../core/labels';
import { Wave } from '../core/wave';
import { CERTIFICATE, CLUSTER_ISSUER, ISSUER } from '../installed/cert-manager';
import { requireKind } from '../kind/required-kind';

/** Who signs a certificate. */
export interface CertificateIssuer {
  /**
   * An Issuer of the operator's namespace, or a ClusterIssuer.
   * @default 'Issuer'
   */
  readonly kind?: 'Issuer' | 'ClusterIssuer';
  /** Name of it. */
  readonly name: string;
}

/** What the certificate of a server of an operator is for. */
export interface ServingCertificateProps {
  /** Name of the Certificate. */
  readonly name: string;
  /** Namespace of the operator. */
  readonly namespace: string;
  /** Labels of the objects. */
  readonly labels: StringMap;
  /** What it is for, as a message says it: `the certificate of its webhooks`. */
  readonly purpose: string;
  /** Names that the server is known by. */
  readonly dnsNames: readonly string[];
  /** Name of the Secret that cert-manager keeps it in. */
  readonly secretName: string;
  /**
   * Who signs it.
   * @default - an authority of its own
   */
  readonly issuer?: CertificateIssuer;
}

const GROUP = 'cert-manager.io';
/** Short-lived, and renewed long before the end: a month to notice that it fails. In the form that Go writes. */
const SERVING = { duration: '2160h0m0s', renewBefore: '720h0m0s' };
const AUTHORITY = { duration: '43800h0m0s', renewBefore: '8760h0m0s' };

/** Names of the Certificates that {@link emitServingCertificate} emits. */
export function servingCertificates(name: string, issuer?: CertificateIssuer): readonly string[] {
  return issuer ? [name] : [name, authorityName(name)];
}

/**
 * Emits the Certificate of a server of an operator, before its pods, which wait for the Secret.
 *
 * It is signed by an authority of the operator's own, unless another is stated. Were it signed by itself, each renewal
 * would change what clients trust at once, and what the pods serve only when the kubelet has updated their volumes: for
 * a minute or so every request would fail. The authority keeps its key when it is renewed, so that what it signed before
 * stays valid.
 */
export function emitServingCertificate(scope: Construct, props: ServingCertificateProps): void {
  const { name, dnsNames, issuer, purpose, secretName } = props;
  requireKind(scope, CERTIFICATE, purpose);
  requireKind(scope, issuer?.kind === 'ClusterIssuer' ? CLUSTER_ISSUER : ISSUER, purpose);
  emitOf(scope, 'Certificate', props, name, {
    ...SERVING,
    dnsNames,
    issuerRef: { group: GROUP, ...(issuer ?? emitAuthority(scope, props)) },
    privateKey: { algorithm: 'ECDSA', rotationPolicy: 'Always', size: 256 },
    secretName,
    usages: ['digital signature', 'server auth'],
  });
}

function emitAuthority(scope: Construct, props: ServingCertificateProps): CertificateIssuer {
  const { name } = props;
  const root = `${name}-root`;
  const authority = authorityName(name);
  emitOf(scope, 'Issuer', props, root, { selfSigned: {} });
  emitOf(scope, 'Certificate', props, authority, {
    ...AUTHORITY,
    commonName: name,
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
  { labels, namespace }: ServingCertificateProps,
  name: string,
  spec: object,
): void {
  const resource = kind === 'Certificate' ? CERTIFICATE : ISSUER;
  const options = { custom: true, wave: Wave.GUARDRAILS };
  new KubeObject(scope, `${kind}-${name}`, resource, { name, namespace, labels }, { spec }, options);
}

/** Name of the authority of a server's own, and of its Certificate. */
function authorityName(name: string): string {
  return `${name}-ca`;
}
