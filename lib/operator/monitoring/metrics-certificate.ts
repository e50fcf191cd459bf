import { Construct } from 'constructs';
import { KubeObject } from '../../core/kube-object';
import type { StringMap } from '../../core/labels';
import { Wave } from '../../core/wave';
import { CERTIFICATE, ISSUER } from '../../installed/cert-manager';
import { requireKind } from '../../kind/required-kind';

/** Props of {@link MetricsCertificate}. */
export interface MetricsCertificateProps {
  /** Name of the Issuer and of the Certificate. */
  readonly name: string;
  /** Namespace that they are in. */
  readonly namespace: string;
  /** Names that the server is known by. */
  readonly dnsNames: readonly string[];
  /** Name of the Secret that cert-manager keeps the certificate in. */
  readonly secretName: string;
  /** Labels of the objects. */
  readonly labels: StringMap;
}

/**
 * A certificate for the metrics of an operator, kept by cert-manager. It signs itself: who scrapes takes it, by the key
 * `ca.crt` of its Secret, as what it is verified by.
 */
export class MetricsCertificate extends Construct {
  constructor(scope: Construct, id: string, props: MetricsCertificateProps) {
    super(scope, id);
    const { name, namespace, dnsNames, secretName, labels } = props;
    for (const kind of [ISSUER, CERTIFICATE]) requireKind(this, kind, 'the certificate of its metrics');
    // Pods that mount the Secret do not start before it is there.
    const options = { custom: true, wave: Wave.GUARDRAILS };
    const metadata = { name, namespace, labels };
    new KubeObject(this, 'Issuer', ISSUER, metadata, { spec: { selfSigned: {} } }, options);
    const spec = {
      secretName,
      dnsNames,
      issuerRef: { group: ISSUER.group, kind: ISSUER.kind, name },
      usages: ['digital signature', 'key encipherment', 'server auth'],
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
      duration: '2160h',
      renewBefore: '720h',
    };
    new KubeObject(this, 'Certificate', CERTIFICATE, metadata, { spec }, options);
  }
}
