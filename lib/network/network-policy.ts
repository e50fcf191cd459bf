import { Construct } from 'constructs';
import { at, fail } from '../core/errors';
import { emit, type KubeObject, lazy } from '../core/kube-object';
import { checkSelector, LOCKED_LABEL, type StringMap } from '../core/labels';
import { nonEmpty } from '../core/non-empty';
import { Allowance, renderAllowances } from './allowance';
import { emitCiliumEgress } from './cilium-policy';
import { toApiServer } from './flows';
import type { PortLike } from './port';

/** Props of {@link NetworkPolicy}. */
export interface NetworkPolicyProps {
  /**
   * Name of the policy.
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * Namespace of the policy.
   * @default - the namespace that the scope is in
   */
  readonly namespace?: string;
  /** The pods that it isolates: by at least one label, or every pod of the namespace. */
  readonly pods: StringMap | 'all';
  /**
   * Who may connect to them.
   * @default - nobody
   */
  readonly ingress?: readonly Allowance[];
  /**
   * Where they may connect to.
   * @default - nowhere
   */
  readonly egress?: readonly Allowance[];
  /**
   * Labels of the policy object.
   * @default - none
   */
  readonly labels?: StringMap;
}

/**
 * A NetworkPolicy that isolates pods in both directions and allows what is added to it, nothing else. Policies
 * of one pod add up: what any of them allows is allowed.
 *
 * Both `policyTypes` are always written: left out, a policy with egress rules alone would isolate ingress too,
 * and one without would leave egress open.
 *
 * Where the network plugin is Cilium, and the pods may connect to the API server, a CiliumNetworkPolicy beside it says
 * so: `<name>-api-server`.
 */
export class NetworkPolicy extends Construct {
  /** The NetworkPolicy object. */
  readonly object: KubeObject;

  private readonly ingress: Allowance[] = [];
  private readonly egress: Allowance[] = [];
  private readonly entities: Allowance[] = [];
  private apiServer?: NetworkPolicy;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: NetworkPolicyProps,
  ) {
    super(scope, id);
    const { pods } = props;
    this.object = emit(
      this,
      'NetworkPolicy',
      'networking.k8s.io/NetworkPolicy',
      { name: props.name ?? id, namespace: props.namespace, labels: props.labels },
      {
        spec: {
          podSelector: pods === 'all' ? {} : { matchLabels: at(this, 'pods', () => checkSelector(pods)) },
          policyTypes: ['Ingress', 'Egress'],
          ingress: lazy(() =>
            nonEmpty(
              renderAllowances(this.ingress).map(({ peers, ports }) => ({
                ...(peers && { from: peers }),
                ports,
              })),
            ),
          ),
          egress: lazy(() =>
            nonEmpty(
              renderAllowances(this.egress).map(({ peers, ports }) => ({
                ...(peers && { to: peers }),
                ports,
              })),
            ),
          ),
        },
      },
    );
    this.allowFrom(...(props.ingress ?? []));
    this.allowTo(...(props.egress ?? []));
  }

  /**
   * Allows further connections to the pods.
   * @throws PlatformError when one is from the API server by what it is, which is for connections to it alone
   */
  allowFrom(...allowances: readonly Allowance[]): void {
    if (allowances.some(({ entity }) => entity !== undefined)) {
      fail(this, 'ingress', {
        problem:
          'is from the API server, which on many clusters calls through other nodes, under their addresses',
        fix: 'let anyone in on that port, by `Allowance.anyone`, and trust who calls by certificates',
      });
    }
    this.ingress.push(...allowances);
  }

  /** Allows further connections from the pods. */
  allowTo(...allowances: readonly Allowance[]): void {
    this.egress.push(...allowances.filter(({ entity }) => entity === undefined));
    const entities = allowances.filter(({ entity }) => entity !== undefined);
    if (entities.length === 0) return;
    const { pods, namespace, labels } = this.props;
    if (this.entities.length === 0) {
      const name = `${this.object.name}-api-server`;
      emitCiliumEgress(this, { name, namespace, labels, pods, allowances: () => this.entities });
    }
    this.entities.push(...entities);
  }

  /**
   * Lets the pods connect to the API server, and it call their webhooks, by a policy beside this one that is locked:
   * `<name>-api-server`. Where guard rails hold the members of a tenant, the platform alone opens such ways. What is left in
   * this policy is then held to the bounds of the tenant, and may be narrowed by its members.
   * @param webhookPorts ports that webhooks are served on. Where the API server calls from has no address and no label that a
   * policy could name on every cluster, so that anyone may
   * @throws PlatformError when the Cluster does not state the addresses of the API server, and they are needed
   */
  connectApiServer(webhookPorts: readonly PortLike[] = []): void {
    // Whoever reads that the address is missing knows the workload, not its policy.
    const toServer = toApiServer(this.node.scope ?? this);
    const isEntity = toServer.entity !== undefined;
    if (isEntity) this.allowTo(toServer);
    if (isEntity && webhookPorts.length === 0) return;
    this.apiServer ??= new NetworkPolicy(this, 'ApiServer', {
      ...this.props,
      name: `${this.object.name}-api-server`,
      labels: { ...this.props.labels, [LOCKED_LABEL]: 'true' },
      ingress: [],
      egress: isEntity ? [] : [toServer],
    });
    if (webhookPorts.length > 0) this.apiServer.allowFrom(Allowance.anyone(webhookPorts));
  }
}
