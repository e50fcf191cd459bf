import { canonicalList } from '../../core/canonical';
import { code, table, text } from '../../core/markdown';
import { type Permission, type Permissions, PLACES, type Place, resourceName } from './permission';

const WHERE: Readonly<Record<Place, string>> = {
  ownNamespace: 'its own namespace',
  resources: 'its scope: resources',
  operands: 'its scope: operands',
  cluster: 'the cluster',
};

/** Why a role is what it is, a line for each permission: `get list watch apps/statefulsets: keeps the …`. */
export function reasonLines(permissions: readonly Permission[]): string {
  const lines = permissions.map((permission) => {
    const names = permission.resourceNames ? ` ${permission.resourceNames.join(' ')}` : '';
    const line = `${permission.verbs.join(' ')} ${resourceName(permission)}${names}: ${permission.reason}`;
    return { line, key: `${resourceName(permission)}${names} ${line}` };
  });
  return canonicalList(lines, ({ key }) => key)
    .map(({ line }) => line)
    .join('\n');
}

/**
 * What an operator may do and why, as a table in Markdown for those who have to allow it. It tells what the roles give that
 * the operator brings; what others bind to its account, synth refuses where it is dangerous.
 * @param permissions `permissions` of an Operator
 */
export function permissionTable(permissions: Permissions): string {
  const rows = PLACES.flatMap((place) =>
    canonicalList(
      permissions[place].map((permission) => [
        WHERE[place],
        code(resourceName(permission)),
        (permission.resourceNames ?? []).map(code).join(', '),
        permission.verbs.join(', '),
        text(permission.reason),
      ]),
      (cells) => cells.join('\n'),
    ),
  );
  return `${table(['Where', 'Resource', 'Names', 'Verbs', 'Reason'], rows)}\n`;
}
