import type { Construct } from 'constructs';
import type { SpecOf } from '../kind/kind';
import { Allowance } from '../network/allowance';
import { fromMonitoring, toDns, toOutside } from '../network/flows';
import { Peer } from '../network/peer';
import { METRICS_PORT, PATRONI_PORT, POSTGRESQL_PORT } from './operands';
import type { POSTGRESQL } from './postgresql-kind';

/** The connections of a database's pods, by direction. */
export interface Flows {
  /** Who may connect to them. */
  readonly ingress: readonly Allowance[];
  /** Where they may connect to. */
  readonly egress: readonly Allowance[];
}

/**
 * The connections that follow from the spec of a database: among its pods, to DNS, and what monitoring, Patroni and
 * backups take; all but that to the API server.
 * @param own the pods of the database
 */
export function flowsOf(scope: Construct, own: Peer, spec: SpecOf<typeof POSTGRESQL>): Flows {
  const patroni = spec.highAvailability?.mode === 'patroni';
  const among = Allowance.of(own, patroni ? [POSTGRESQL_PORT, PATRONI_PORT] : [POSTGRESQL_PORT]);
  const { destination } = spec.backup ?? {};
  return {
    ingress: [among, ...(spec.monitoring?.mode === 'Exporter' ? fromMonitoring(scope, [METRICS_PORT]) : [])],
    egress: [among, ...toDns(scope), ...(destination ? toStore(scope, destination.endpoint) : [])],
  };
}

/** An endpoint of a store, and the namespace of one that is a Service of the cluster. */
const ENDPOINT =
  /^(?<scheme>https?):\/\/(?:[^:]*\.(?<namespace>[^.:]+)\.svc(?:\.[^:]*)?|[^:]*)(?::(?<port>[0-9]+))?$/i;

/** To the store of backups: that of the cloud, or one with an address of its own, in the cluster or outside. */
function toStore(scope: Construct, endpoint = ''): readonly Allowance[] {
  const { namespace, port, scheme } = ENDPOINT.exec(endpoint)?.groups ?? {};
  // A policy sees the port of the pod, which the Service of the store hides.
  if (namespace) return [Allowance.allPorts(Peer.namespaces(namespace.toLowerCase()))];
  return toOutside(scope, [port ? Number(port) : scheme === 'http' ? 80 : 443]);
}
