import { type StringMap, selectorLabels } from '../core/labels';

/** Port that PostgreSQL listens on, in its pods and its Services. */
export const POSTGRESQL_PORT = 5432;

/** What the operator makes of a database, as far as others rely on it. */
export interface PostgreSQLOperands {
  /** Labels of its pods. */
  readonly podLabels: StringMap;
  /** DNS name of the Service that leads to the primary. */
  readonly host: string;
  /** Name of the Secret with the keys `username`, `password` and `database`. */
  readonly credentialsSecret: string;
  /** Name of the NetworkPolicy of its pods. */
  readonly networkPolicy: string;
}

/** The contract between a PostgreSQL object and its operator, in one place for both. */
export function operandsOf(name: string, namespace: string): PostgreSQLOperands {
  return {
    podLabels: selectorLabels({ name: 'postgresql', instance: name, component: 'database' }),
    host: `${name}-primary.${namespace}.svc`,
    credentialsSecret: `${name}-credentials`,
    networkPolicy: `${name}-postgresql`,
  };
}
