import { Construct } from 'constructs';
import type { StringMap } from '../../core/labels';
import { namespaceOf } from '../../core/namespace-scope';
import { Allowance } from '../../network/allowance';
import type { ConnectionTarget } from '../../network/connectable';
import { toDns } from '../../network/flows';
import { NetworkPolicy } from '../../network/network-policy';
import { Peer } from '../../network/peer';
import { API_PORT } from './config';
import { syncedSelector } from './labels';

/** Props of {@link SyncedPods}. */
export interface SyncedPodsProps {
  /** Name of the virtual cluster. */
  readonly virtualCluster: string;
  /** Labels of the policy. */
  readonly labels: StringMap;
  /** The pods of the control plane. */
  readonly controlPlane: Peer;
}

/**
 * The pods that the users of a virtual cluster run, as the host has them: all in one namespace, with one policy. They
 * reach each other, their API and DNS, and are reached from each other and the control plane; every other connection is
 * declared here, since policies of the users stay in the virtual cluster.
 */
export class SyncedPods extends Construct {
  /** The pods, as policies of others name them. */
  readonly peer: Peer;

  private readonly policy: NetworkPolicy;

  constructor(scope: Construct, id: string, { virtualCluster, labels, controlPlane }: SyncedPodsProps) {
    super(scope, id);
    const selector = syncedSelector(virtualCluster);
    this.peer = Peer.pods(namespaceOf(this), selector);
    this.policy = new NetworkPolicy(this, 'NetworkPolicy', {
      name: `${virtualCluster}-pods`,
      labels,
      pods: selector,
      ingress: [Allowance.allPorts([this.peer, controlPlane])],
      egress: [...toDns(this), Allowance.allPorts(this.peer), Allowance.of(controlPlane, [API_PORT])],
    });
  }

  /** Opens the way to a target, on both sides: from these pods, and into the target's. */
  connectTo(target: ConnectionTarget): void {
    this.policy.allowTo(Allowance.of(target.peer, target.servicePorts));
    target.allowFrom(Allowance.of(this.peer, target.servicePorts));
  }

  /** Lets clients connect to these pods, such as the ingress controller. */
  allowFrom(...allowances: readonly Allowance[]): void {
    this.policy.allowFrom(...allowances);
  }

  /** Lets these pods connect to others, such as addresses outside the cluster. */
  allowTo(...allowances: readonly Allowance[]): void {
    this.policy.allowTo(...allowances);
  }
}
