import { Construct } from 'constructs';
import { at } from '../core/errors';
import { emit } from '../core/kube-object';
import { appLabels, type StringMap, selectorLabels } from '../core/labels';
import { checkWorkloadName } from '../core/names';
import { namespaceOf } from '../core/namespace-scope';
import { scopeLabelsOf } from '../core/scope-labels';
import { Allowance } from '../network/allowance';
import type { ConnectionTarget } from '../network/connectable';
import { toDns } from '../network/flows';
import { NetworkPolicy } from '../network/network-policy';
import { Peer } from '../network/peer';

/**
 * What every workload of this library is: pods under one name, told by labels that never change, with an account
 * and a network policy of their own. The pods may resolve names; every other connection is declared.
 */
export abstract class Workload extends Construct {
  /** Name of every object of the workload. */
  readonly name: string;
  /** Namespace of every object of the workload. */
  readonly namespace: string;
  /** Its pods, as policies of others name them. */
  readonly peer: Peer;

  /** Labels of every object of the workload. */
  protected readonly labels: StringMap;
  /** Labels that select its pods. */
  protected readonly selector: StringMap;

  /** The policy of its pods. */
  protected readonly policy: NetworkPolicy;

  /**
   * @param name name of every object
   * @param component what it is: `web`, `node-agent`
   */
  constructor(scope: Construct, id: string, name: string, component: string) {
    super(scope, id);
    this.name = at(this, 'name', () => checkWorkloadName(name));
    this.namespace = namespaceOf(this);
    const around = scopeLabelsOf(this);
    this.labels = { ...appLabels({ name: this.name, component }), ...around };
    this.selector = { ...selectorLabels({ name: this.name, component }), ...around };
    this.peer = Peer.pods(this.namespace, this.selector);
    emit(
      this,
      'ServiceAccount',
      'v1/ServiceAccount',
      { name, labels: this.labels },
      { automountServiceAccountToken: false },
    );
    this.policy = new NetworkPolicy(this, 'NetworkPolicy', {
      name,
      labels: this.labels,
      pods: this.selector,
      egress: toDns(this),
    });
  }

  /** Opens the way to a target, on both sides: from these pods, and into the target's. */
  connectTo(target: ConnectionTarget): void {
    this.policy.allowTo(Allowance.of(target.peer, target.servicePorts));
    target.allowFrom(Allowance.of(this.peer, target.servicePorts));
  }

  /** Lets clients connect to these pods. */
  allowFrom(...allowances: readonly Allowance[]): void {
    this.policy.allowFrom(...allowances);
  }

  /** Lets these pods connect to others, such as addresses outside the cluster. */
  allowTo(...allowances: readonly Allowance[]): void {
    this.policy.allowTo(...allowances);
  }
}
