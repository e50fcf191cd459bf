import { inProp } from '../../core/errors';
import { markClass } from '../../core/mark';
import { checkName } from '../../core/names';
import type { CertificateIssuer } from '../serving-certificate';

/** Where the certificate comes from that webhooks are served with, and who tells the API server to trust it. */
export class WebhookCertificates {
  static {
    markClass(WebhookCertificates, 'WebhookCertificates');
  }

  /**
   * From cert-manager, which renews it, and writes its authority into the configurations.
   * @param options who signs it; by default an authority of the operator's own, which signs nothing else. One that is
   * stated has to give its authority with what it signs, which public ones (ACME) do not
   */
  static certManager(options: { readonly issuer?: CertificateIssuer } = {}): WebhookCertificates {
    const { issuer } = options;
    if (!issuer) return new WebhookCertificates({});
    const name = inProp('issuer.name', () => checkName('dns-subdomain', issuer.name));
    return new WebhookCertificates({ issuer: { kind: issuer.kind ?? 'Issuer', name } });
  }

  /**
   * From a Secret of the operator's namespace that somebody else keeps, with the keys `tls.crt` and `tls.key`. The pods do
   * not start before it is there. The operator's program itself writes its authority into the configurations.
   * @param name name of the Secret
   */
  static secret(name: string): WebhookCertificates {
    return new WebhookCertificates({ secretName: checkName('dns-subdomain', name) });
  }

  /** Who signs it by cert-manager; `undefined` for an authority of its own, and for a Secret of somebody else. */
  readonly issuer?: Required<CertificateIssuer>;
  /** The Secret that somebody else keeps; `undefined` with cert-manager. */
  readonly secretName?: string;

  private constructor(from: { readonly issuer?: Required<CertificateIssuer>; readonly secretName?: string }) {
    this.issuer = from.issuer;
    this.secretName = from.secretName;
  }
}
