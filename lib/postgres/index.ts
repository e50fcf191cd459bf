import type { Kind } from '../kind/kind';
import { PostgreSQL } from './postgresql';
import { PostgreSQLBackup } from './postgresql-backup';
import { PostgreSQLRestore } from './postgresql-restore';

export * from './operands';
export * from './postgresql';
export * from './postgresql-backup';
export * from './postgresql-restore';

/** The kinds that a PostgreSQL operator serves. */
export const POSTGRES_KINDS: readonly Kind[] = [
  PostgreSQL.kind,
  PostgreSQLBackup.kind,
  PostgreSQLRestore.kind,
];

// Loaded for what it adds to every app.
import './checks';
