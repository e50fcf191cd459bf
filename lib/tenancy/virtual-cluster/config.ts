import type { PodSecurityLevel } from '../../core/pod-security';
import { toYaml } from '../../core/synth/yaml';
import type { HostRead, SyncToHost } from './sync';

/** Where the API of a virtual cluster is served, by every pod of its control plane. */
export const API_PORT = 8443;

/** What the configuration depends on. */
export interface ConfigFacts {
  /** Kinds that are synced to the host beside the usual ones. */
  readonly toHost: readonly SyncToHost[];
  /** Kinds that are synced from the host. */
  readonly fromHost: readonly HostRead[];
  /** Where its objects are stored. */
  readonly store: 'sqlite' | 'etcd';
  /** How many pods its control plane has. */
  readonly replicas: number;
  /** Pod security level of its namespace. */
  readonly podSecurity: PodSecurityLevel;
  /** ServiceAccount of its pods on the host. */
  readonly workloadServiceAccount: string;
  /** Host name of its API, if it is reached from outside. */
  readonly host: string | undefined;
  /** Image of its DNS, if that is not the usual one. */
  readonly dnsImage: string | undefined;
  /** Image of the init container of its stateful sets, if they are to have one. */
  readonly hostnameImage: string | undefined;
}

const ON = { enabled: true };
const OFF = { enabled: false };

/**
 * The configuration that a control plane reads: `vcluster.yaml`. It knows no defaults but zero and nothing, those of the
 * chart being values that the chart writes out; so everything that is not off is written here.
 *
 * Where it differs from the chart's defaults: neither endpoints nor Services for each node are written to the host, tokens
 * are kept in Secrets, the level of pod security is told to the users when they create a pod, and nothing is reported to
 * the vendor.
 * Sources: chart/values.yaml of github.com/loft-sh/vcluster, and
 * https://www.vcluster.com/docs/vcluster/security/shared-nodes-hardening
 */
export function configOf(facts: ConfigFacts): string {
  return toYaml([
    {
      controlPlane: controlPlane(facts),
      experimental: { syncSettings: { setOwner: true } },
      ...(facts.host !== undefined && { exportKubeConfig: { server: `https://${facts.host}` } }),
      networking: {
        advanced: {
          clusterDomain: 'cluster.local',
          // Its DNS would otherwise ask the servers of the node, which no policy can name.
          fallbackHostCluster: true,
          proxyKubelets: { byHostname: true, byIP: false },
        },
      },
      policies: {
        limitRange: OFF,
        networkPolicy: OFF,
        podSecurityStandard: facts.podSecurity,
        resourceQuota: OFF,
      },
      sync: { fromHost: fromHost(facts), toHost: toHost(facts) },
      telemetry: OFF,
    },
  ]);
}

function controlPlane(facts: ConfigFacts): object {
  return {
    advanced: { workloadServiceAccount: { name: facts.workloadServiceAccount } },
    backingStore: facts.store === 'etcd' ? { etcd: { embedded: ON } } : { database: { embedded: ON } },
    coredns: {
      deployment: {
        ...(facts.dnsImage !== undefined && { image: facts.dnsImage }),
        replicas: 1,
        resources: { limits: { cpu: '1', memory: '170Mi' }, requests: { cpu: '20m', memory: '64Mi' } },
      },
      enabled: true,
      service: { spec: { type: 'ClusterIP' } },
    },
    distro: { k8s: { apiServer: ON, controllerManager: ON, enabled: true } },
    proxy: {
      bindAddress: '0.0.0.0',
      ...(facts.host !== undefined && { extraSANs: [facts.host] }),
      port: API_PORT,
    },
    statefulSet: {
      highAvailability: {
        leaseDuration: 60,
        renewDeadline: 40,
        replicas: facts.replicas,
        retryPeriod: 15,
      },
    },
  };
}

function toHost({ toHost: more, hostnameImage }: ConfigFacts): object {
  return {
    configMaps: ON,
    // Endpoints of a user's own would lead whoever follows a Service, such as an ingress controller, to any address.
    endpoints: OFF,
    persistentVolumeClaims: ON,
    pods: {
      enabled: true,
      rewriteHosts:
        hostnameImage === undefined
          ? OFF
          : {
              enabled: true,
              initContainer: {
                image: hostnameImage,
                resources: {
                  limits: { cpu: '30m', memory: '64Mi' },
                  requests: { cpu: '30m', memory: '64Mi' },
                },
              },
            },
      // In an annotation, whoever may read the pods on the host could take the token of any account.
      useSecretsForSATokens: true,
    },
    secrets: ON,
    services: ON,
    ...Object.fromEntries(more.map((kind) => [kind, ON])),
  };
}

function fromHost({ fromHost: reads }: ConfigFacts): object {
  return {
    events: ON,
    // Of storage classes alone the switch is a text, which may be `auto` as well.
    ...Object.fromEntries(
      reads.map(({ resource }) => [resource, { enabled: resource === 'storageClasses' ? 'true' : true }]),
    ),
  };
}
