import { z } from 'zod';
import { celRules } from '../kind/schema/fields';

/** Parameters that the operator sets, or that would take the database away from it. */
const OPERATORS_OWN = [
  'cluster_name',
  'config_file',
  'data_directory',
  'external_pid_file',
  'fsync',
  'full_page_writes',
  'hba_file',
  'hot_standby',
  'ident_file',
  'listen_addresses',
  'log_destination',
  'log_directory',
  'log_filename',
  'logging_collector',
  'port',
  'primary_conninfo',
  'primary_slot_name',
  'promote_trigger_file',
  'restart_after_crash',
  'restore_command',
  'synchronous_standby_names',
  'wal_level',
  'wal_log_hints',
];

/** What the operator's own parameters begin with; `include` is no parameter, but would read other files. */
const OPERATORS_OWN_PREFIXES = ['archive_', 'bonjour', 'include', 'recovery_', 'ssl', 'unix_socket_'];

const NAME = '^[a-z_][a-z0-9_]{0,62}([.][a-z_][a-z0-9_]{0,62})?$';

/**
 * Parameters of PostgreSQL. A value is one line, as in `postgresql.conf`. Names are in lower case, in which the
 * rules below know them; PostgreSQL itself reads them in any.
 */
export const parameters = z
  .record(
    z.string(),
    z
      .string()
      .max(1024)
      .regex(/^\P{Cc}*$/u),
  )
  .meta({
    maxProperties: 100,
    ...celRules(
      {
        rule: `self.all(name, name.matches('${NAME}'))`,
        message:
          'names of parameters are lower-case letters, digits and "_", with a "." after the name of an extension',
      },
      {
        rule: `!${list(OPERATORS_OWN)}.exists(name, name in self) && !self.exists(name, ${list(OPERATORS_OWN_PREFIXES)}.exists(prefix, name.startsWith(prefix)))`,
        message: `the operator itself sets ${OPERATORS_OWN.join(', ')} and all that begins with ${OPERATORS_OWN_PREFIXES.join(', ')}`,
        reason: 'FieldValueForbidden',
      },
    ),
  })
  .describe(
    'Parameters of PostgreSQL by name, such as max_connections: "200"; values are text in the form of postgresql.conf. What takes a restart restarts the instances, one by one, the primary last. Those that the operator sets itself are refused.',
  );

function list(names: readonly string[]): string {
  return `[${names.map((name) => `'${name}'`).join(', ')}]`;
}
