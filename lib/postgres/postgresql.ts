import type { Construct } from 'constructs';
import { fail } from '../core/errors';
import { SecretReference } from '../core/secret-reference';
import { CustomResource, type CustomResourceProps } from '../kind/custom-resource';
import type { Allowance } from '../network/allowance';
import type { ConnectionTarget } from '../network/connectable';
import { NetworkPolicy } from '../network/network-policy';
import { Peer } from '../network/peer';
import { flowsOf } from './flows';
import { operandsOf, POSTGRESQL_PORT, secretOfUser } from './operands';
import { POSTGRESQL } from './postgresql-kind';
import { DEFAULT_USER } from './users';

type Spec = typeof POSTGRESQL.spec;

/** Props of {@link PostgreSQL}: the fields of its spec, and its metadata. */
export type PostgreSQLProps = CustomResourceProps<Spec>;

/**
 * A PostgreSQL database, run by the operator of the kind, and the network policy of its pods: they reach each
 * other and the cluster's DNS, and what its spec takes beside that, and are reached by whom {@link allowFrom} lets
 * in. With monitoring, the cluster's monitoring reaches the exporter; with Patroni, pods ask each other how they are,
 * and reach the API server; with a destination for backups, they reach the store: the namespace of one within the
 * cluster, else every address outside of it, on one port.
 *
 * Contract with the operator:
 * - its pods are labelled `app.kubernetes.io/name: postgresql` and `app.kubernetes.io/instance: <name>`, and
 *   listen on port 5432; Patroni on 8008, the exporter of metrics on 9187;
 * - the Service `<name>-primary` leads to the primary on port 5432, and `<name>-replicas` to the standbys, or to the
 *   primary where there are none;
 * - the Secret `<name>-credentials` holds `username`, `password` and `database` of the user `app`, and
 *   `<name>.user.<user>` the `username` and `password` of any other.
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
  /** DNS name at which its standbys answer reads within the cluster; the primary does, where there are none. */
  readonly replicasHost: string;
  /** Port at which all of them answer. */
  readonly port: number = POSTGRESQL_PORT;
  /** Name of the Secret with the credentials of the user `app`, in its namespace. */
  readonly credentialsSecret: string;
  /** The policy of its pods. */
  readonly networkPolicy: NetworkPolicy;

  /**
   * @throws PlatformError with every field that is wrong, for a name that is longer than 40 characters or not a
   * DNS label, and when the tree has no Cluster, or with Patroni one that does not state its API server
   */
  constructor(scope: Construct, id: string, props: PostgreSQLProps) {
    super(scope, id, POSTGRESQL, props);
    const operands = operandsOf(this.name, this.namespace);
    this.host = operands.host;
    this.replicasHost = operands.replicasHost;
    this.credentialsSecret = operands.credentialsSecret;
    this.peer = Peer.pods(this.namespace, operands.podLabels);
    this.networkPolicy = new NetworkPolicy(this, 'NetworkPolicy', {
      name: operands.networkPolicy,
      namespace: this.namespace,
      pods: operands.podLabels,
      labels: operands.podLabels,
      ...flowsOf(this, this.peer, this.spec),
    });
    // Patroni keeps who the leader is in the API of Kubernetes.
    if (this.spec.highAvailability?.mode === 'patroni') this.networkPolicy.connectApiServer();
  }

  /** How other objects of its namespace refer to it: `databaseRef: database.ref`, or the database itself. */
  get ref(): { name: string } {
    return { name: this.name };
  }

  /** Lets clients in. */
  allowFrom(...allowances: readonly Allowance[]): void {
    this.networkPolicy.allowFrom(...allowances);
  }
  /** Lets its pods connect further: to a store of backups that they find by other means, say. */
  allowTo(...allowances: readonly Allowance[]): void {
    this.networkPolicy.allowTo(...allowances);
  }

  /**
   * The Secret with the `username` and `password` of a user, and for the user `app` the `database`:
   * `EnvSource.secret(database.secretOf('wiki').key('password'))`.
   * @throws PlatformError when the database has no such user
   */
  secretOf(user: string = DEFAULT_USER): SecretReference {
    const keys = ['username', 'password', ...(user === DEFAULT_USER ? ['database'] : [])];
    return new SecretReference(this.namespace, this.credentialsOf(user), keys);
  }

  /**
   * Name of the Secret with the `username` and `password` of a user, in its namespace.
   * @throws PlatformError when the database has no such user
   */
  credentialsOf(user: string): string {
    if (user === DEFAULT_USER) return this.credentialsSecret;
    const names = (this.spec.users ?? []).map(({ name }) => name);
    if (names.includes(user)) return secretOfUser(this.name, user);
    return fail(this, undefined, {
      problem: 'has no such user',
      given: user,
      allowed: [DEFAULT_USER, ...names].join(', '),
      fix: 'add it to users',
    });
  }
}
