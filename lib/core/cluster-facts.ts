import type { InstalledSoftware } from './installed-software';
import type { StringMap } from './labels';
import type { QuantityLike } from './values/quantity';

/** Where the API server answers, on both sides of the Service's address translation. */
export interface ApiServerFacts {
  /**
   * Addresses of the API server: its endpoints, and the cluster IP of the `kubernetes` Service for network
   * plugins that filter before translation. Found by `kubectl get endpointslices,service kubernetes -n default`
   * (of the `default` namespace).
   */
  readonly cidrs: readonly string[];
  /**
   * Ports on those addresses.
   * @default [443, 6443]
   */
  readonly ports?: readonly number[];
}

/** How pods resolve names. */
export interface DnsFacts {
  /**
   * Namespace of the DNS pods.
   * @default 'kube-system'
   */
  readonly namespace?: string;
  /**
   * Labels of the DNS pods.
   * @default - `k8s-app: kube-dns`
   */
  readonly podLabels?: StringMap;
  /**
   * Ports of the DNS pods, which may differ from the Service's 53 (OpenShift: 5353).
   * @default [53]
   */
  readonly ports?: readonly number[];
  /**
   * Addresses of the node-local DNS cache, which runs on the host's network where no pod selector matches it.
   * @default - `169.254.20.10/32`, the address that NodeLocal DNSCache is documented with
   */
  readonly nodeLocalCidrs?: readonly string[];
  /**
   * Domain that the names of Services end with.
   * @default 'cluster.local'
   */
  readonly clusterDomain?: string;
}

/** Pods of a shared service of the cluster. */
export interface ServiceFacts {
  /** Namespace of its pods. */
  readonly namespace: string;
  /**
   * Labels of its pods.
   * @default - every pod of the namespace
   */
  readonly podLabels?: StringMap;
}

/** The ingress controller. */
export interface IngressFacts extends ServiceFacts {
  /**
   * Name of its IngressClass.
   * @default 'nginx'
   */
  readonly className?: string;
}

/** The monitoring system. */
export interface MonitoringFacts extends ServiceFacts {
  /**
   * ServiceAccount in its namespace by which it asks for metrics that are served to authorized clients alone.
   * @default - 'prometheus-k8s', as kube-prometheus names it
   */
  readonly serviceAccountName?: string;
  /**
   * Labels by which Prometheus selects the monitors and rules that it loads: `{ release: 'kube-prometheus-stack' }`.
   * @default - none; it selects all, as kube-prometheus has it
   */
  readonly selectorLabels?: StringMap;
  /**
   * Scrape class of Prometheus that sends the token of its own account: `authorization.credentialsFile` in its
   * `scrapeClasses`. Where Prometheus forbids monitors to name its files, nothing else does.
   * @default - none; monitors name the file of the token
   */
  readonly scrapeClass?: string;
  /**
   * Where the runbooks of alerts are published: the URL of the folder `docs/runbooks` of this library, or of your own
   * texts under the same names.
   * @default - unknown; constructs with alerts of their own say so
   */
  readonly runbooks?: string;
}

/** What the nodes of a cluster have for pods, together, and its storage. */
export interface CapacityFacts {
  /**
   * CPU, in cores: the sum of `status.allocatable.cpu` of the nodes.
   * @default - unknown
   */
  readonly cpu?: QuantityLike;
  /**
   * Memory, likewise.
   * @default - unknown
   */
  readonly memory?: QuantityLike;
  /**
   * Pods, likewise.
   * @default - unknown
   */
  readonly pods?: number;
  /**
   * Storage that claims may take together.
   * @default - unknown
   */
  readonly storage?: QuantityLike;
}

/** Network plugins that policies are written for. */
export type NetworkPlugin = 'cilium' | 'other';

/** Facts about the cluster that the manifests are for. */
export interface ClusterProps {
  /** Minor version of Kubernetes: `1.34`. */
  readonly kubernetes: string;
  /**
   * Where the API server answers.
   * @default - unknown; constructs that must reach it say so, unless the network plugin is Cilium, which knows
   */
  readonly apiServer?: ApiServerFacts;
  /**
   * Address ranges of pods: all of them, of both families where pods have both.
   * @default - unknown
   */
  readonly podCidrs?: readonly string[];
  /**
   * Address ranges of Services: all of them, of both families where they have both.
   * @default - unknown
   */
  readonly serviceCidrs?: readonly string[];
  /**
   * Address ranges of nodes. Their node ports lead to pods, and so does what pods on the host's network open.
   * @default - unknown; the network matrix then takes no address outside the other ranges for a node's
   */
  readonly nodeCidrs?: readonly string[];
  /**
   * How pods resolve names.
   * @default - CoreDNS in `kube-system`, with the node-local cache
   */
  readonly dns?: DnsFacts;
  /**
   * The ingress controller.
   * @default - none; constructs that are reached through it say so
   */
  readonly ingress?: IngressFacts;
  /**
   * The monitoring system, which scrapes metrics.
   * @default - none; nothing may scrape
   */
  readonly monitoring?: MonitoringFacts;
  /**
   * Software that the cluster has, and so kinds that objects may be of: `[CERT_MANAGER, PROMETHEUS_OPERATOR]`.
   * @default - none
   */
  readonly installed?: readonly InstalledSoftware[];
  /**
   * The network plugin, where policies need more than NetworkPolicy. Cilium matches the API server by what it is, not by
   * its address.
   * @default 'other'
   */
  readonly networkPlugin?: NetworkPlugin;
  /**
   * Whether the API servers enforce ValidatingAdmissionPolicies. On 1.28 and 1.29 they do where the feature gate
   * `ValidatingAdmissionPolicy` is on and `--runtime-config=admissionregistration.k8s.io/v1beta1=true` serves the kind.
   * Source: https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
   * @default - true from 1.30 on; false before, and constructs that need them say so
   */
  readonly admissionPolicies?: boolean;
  /**
   * What it has to give: reports hold the budgets of tenants against it.
   * @default - unknown
   */
  readonly capacity?: CapacityFacts;
}

/** Ports of an API server: that of its Service, and that of its endpoints. */
export const API_SERVER_PORTS: readonly number[] = [443, 6443];
