import type { InstalledSoftware } from '../core/installed-software';
import { customKind } from './custom-kind';
import { available, established } from './ready';

/** A certificate that cert-manager keeps in a Secret and renews. */
export const CERTIFICATE = customKind('cert-manager.io/v1', 'Certificate', 'certificates');
/** Who signs certificates of its own namespace. */
export const ISSUER = customKind('cert-manager.io/v1', 'Issuer', 'issuers');
/** Who signs certificates of any namespace. */
export const CLUSTER_ISSUER = customKind('cert-manager.io/v1', 'ClusterIssuer', 'clusterissuers', 'Cluster');

const KINDS = [
  CERTIFICATE,
  customKind('cert-manager.io/v1', 'CertificateRequest', 'certificaterequests'),
  customKind('acme.cert-manager.io/v1', 'Challenge', 'challenges'),
  CLUSTER_ISSUER,
  ISSUER,
  customKind('acme.cert-manager.io/v1', 'Order', 'orders'),
];
const NAMESPACE = 'cert-manager';

/**
 * cert-manager: certificates as objects. As its release and its Helm chart install it.
 *
 * That its Deployments are available says that their pods answer, not that the API server reaches the webhook:
 * `cmctl check api` asks that. Sources: https://cert-manager.io/docs/reference/api-docs/,
 * https://cert-manager.io/docs/installation/kubectl/
 */
export const CERT_MANAGER: InstalledSoftware = {
  name: 'cert-manager',
  namespaces: [NAMESPACE],
  kinds: KINDS,
  ready: [
    ...established(KINDS),
    ...available(NAMESPACE, ['cert-manager', 'cert-manager-cainjector', 'cert-manager-webhook']),
  ],
};
