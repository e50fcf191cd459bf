import { type StringMap, selectorLabels } from '../core/labels';

/** Port that PostgreSQL listens on, in its pods and its Services. */
export const POSTGRESQL_PORT = 5432;
/** Port of Patroni in the pods of a database, by which its instances ask each other how they are. */
export const PATRONI_PORT = 8008;
/** Port of the exporter of metrics in the pods of a database. */
export const METRICS_PORT = 9187;

/** What the operator makes of a database, as far as others rely on it. */
export interface PostgreSQLOperands {
  /** Labels of its pods. */
  readonly podLabels: StringMap;
  /** DNS name of the Service that leads to the primary. */
  readonly host: string;
  /** DNS name of the Service that leads to the standbys, and to the primary where there are none. */
  readonly replicasHost: string;
  /** Name of the Secret with the keys `username`, `password` and `database` of the user that every database has. */
  readonly credentialsSecret: string;
  /** Name of the NetworkPolicy of its pods. */
  readonly networkPolicy: string;
}

/** The contract between a PostgreSQL object and its operator, in one place for both. */
export function operandsOf(name: string, namespace: string): PostgreSQLOperands {
  return {
    podLabels: selectorLabels({ name: 'postgresql', instance: name, component: 'database' }),
    host: `${name}-primary.${namespace}.svc`,
    replicasHost: `${name}-replicas.${namespace}.svc`,
    credentialsSecret: `${name}-credentials`,
    networkPolicy: `${name}-postgresql`,
  };
}

/**
 * Name of the Secret with the `username` and `password` of a user, whose "_" no name of an object may have. Names of
 * databases have no dots, so no two of them share one.
 */
export function secretOfUser(database: string, user: string): string {
  return `${database}.user.${user.replaceAll('_', '-')}`;
}
