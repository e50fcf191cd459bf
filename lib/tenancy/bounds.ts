import type { StringMap } from '../core/labels';

/**
 * What the members of a tenant may choose in what they write. Guard rails hold them to it in the cluster, and synth
 * holds the objects of the app to it. It stands on the tenant's namespaces, so that one policy serves all tenants.
 */
export interface TenantBounds {
  /**
   * Where images may come from: `ghcr.io/acme` allows `ghcr.io/acme/shop:1.0`, not `ghcr.io/acme-corp/shop:1.0`.
   * @default - anywhere
   */
  readonly registries?: readonly string[];
  /**
   * Domains that an Ingress may serve, each with the names below it: `alpha.example.com`.
   * @default - none
   */
  readonly domains?: readonly string[];
  /**
   * Ingress classes to choose from.
   * @default - that of the Cluster's ingress controller
   */
  readonly ingressClasses?: readonly string[];
  /**
   * Storage classes to choose from.
   * @default - any; a claim that names none gets the default class of the cluster
   */
  readonly storageClasses?: readonly string[];
  /**
   * Priority classes to choose from.
   * @default - none
   */
  readonly priorityClasses?: readonly string[];
  /**
   * Runtime classes to choose from.
   * @default - none
   */
  readonly runtimeClasses?: readonly string[];
  /**
   * Labels of nodes that every pod must ask for.
   * @default - none
   */
  readonly nodeSelector?: StringMap;
  /**
   * Keys of taints that pods may tolerate, beside those that Kubernetes adds tolerations for itself.
   * @default - none
   */
  readonly tolerations?: readonly string[];
  /**
   * Address ranges outside the cluster that the network policies of members may open.
   * @default - none
   */
  readonly egressCidrs?: readonly string[];
}
