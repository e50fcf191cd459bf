import type { StringMap } from '../../core/labels';
import type { Image } from '../../core/values/image';
import type { QuantityLike } from '../../core/values/quantity';
import type { ComputeResources } from '../../workload/resources';
import type { HostRead, SyncToHost } from './sync';

/** How the API of a virtual cluster is reached from outside. */
export interface ApiIngress {
  /** Host name, without a wildcard; TLS is passed through to the pods, which have a certificate for it. */
  readonly host: string;
  /**
   * Annotations by which the ingress controller passes TLS through: clients show certificates, which end with it.
   * @default - those of ingress-nginx, where the class of the Cluster's ingress controller is `nginx`
   */
  readonly passthrough?: StringMap;
}

/** Props of {@link VirtualCluster}. */
export interface VirtualClusterProps {
  /**
   * Name of the virtual cluster, at most 52 characters.
   * @default - the construct's id
   */
  readonly name?: string;
  /** Image of the control plane, of vCluster 0.29 or later: `ghcr.io/loft-sh/vcluster-oss:0.34.0`. */
  readonly image: string | Image;
  /**
   * Image that the programs of Kubernetes are taken from, whose version is that of the virtual cluster:
   * `ghcr.io/loft-sh/kubernetes:v1.34.0`.
   */
  readonly kubernetesImage: string | Image;
  /** Size of the volume of each pod of the control plane, which holds all objects of the virtual cluster. */
  readonly storage: QuantityLike;
  /**
   * Storage class of the volumes.
   * @default - the default class of the cluster
   */
  readonly storageClassName?: string;
  /** What each pod of the control plane asks for and may use at most: some 250m of CPU and 1Gi of memory at rest. */
  readonly resources: ComputeResources;
  /**
   * Where its objects are stored. `etcd` runs in the pods of the control plane, and is for an image and a licence of the
   * vendor; it cannot be changed later, except from `sqlite` to `etcd`.
   * @default 'sqlite'
   */
  readonly store?: 'sqlite' | 'etcd';
  /**
   * How many pods the control plane has: one with `sqlite`, whose file is no other pod's; an odd number with `etcd`.
   * @default - 1 with `sqlite`, 3 with `etcd`
   */
  readonly replicas?: number;
  /**
   * What it writes to its namespace on the host, beside pods, services, claims, and the config maps and secrets that these
   * use.
   * @default - nothing
   */
  readonly syncToHost?: readonly SyncToHost[];
  /**
   * Kinds of the host without a namespace that its users see. Each takes a right to read on the whole cluster, which is
   * given by a ClusterRole.
   * @default - none, and no ClusterRole
   */
  readonly syncFromHost?: readonly HostRead[];
  /**
   * How its API is reached from outside the cluster.
   * @default - not at all; through the host's API server by a port-forward
   */
  readonly ingress?: ApiIngress;
  /**
   * Image of the DNS that runs in the virtual cluster. Guard rails hold it to the registries of the tenant, and so does
   * synth, as the image that vCluster has itself.
   * @default - the one that vCluster has for the version of Kubernetes, from Docker Hub
   */
  readonly dnsImage?: string | Image;
  /**
   * Image, with a shell and sed, of an init container by which pods of stateful sets know their full name in the virtual
   * cluster.
   * @default - none; `hostname -f` in such a pod tells the name on the host
   */
  readonly hostnameImage?: string | Image;
}
