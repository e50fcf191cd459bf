import { customResourceDefinition } from './constructs/custom-resource-definition';
import { postgresql, postgresqlBackup, postgresqlRestore } from './constructs/postgresql';
import { erased, sweepEachVersion } from './engine/sweep-each-version';

sweepEachVersion([
  erased(customResourceDefinition),
  erased(postgresql),
  erased(postgresqlBackup),
  erased(postgresqlRestore),
]);
