import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  CustomResourceDefinition,
  Operator,
  OperatorScope,
  POSTGRES_KINDS,
  PostgreSQL,
  PostgreSQLBackup,
  PostgreSQLRestore,
} from '../../lib';

/** The PostgreSQL kinds, in a chart of their own since they outlive any operator, and the operator that serves them. */
export function addPostgres(app: Construct): Operator {
  const kinds = new Chart(app, 'postgres-kinds');
  for (const kind of POSTGRES_KINDS) new CustomResourceDefinition(kinds, kind.resource.plural, { kind });

  return new Operator(new Chart(app, 'postgres-operator'), 'postgres-operator', {
    image: 'ghcr.io/acme/postgres-operator:1.4.0',
    scope: OperatorScope.namespaces('alpha', 'alpha-staging', 'beta'),
    controllers: [
      {
        for: PostgreSQL,
        finalizer: true,
        owns: [
          'apps/StatefulSet',
          'batch/CronJob',
          'networking.k8s.io/NetworkPolicy',
          'policy/PodDisruptionBudget',
          { kind: 'v1/Secret', reason: 'clients read the credentials of their database from a Secret' },
          'v1/Service',
        ],
        reads: [{ secret: 'postgres-operator-config' }],
      },
      {
        for: PostgreSQLBackup,
        owns: ['batch/Job', 'networking.k8s.io/NetworkPolicy'],
        watches: [PostgreSQL],
      },
      {
        for: PostgreSQLRestore,
        owns: ['batch/Job', 'networking.k8s.io/NetworkPolicy'],
        watches: [PostgreSQLBackup],
        creates: [PostgreSQL],
      },
    ],
  });
}
