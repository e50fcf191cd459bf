import type { Construct } from 'constructs';
import { canonicalList } from '../core/canonical';
import { at, fail } from '../core/errors';
import { emit } from '../core/kube-object';
import { Cidr } from '../core/values/cidr';
import { parseInteger } from '../core/values/integer';
import { parsePort } from '../core/values/port';
import { Allowance } from '../network/allowance';
import type { ConnectionTarget } from '../network/connectable';
import { fromIngressController, fromMonitoring } from '../network/flows';
import { Peer } from '../network/peer';
import type { PortLike } from '../network/port';
import { Autoscaler, type Autoscaling, parseAutoscaling } from './autoscaler';
import type { ContainerProps } from './container';
import { type Disruption, DisruptionBudget, parseDisruption } from './disruption-budget';
import { type PodOptions, renderPodTemplate } from './pod';
import { Probe } from './probe';
import { type IngressOptions, WebIngress } from './web-ingress';
import { Workload } from './workload';

const SERVICE_TYPES = ['ClusterIP', 'NodePort', 'LoadBalancer'] as const;

/** How a Service is exposed. */
export type ServiceType = (typeof SERVICE_TYPES)[number];

/** Props of {@link WebService}. */
export interface WebServiceProps extends PodOptions, Omit<ContainerProps, 'name' | 'ports'> {
  /**
   * Name of every object of the service, and its DNS name in the namespace.
   * @default - the construct's id
   */
  readonly name?: string;
  /** Port that the main container serves HTTP on. */
  readonly port: number;
  /**
   * Port that it serves metrics on, to the cluster's monitoring alone.
   * @default - no metrics
   */
  readonly metricsPort?: number;
  /**
   * How many pods run.
   * @default 2, or as `autoscale` says
   */
  readonly replicas?: number;
  /**
   * Between how many pods it scales by CPU, instead of a fixed number.
   * @default - a fixed number
   */
  readonly autoscale?: Autoscaling;
  /**
   * How many pods a drain may take at once.
   * @default - one
   */
  readonly disruption?: Disruption;
  /**
   * How it is reached from outside the cluster.
   * @default - not at all
   */
  readonly ingress?: IngressOptions;
  /**
   * How its Service is exposed. Anything but `ClusterIP` bypasses the ingress controller and needs `clients`.
   * @default 'ClusterIP'
   */
  readonly serviceType?: ServiceType;
  /**
   * Whether a Service of type `LoadBalancer` takes a port of every node for each of its ports. It needs none where the
   * provider of load balancers leads to pods, and a tenant's budget has none unless it states them.
   * Source: https://kubernetes.io/docs/concepts/services-networking/service/#load-balancer-nodeport-allocation
   * @default true
   */
  readonly allocateNodePorts?: boolean;
  /**
   * Port of its Service.
   * @default 80
   */
  readonly servicePort?: number;
  /**
   * Address ranges of clients outside the cluster that may connect to the pods directly.
   * @default - none
   */
  readonly clients?: readonly (string | Cidr)[];
}

/** How many pods there are at the least, and how many there may become. */
interface Scale {
  readonly replicas: number;
  readonly maxReplicas: number;
}

/**
 * A web service: Deployment, Service, ServiceAccount and NetworkPolicy, and where asked for an Ingress and a
 * HorizontalPodAutoscaler; where there may be more than one pod also a PodDisruptionBudget and spread over nodes and
 * zones.
 *
 * Its pods may resolve names and are reached from nobody but the ingress controller, if it has an `ingress`, and
 * whom {@link allowFrom} or another's `connectTo` lets in.
 */
export class WebService extends Workload implements ConnectionTarget {
  /** The port of its pods that clients connect to. */
  readonly servicePorts: readonly PortLike[];

  constructor(scope: Construct, id: string, props: WebServiceProps) {
    super(scope, id, props.name ?? id, 'web');
    const { name, labels, selector } = this;
    const port = at(this, 'port', () => parsePort(props.port));
    this.checkMetricsPort(props);
    const scale = this.scale(props);
    const { replicas, maxReplicas } = scale;
    const clients = this.clients(props);
    this.servicePorts = [port];

    this.emitDeployment(props, port, scale);
    this.emitService(props, clients);
    // The budget would blame itself, by a path and a prop that nobody wrote.
    at(this, 'disruption', () => parseDisruption(props.disruption ?? {}, replicas, maxReplicas));
    new DisruptionBudget(this, 'DisruptionBudget', { name, selector, labels, ...scale, ...props.disruption });
    if (props.autoscale) new Autoscaler(this, 'Autoscaler', { name, labels, ...props.autoscale });
    if (props.ingress) {
      new WebIngress(this, 'Ingress', { name, labels, ...props.ingress });
      this.allowFrom(fromIngressController(this, [port]));
    }
    if (props.metricsPort !== undefined) this.allowFrom(...fromMonitoring(this, [props.metricsPort]));
    this.allowFrom(...clients.map((cidr) => Allowance.of(Peer.cidr(cidr), [port])));
  }

  private checkMetricsPort({ metricsPort, port, servicePort = 80 }: WebServiceProps): void {
    if (metricsPort === undefined) return;
    at(this, 'metricsPort', () => parsePort(metricsPort));
    if (metricsPort !== port && metricsPort !== servicePort) return;
    fail(this, 'metricsPort', {
      problem: 'is the port of HTTP as well, of the pods or of the Service',
      given: metricsPort,
      allowed: `any port but ${port} and ${servicePort}`,
    });
  }

  private scale({ replicas, autoscale }: WebServiceProps): Scale {
    if (replicas !== undefined && autoscale) {
      fail(this, 'replicas', {
        problem: 'is stated together with autoscale, and each would undo what the other sets',
        given: replicas,
        allowed: 'one of replicas and autoscale',
      });
    }
    if (autoscale) {
      const { minReplicas, maxReplicas } = at(this, 'autoscale', () => parseAutoscaling(autoscale));
      return { replicas: minReplicas, maxReplicas };
    }
    const count = at(this, 'replicas', () => parseInteger(replicas ?? 2, { min: 1 }));
    return { replicas: count, maxReplicas: count };
  }

  private emitDeployment(props: WebServiceProps, port: number, scale: Scale): void {
    if (props.autoscale && props.resources?.requests?.cpu === undefined) {
      fail(this, 'resources.requests.cpu', {
        problem: 'is needed to scale by CPU, which is measured as a share of it',
        allowed: "a quantity such as '100m'",
      });
    }
    const blind =
      props.autoscale && props.sidecars?.find(({ resources }) => resources?.requests?.cpu === undefined);
    if (blind) {
      fail(this, 'sidecars', {
        problem: `must state resources.requests.cpu to scale by CPU, which ${blind.name} does not`,
        allowed: "a quantity such as '10m' for every sidecar",
      });
    }
    const { labels, selector } = this;
    emit(
      this,
      'Deployment',
      'apps/Deployment',
      { name: this.name, labels },
      {
        spec: {
          // An autoscaler owns the number; written here, every sync would reset it.
          ...(!props.autoscale && { replicas: scale.replicas }),
          selector: { matchLabels: selector },
          strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
          template: renderPodTemplate(this, {
            ...props,
            name: this.name,
            labels,
            serviceAccountName: this.name,
            spread: scale.maxReplicas > 1 ? selector : undefined,
            container: {
              ...props,
              name: this.name,
              readiness: props.readiness ?? Probe.tcp(port),
              ports: [
                { name: 'http', port },
                ...(props.metricsPort === undefined ? [] : [{ name: 'metrics', port: props.metricsPort }]),
              ],
            },
          }),
        },
      },
    );
  }

  private emitService(props: WebServiceProps, clients: readonly Cidr[]): void {
    const { serviceType = 'ClusterIP', servicePort = 80, metricsPort } = props;
    const external = serviceType !== 'ClusterIP';
    this.checkExposure(props, serviceType, clients);
    emit(
      this,
      'Service',
      'v1/Service',
      { name: this.name, labels: this.labels },
      {
        spec: {
          // Any other value hides the address of the client, by which policies let it in.
          ...(external && { externalTrafficPolicy: 'Local' }),
          ...(serviceType === 'LoadBalancer' && { loadBalancerSourceRanges: clients.map(String) }),
          ...(props.allocateNodePorts === false && { allocateLoadBalancerNodePorts: false }),
          ports: [
            {
              name: 'http',
              port: at(this, 'servicePort', () => parsePort(servicePort)),
              protocol: 'TCP',
              targetPort: 'http',
            },
            // Metrics are for the monitoring inside, never for whom the Service is exposed to.
            ...(metricsPort === undefined || external
              ? []
              : [{ name: 'metrics', port: metricsPort, protocol: 'TCP', targetPort: 'metrics' }]),
          ],
          selector: this.selector,
          type: serviceType,
        },
      },
    );
  }

  private checkExposure(
    { allocateNodePorts }: WebServiceProps,
    serviceType: ServiceType,
    clients: readonly Cidr[],
  ): void {
    if (!SERVICE_TYPES.includes(serviceType)) {
      fail(this, 'serviceType', {
        problem: 'is unknown',
        given: serviceType,
        allowed: SERVICE_TYPES.join(', '),
      });
    }
    if (allocateNodePorts !== undefined && serviceType !== 'LoadBalancer') {
      fail(this, 'allocateNodePorts', {
        problem: `is for a load balancer, and serviceType is ${serviceType}`,
        given: allocateNodePorts,
        fix: "leave it out, or set serviceType 'LoadBalancer'",
      });
    }
    if (serviceType !== 'ClusterIP' && clients.length === 0) {
      fail(this, 'clients', {
        problem: `is needed with serviceType ${serviceType}, whose clients no other policy lets in`,
        given: clients,
        allowed: 'at least one address range',
      });
    }
  }

  private clients({ clients = [] }: WebServiceProps): readonly Cidr[] {
    return canonicalList(
      at(this, 'clients', () => clients.map((client) => Cidr.of(client))),
      String,
    );
  }
}
