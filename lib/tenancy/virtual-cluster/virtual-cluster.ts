import { Construct } from 'constructs';
import { addCheck } from '../../core/check';
import { Cluster } from '../../core/cluster';
import { at, fail, PlatformError } from '../../core/errors';
import { emit } from '../../core/kube-object';
import { appLabels, checkAnnotations, type StringMap } from '../../core/labels';
import { checkWorkloadName } from '../../core/names';
import { namespaceOf, namespaceScopeOf } from '../../core/namespace-scope';
import { PodSecurityLevel } from '../../core/pod-security';
import { Image } from '../../core/values/image';
import { parseInteger } from '../../core/values/integer';
import { Allowance } from '../../network/allowance';
import type { ConnectionTarget } from '../../network/connectable';
import { fromIngressController, toApiServer, toDns } from '../../network/flows';
import { NetworkPolicy } from '../../network/network-policy';
import { Peer } from '../../network/peer';
import type { PortLike } from '../../network/port';
import { DisruptionBudget } from '../../workload/disruption-budget';
import { checkHost } from '../../workload/web-ingress';
import { LOCKED } from '../labels';
import { aloneCheck } from './alone-check';
import { API_PORT, configOf } from './config';
import { emitControlPlane } from './control-plane';
import { imageCheck } from './image-check';
import { controlPlaneSelector } from './labels';
import { memberCheck } from './member-check';
import { emitPermissions } from './permissions';
import type { ApiIngress, VirtualClusterProps } from './props';
import { parseFromHost, parseToHost } from './sync';
import { SyncedPods } from './synced-pods';

/** The pods of a StatefulSet have its name and a hash of their revision in a label. */
const MAX_NAME = 52;
/** Ports by which members of etcd know each other. */
const ETCD_PORTS = [2379, 2380];

/** The annotations by which ingress-nginx passes TLS through. */
const NGINX_PASSTHROUGH: StringMap = {
  'nginx.ingress.kubernetes.io/backend-protocol': 'HTTPS',
  'nginx.ingress.kubernetes.io/ssl-passthrough': 'true',
  'nginx.ingress.kubernetes.io/ssl-redirect': 'true',
};

/**
 * A virtual cluster: a control plane of vCluster in one namespace of the host, where also the pods of its users run. To
 * them it is a cluster of their own, with its own kinds, namespaces and roles; to the host it is a tenant's namespace,
 * whose quota, limits and pod security level hold for all of it.
 *
 * It is alone in its namespace. Its control plane reaches the host's API server, DNS and its own pods, and is reached from
 * them and whom {@link allowFrom} or another's `connectTo` lets in; its {@link pods} reach each other, their API and DNS.
 * The Role of the control plane is of its namespace, and no right has a wildcard.
 *
 * Follows the chart of vCluster, https://github.com/loft-sh/vcluster/tree/main/chart.
 */
export class VirtualCluster extends Construct implements ConnectionTarget {
  /** Name of the virtual cluster, of its control plane and of the Service of its API. */
  readonly name: string;
  /** Its namespace on the host. */
  readonly namespace: string;
  /** The pods of its control plane, as those name them that connect to its API. */
  readonly peer: Peer;
  /** The port of its API. */
  readonly servicePorts: readonly PortLike[] = [API_PORT];
  /** The pods that its users run. */
  readonly pods: SyncedPods;

  private readonly labels: StringMap;
  private readonly selector: StringMap;
  private readonly policy: NetworkPolicy;

  constructor(scope: Construct, id: string, props: VirtualClusterProps) {
    super(scope, id);
    this.name = at(this, 'name', () => parseName(props.name ?? id));
    this.namespace = namespaceOf(this);
    const { name, namespace } = this;
    const store = this.parseStore(props.store ?? 'sqlite');
    const replicas = this.parseReplicas(store, props.replicas);
    const toHost = at(this, 'syncToHost', () => parseToHost(props.syncToHost ?? []));
    const fromHost = at(this, 'syncFromHost', () => parseFromHost(props.syncFromHost ?? []));
    const host =
      props.ingress && at(this, 'ingress.host', () => checkHost((props.ingress as ApiIngress).host));

    this.selector = controlPlaneSelector(name);
    // `app` is by what the command line of vCluster finds virtual clusters.
    this.labels = { ...appLabels({ name, component: 'virtual-cluster' }), app: 'vcluster', ...this.selector };
    this.peer = Peer.pods(namespace, this.selector);

    const serviceAccount = `vc-${name}`;
    const workloadServiceAccount = `vc-workload-${name}`;
    const configSecret = `vc-config-${name}`;
    this.emitAccounts([serviceAccount, workloadServiceAccount]);
    emitPermissions(this, { ...this.facts(), serviceAccount, replicas, toHost, fromHost });
    const images = {
      dnsImage: this.image('dnsImage', props.dnsImage),
      hostnameImage: this.image('hostnameImage', props.hostnameImage),
    };
    const config = configOf({
      toHost,
      fromHost,
      store,
      replicas,
      podSecurity: this.podSecurity(),
      workloadServiceAccount,
      host,
      ...images,
    });
    this.emitConfig(configSecret, config);
    this.emitServices(store);
    const { labels, selector } = this;
    emitControlPlane(this, props, { name, labels, selector, replicas, serviceAccount, configSecret, config });
    new DisruptionBudget(this, 'DisruptionBudget', { name, labels, selector, replicas });

    this.pods = new SyncedPods(this, 'Pods', {
      virtualCluster: name,
      labels: this.locked,
      controlPlane: this.peer,
    });
    this.policy = new NetworkPolicy(this, 'NetworkPolicy', {
      name,
      labels: this.locked,
      pods: selector,
      ingress: [Allowance.of(this.pods.peer, [API_PORT])],
      // Webhooks and aggregated APIs of the users are served by their pods, on whatever port.
      egress: [...toDns(this), toApiServer(this), Allowance.allPorts(this.pods.peer)],
    });
    if (replicas > 1) this.connectMembers();
    if (props.ingress && host !== undefined) this.emitIngress(props.ingress, host);
    const facts = { path: this.node.path, name, namespace };
    addCheck(this, aloneCheck(facts));
    addCheck(this, memberCheck(this, { ...facts, account: serviceAccount }));
    addCheck(this, imageCheck(this, { ...facts, ...images }));
  }

  /** Lets clients connect to the API. */
  allowFrom(...allowances: readonly Allowance[]): void {
    this.policy.allowFrom(...allowances);
  }

  private facts(): { readonly name: string; readonly namespace: string; readonly labels: StringMap } {
    return { name: this.name, namespace: this.namespace, labels: this.locked };
  }

  /**
   * Labels of what members of its tenant do not change: who it is, what it may do and whom it reaches. The syncer writes to
   * the Secret of its configuration itself.
   */
  private get locked(): StringMap {
    return { ...this.labels, ...LOCKED };
  }

  private emitAccounts(names: readonly string[]): void {
    for (const name of names) {
      emit(
        this,
        `ServiceAccount-${name}`,
        'v1/ServiceAccount',
        { name, labels: this.locked },
        { automountServiceAccountToken: false },
      );
    }
  }

  /** A Secret, since that is where every version of vCluster looks for it; nothing in it is secret. */
  private emitConfig(name: string, config: string): void {
    emit(
      this,
      'Secret',
      'v1/Secret',
      { name, labels: this.labels },
      { data: { 'config.yaml': Buffer.from(config).toString('base64') }, type: 'Opaque' },
    );
  }

  /** The Service owns what is synced: with it, the claims of the users would go. */
  private emitServices(store: 'sqlite' | 'etcd'): void {
    const { name, labels, selector } = this;
    const port = (of: string, number: number, targetPort = number) => ({
      name: of,
      port: number,
      protocol: 'TCP',
      targetPort,
    });
    emit(
      this,
      'Service',
      'v1/Service',
      { name, labels: { ...labels, 'vcluster.loft.sh/service': 'true' } },
      {
        spec: {
          ports: [port('https', 443, API_PORT), port('kubelet', 10250, API_PORT)],
          selector,
          type: 'ClusterIP',
        },
      },
      { protect: true },
    );
    emit(
      this,
      'HeadlessService',
      'v1/Service',
      { name: `${name}-headless`, labels },
      {
        spec: {
          clusterIP: 'None',
          ports: [
            port('https', 443, API_PORT),
            ...(store === 'etcd' ? [port('etcd', 2379), port('peer', 2380)] : []),
          ],
          publishNotReadyAddresses: true,
          selector,
          type: 'ClusterIP',
        },
      },
    );
  }

  private connectMembers(): void {
    const members = Allowance.of(this.peer, [...ETCD_PORTS, API_PORT]);
    this.policy.allowFrom(members);
    this.policy.allowTo(members);
  }

  private emitIngress({ passthrough }: ApiIngress, host: string): void {
    const { ingress } = Cluster.of(this);
    this.allowFrom(fromIngressController(this, [API_PORT]));
    const annotations = passthrough ?? (ingress?.className === 'nginx' ? NGINX_PASSTHROUGH : undefined);
    if (!annotations) {
      fail(this, 'ingress.passthrough', {
        problem: `is needed: how the ingress controller of class ${ingress?.className} passes TLS through is not known`,
        given: passthrough,
        allowed: 'the annotations of an Ingress whose TLS ends at the pods',
      });
    }
    emit(
      this,
      'Ingress',
      'networking.k8s.io/Ingress',
      {
        name: this.name,
        labels: this.labels,
        annotations: at(this, 'ingress.passthrough', () => checkAnnotations({ ...annotations })),
      },
      {
        spec: {
          ingressClassName: ingress?.className,
          rules: [
            {
              host,
              http: {
                paths: [
                  {
                    path: '/',
                    pathType: 'Prefix',
                    backend: { service: { name: this.name, port: { name: 'https' } } },
                  },
                ],
              },
            },
          ],
        },
      },
    );
  }

  private podSecurity(): PodSecurityLevel {
    const level = namespaceScopeOf(this)?.podSecurity ?? PodSecurityLevel.RESTRICTED;
    if (level !== PodSecurityLevel.PRIVILEGED) return level;
    return fail(this, undefined, {
      problem: `is in a namespace that admits any pod: whoever administers the virtual cluster would have the nodes of the host`,
      given: level,
      allowed: `${PodSecurityLevel.RESTRICTED}, ${PodSecurityLevel.BASELINE}`,
    });
  }

  private parseStore(store: 'sqlite' | 'etcd'): 'sqlite' | 'etcd' {
    if (store === 'sqlite' || store === 'etcd') return store;
    return fail(this, 'store', { problem: 'is unknown', given: store, allowed: 'sqlite, etcd' });
  }

  private parseReplicas(store: 'sqlite' | 'etcd', given = store === 'etcd' ? 3 : 1): number {
    const replicas = at(this, 'replicas', () => parseInteger(given, { min: 1 }));
    if (store === 'sqlite' && replicas > 1) {
      fail(this, 'replicas', {
        problem: 'would give each pod a database of its own, and so lose what the others were told',
        given: replicas,
        allowed: '1 with store sqlite',
        fix: "store: 'etcd', with an image and a licence of the vendor",
      });
    }
    if (replicas % 2 === 1) return replicas;
    return fail(this, 'replicas', {
      problem: 'is an even number of members, of which etcd survives the loss of no more than of one less',
      given: replicas,
      allowed: 'an odd number',
    });
  }

  private image(prop: string, image: string | Image | undefined): string | undefined {
    return image === undefined ? undefined : at(this, prop, () => Image.of(image).toString());
  }
}

function parseName(name: string): string {
  checkWorkloadName(name);
  if (name.length <= MAX_NAME) return name;
  throw new PlatformError({
    problem: 'is too long for the labels of its pods',
    given: name,
    allowed: `at most ${MAX_NAME} characters`,
  });
}
