import type { Construct, IConstruct } from 'constructs';
import {
  API_SERVER_PORTS,
  type CapacityFacts,
  type ClusterProps,
  type DnsFacts,
  type IngressFacts,
  type MonitoringFacts,
  type NetworkPlugin,
  type ServiceFacts,
} from './cluster-facts';
import { fail, inProp, PlatformError } from './errors';
import { checkInstalled, type InstalledSoftware } from './installed-software';
import type { StringMap } from './labels';
import { checkLabels, checkSelector } from './labels';
import { checkName } from './names';
import { Cidr } from './values/cidr';
import { parseInteger } from './values/integer';
import { parsePort } from './values/port';
import { Quantity, type QuantityLike } from './values/quantity';

/** Oldest minor version that the emitted objects are valid for. */
const OLDEST = 28;

/**
 * Facts about the target cluster, kept in one place and found from the tree: {@link Cluster.of}. `PlatformApp`
 * takes it as a prop; in a stock `App`, call {@link Cluster.provideTo} before anything is created in it.
 */
export class Cluster {
  private static readonly CONTEXT = 'cdk8s-platform/cluster';

  /**
   * The cluster that a construct is for.
   * @throws PlatformError when the tree has none
   */
  static of(scope: IConstruct): Cluster {
    return (
      Cluster.find(scope) ??
      fail(scope, undefined, {
        problem: 'has no Cluster',
        fix: "pass `cluster` to PlatformApp, or call `new Cluster({ kubernetes: '1.34', … }).provideTo(app)` before anything is created in the app",
      })
    );
  }

  /** The cluster that a construct is for, where the tree has one. */
  static find(scope: IConstruct): Cluster | undefined {
    return scope.node.tryGetContext(Cluster.CONTEXT);
  }

  /** Minor version of Kubernetes: `1.34`. */
  readonly kubernetes: string;
  /** Where the API server answers, if known. */
  readonly apiServer?: { readonly cidrs: readonly Cidr[]; readonly ports: readonly number[] };
  /** Address ranges of pods. */
  readonly podCidrs: readonly Cidr[];
  /** Address ranges of Services. */
  readonly serviceCidrs: readonly Cidr[];
  /** Address ranges of nodes. */
  readonly nodeCidrs: readonly Cidr[];
  /** How pods resolve names. */
  readonly dns: {
    readonly namespace: string;
    readonly podLabels: StringMap;
    readonly ports: readonly number[];
    readonly nodeLocalCidrs: readonly Cidr[];
    readonly clusterDomain: string;
  };
  /** The ingress controller, if any. */
  readonly ingress?: ServiceFacts & { readonly className: string };
  /** The monitoring system, if any. */
  readonly monitoring?: Required<Pick<MonitoringFacts, 'serviceAccountName'>> & MonitoringFacts;
  /** Software that it has. */
  readonly installed: readonly InstalledSoftware[];
  /** The network plugin. */
  readonly networkPlugin: NetworkPlugin;
  /** Whether its API servers enforce ValidatingAdmissionPolicies. */
  readonly admissionPolicies: boolean;
  /** What it has to give, as far as that is known. */
  readonly capacity: Readonly<Partial<Record<keyof CapacityFacts, Quantity>>>;

  private readonly minor: number;

  /** @throws PlatformError for an invalid version, name, label, port or address range */
  constructor(props: ClusterProps) {
    this.minor = inProp('Cluster.kubernetes', () => parseMinor(props.kubernetes));
    this.kubernetes = props.kubernetes;
    this.apiServer = props.apiServer && {
      cidrs: inProp('Cluster.apiServer.cidrs', () => parseAddresses(props.apiServer?.cidrs ?? [])),
      ports: inProp('Cluster.apiServer.ports', () =>
        atLeastOne(props.apiServer?.ports ?? API_SERVER_PORTS).map(parsePort),
      ),
    };
    this.podCidrs = inProp('Cluster.podCidrs', () => (props.podCidrs ?? []).map((cidr) => Cidr.of(cidr)));
    this.serviceCidrs = inProp('Cluster.serviceCidrs', () =>
      (props.serviceCidrs ?? []).map((cidr) => Cidr.of(cidr)),
    );
    this.nodeCidrs = inProp('Cluster.nodeCidrs', () => (props.nodeCidrs ?? []).map((cidr) => Cidr.of(cidr)));
    this.dns = inProp('Cluster.dns', () => parseDns(props.dns ?? {}));
    this.ingress =
      props.ingress && inProp('Cluster.ingress', () => parseIngress(props.ingress as IngressFacts));
    this.monitoring =
      props.monitoring &&
      inProp('Cluster.monitoring', () => parseMonitoring(props.monitoring as MonitoringFacts));
    this.installed = inProp('Cluster.installed', () => (props.installed ?? []).map(checkInstalled));
    this.networkPlugin = inProp('Cluster.networkPlugin', () => parsePlugin(props.networkPlugin ?? 'other'));
    this.admissionPolicies = props.admissionPolicies ?? this.atLeast('1.30');
    this.capacity = inProp('Cluster.capacity', () => parseCapacity(props.capacity ?? {}));
  }

  /** Makes these the facts of a tree, or of a part of it. Must come before the first child of the scope. */
  provideTo(scope: Construct): void {
    scope.node.setContext(Cluster.CONTEXT, this);
  }

  /** Whether the cluster has at least a minor version: `atLeast(1.29)` is written `atLeast('1.29')`. */
  atLeast(version: string): boolean {
    return this.minor >= parseMinor(version);
  }

  /** Whether software that the cluster has defines a kind, whatever the version. */
  has(group: string, kind: string): boolean {
    return this.installed.some(({ kinds }) =>
      kinds.some((known) => known.group === group && known.kind === kind),
    );
  }

  /**
   * Where the API server answers.
   * @throws PlatformError when it is not known, with how to find it
   */
  requireApiServer(scope: IConstruct): {
    readonly cidrs: readonly Cidr[];
    readonly ports: readonly number[];
  } {
    return (
      this.apiServer ??
      fail(scope, undefined, {
        problem: 'must reach the API server, whose addresses the Cluster does not state',
        allowed: "apiServer: { cidrs: ['10.0.0.1/32', …], ports: [443, 6443] }",
        fix: 'list the addresses that `kubectl get endpointslices,service kubernetes` shows in the default namespace; no label selects them in a network policy',
      })
    );
  }
}

function parseMinor(version: string): number {
  const minor = /^1\.(\d{1,3})$/.exec(version)?.[1];
  if (minor !== undefined && Number(minor) >= OLDEST) return Number(minor);
  throw new PlatformError({
    problem: 'is not a supported version of Kubernetes',
    given: version,
    allowed: `a minor version from '1.${OLDEST}' on, without a patch`,
  });
}

function atLeastOne(ports: readonly number[]): readonly number[] {
  if (ports.length > 0) return ports;
  throw new PlatformError({ problem: 'is empty', given: ports, allowed: 'at least one port' });
}

function parseAddresses(cidrs: readonly string[]): readonly Cidr[] {
  if (cidrs.length > 0) return cidrs.map((cidr) => Cidr.of(cidr));
  throw new PlatformError({ problem: 'is empty', given: cidrs, allowed: 'at least one address range' });
}

function parseDns(facts: DnsFacts): Cluster['dns'] {
  const { namespace = 'kube-system', podLabels = { 'k8s-app': 'kube-dns' }, ports = [53] } = facts;
  const { nodeLocalCidrs = ['169.254.20.10/32'], clusterDomain = 'cluster.local' } = facts;
  return {
    namespace: inProp('namespace', () => checkName('dns-label', namespace)),
    podLabels: inProp('podLabels', () => checkSelector(podLabels)),
    ports: inProp('ports', () => atLeastOne(ports).map(parsePort)),
    nodeLocalCidrs: inProp('nodeLocalCidrs', () => nodeLocalCidrs.map((cidr) => Cidr.of(cidr))),
    clusterDomain: inProp('clusterDomain', () => checkName('dns-subdomain', clusterDomain)),
  };
}

function parseIngress(facts: IngressFacts): ServiceFacts & { readonly className: string } {
  const className = inProp('className', () => checkName('dns-subdomain', facts.className ?? 'nginx'));
  return { ...checkService(facts), className };
}

function parseMonitoring(facts: MonitoringFacts): NonNullable<Cluster['monitoring']> {
  const { serviceAccountName = 'prometheus-k8s', selectorLabels = {}, scrapeClass } = facts;
  inProp('serviceAccountName', () => checkName('dns-subdomain', serviceAccountName));
  inProp('selectorLabels', () => checkLabels(selectorLabels));
  if (scrapeClass === '')
    throw new PlatformError({ problem: 'is empty', given: '' }, { prop: 'scrapeClass' });
  return { ...checkService(facts), serviceAccountName };
}

function parsePlugin(plugin: NetworkPlugin): NetworkPlugin {
  if (plugin === 'cilium' || plugin === 'other') return plugin;
  throw new PlatformError({ problem: 'is unknown', given: plugin, allowed: 'cilium, other' });
}

function parseCapacity({ cpu, memory, pods, storage }: CapacityFacts): Cluster['capacity'] {
  const amounts = { cpu, memory, storage };
  const parsed = Object.entries(amounts).flatMap(([name, amount]) =>
    amount === undefined ? [] : [[name, inProp(name, () => parseAmount(amount))]],
  );
  const most = inProp('pods', () =>
    pods === undefined ? undefined : parseInteger(pods, { min: 1, problem: 'is not a count' }),
  );
  return { ...Object.fromEntries(parsed), ...(most !== undefined && { pods: Quantity.of(most) }) };
}

function parseAmount(amount: QuantityLike): Quantity {
  const quantity = Quantity.of(amount);
  if (!quantity.isNegative && !quantity.isZero) return quantity;
  throw new PlatformError({ problem: 'is nothing', given: String(amount), allowed: 'more than zero' });
}

function checkService<T extends ServiceFacts>(facts: T): T {
  inProp('namespace', () => checkName('dns-label', facts.namespace));
  if (facts.podLabels) inProp('podLabels', () => checkSelector(facts.podLabels ?? {}));
  return facts;
}
