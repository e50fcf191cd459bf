import type { InstalledSoftware } from '../core/installed-software';
import { customKind } from './custom-kind';

/** A certificate that cert-manager keeps in a Secret and renews. */
export const CERTIFICATE = customKind('cert-manager.io/v1', 'Certificate', 'certificates');
/** Who signs certificates of its own namespace. */
export const ISSUER = customKind('cert-manager.io/v1', 'Issuer', 'issuers');
/** Who signs certificates of any namespace. */
export const CLUSTER_ISSUER = customKind('cert-manager.io/v1', 'ClusterIssuer', 'clusterissuers', 'Cluster');

/** cert-manager: certificates as objects. Source: https://cert-manager.io/docs/reference/api-docs/ */
export const CERT_MANAGER: InstalledSoftware = {
  name: 'cert-manager',
  namespaces: ['cert-manager'],
  kinds: [CERTIFICATE, CLUSTER_ISSUER, ISSUER],
};
