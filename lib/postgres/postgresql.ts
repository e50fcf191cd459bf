import type { Construct } from 'constructs';
import { CustomResource, type CustomResourceProps } from '../kind/custom-resource';
import { Allowance } from '../network/allowance';
import type { ConnectionTarget } from '../network/connectable';
import { toDns } from '../network/flows';
import { NetworkPolicy } from '../network/network-policy';
import { Peer } from '../network/peer';
import { operandsOf, POSTGRESQL_PORT } from './operands';
import { POSTGRESQL } from './postgresql-kind';

type Spec = typeof POSTGRESQL.spec;

/** Props of {@link PostgreSQL}: the fields of its spec, and its metadata. */
export type PostgreSQLProps = CustomResourceProps<Spec>;

/**
 * A PostgreSQL database, run by the operator of the kind, and the network policy of its pods: they reach each
 * other and the cluster's DNS, and are reached by whom {@link allowFrom} lets in.
 *
 * Contract with the operator:
 * - its pods are labelled `app.kubernetes.io/name: postgresql` and `app.kubernetes.io/instance: <name>`, and
 *   listen on port 5432;
 * - the Service `<name>-primary` leads to the primary on port 5432;
 * - the Secret `<name>-credentials` holds `username`, `password` and `database`.
 */
export class PostgreSQL extends CustomResource<Spec> implements ConnectionTarget {
  /** The kind. */
  static readonly kind = POSTGRESQL;

  /** Its pods, as its clients name them. */
  readonly peer: Peer;
  /** The port of its pods that clients connect to. */
  readonly servicePorts: readonly number[] = [POSTGRESQL_PORT];
  /** DNS name at which its primary answers within the cluster. */
  readonly host: string;
  /** Port at which its primary answers. */
  readonly port: number = POSTGRESQL_PORT;
  /** Name of the Secret with its credentials, in its namespace. */
  readonly credentialsSecret: string;
  /** The policy of its pods. */
  readonly networkPolicy: NetworkPolicy;

  /**
   * @throws PlatformError with every field that is wrong, for a name that is longer than 40 characters or not a
   * DNS label, and when the tree has no Cluster
   */
  constructor(scope: Construct, id: string, props: PostgreSQLProps) {
    super(scope, id, POSTGRESQL, props);
    const operands = operandsOf(this.name, this.namespace);
    this.host = operands.host;
    this.credentialsSecret = operands.credentialsSecret;
    this.peer = Peer.pods(this.namespace, operands.podLabels);
    const replication = Allowance.of(this.peer, this.servicePorts);
    this.networkPolicy = new NetworkPolicy(this, 'NetworkPolicy', {
      name: operands.networkPolicy,
      namespace: this.namespace,
      pods: operands.podLabels,
      labels: operands.podLabels,
      ingress: [replication],
      egress: [replication, ...toDns(this)],
    });
  }

  /** How other objects of its namespace refer to it: `databaseRef: database.ref`. */
  get ref(): { name: string } {
    return { name: this.name };
  }

  /** Lets clients in. */
  allowFrom(...allowances: readonly Allowance[]): void {
    this.networkPolicy.allowFrom(...allowances);
  }
}
