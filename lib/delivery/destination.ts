import { checkName } from '../core/names';
import { checkServer } from './source';

/** URL by which Argo CD knows the cluster that it runs in itself. */
export const IN_CLUSTER = 'https://kubernetes.default.svc';

/** A namespace of a cluster. */
export interface Destination {
  /**
   * URL of the cluster's API server, as Argo CD knows it; no patterns.
   * @default 'https://kubernetes.default.svc', the cluster that Argo CD runs in
   */
  readonly server?: string;
  /** Name of the namespace; no patterns. */
  readonly namespace: string;
}

/**
 * Returns a destination with its server written out.
 * @throws PlatformError for a server or a namespace that is a pattern or not valid
 */
export function checkDestination({ server, namespace }: Destination): Required<Destination> {
  return { server: checkServer(server ?? IN_CLUSTER), namespace: checkName('dns-label', namespace) };
}
