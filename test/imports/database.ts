/** Our kinds and the bindings made from their definitions: this file is compiled, by `npm run typecheck`, and not run. */
import type { z } from 'zod';
import type {
  PostgreSqlBackupSpec,
  PostgreSqlRestoreSpec,
  PostgreSqlSpec,
} from '../../imports/database.example.com';
import type { CustomResourceProps, PostgreSQL, PostgreSQLBackup, PostgreSQLRestore, SpecOf } from '../../lib';
import { agree, type Disagreement, type Json } from './agreement';

/** The props of a kind's objects, without their metadata. */
type Props<Spec extends z.ZodObject> = Omit<CustomResourceProps<Spec>, 'metadata'>;

// The bindings have the fields of the props, with their types, and no other.
agree<Disagreement<Props<typeof PostgreSQL.kind.spec>, PostgreSqlSpec>>();
agree<Disagreement<Props<typeof PostgreSQLBackup.kind.spec>, PostgreSqlBackupSpec>>();
agree<Disagreement<Props<typeof PostgreSQLRestore.kind.spec>, PostgreSqlRestoreSpec>>();
// @ts-expect-error the props of another kind
agree<Disagreement<Props<typeof PostgreSQL.kind.spec>, PostgreSqlBackupSpec>>();

// They take a spec as it is emitted, its defaults filled in.
take<PostgreSqlSpec>({} as Json<SpecOf<typeof PostgreSQL.kind>>);
take<PostgreSqlBackupSpec>({} as Json<SpecOf<typeof PostgreSQLBackup.kind>>);
take<PostgreSqlRestoreSpec>({} as Json<SpecOf<typeof PostgreSQLRestore.kind>>);
// @ts-expect-error the spec of another kind
take<PostgreSqlSpec>({} as Json<SpecOf<typeof PostgreSQLBackup.kind>>);

function take<Spec>(_spec: Json<Spec>): void {}
