import { BUILTIN_KINDS } from '../../core/api-resources';
import { PlatformError } from '../../core/errors';
import type { Grant } from '../../core/policy-rules';
import type { OperatorScope } from '../scope';
import { dangersOf } from './danger';
import { type Permissions, PLACES, resourceName } from './permission';

/**
 * Returns the permissions when for each power that gives more than it says somebody stated a reason.
 * @throws PlatformError without a path, when for one nobody did
 */
export function checkStated(permissions: Permissions, scope: OperatorScope): Permissions {
  const isWide = scope.names === undefined;
  for (const permission of PLACES.flatMap((place) => permissions[place])) {
    if (permission.stated) continue;
    // What is derived for its own namespace alone is named or harmless: how wide the scope is does not matter to it.
    const danger = dangersOf(permission, isWide).find(({ severity }) => severity === 'error');
    if (!danger) continue;
    const reason = `say why, if it must be: \`{ kind: '${kindOf(permission)}', reason: '…' }\``;
    const narrow = 'limit the operator by `scope: OperatorScope.namespaces(…)`';
    throw new PlatformError(
      {
        problem: `give the operator a power that takes a stated reason: it may ${danger.power}`,
        given: `${danger.verbs.join(', ')} ${resourceName(permission)}`,
        fix: isWide ? `${reason}; or ${narrow}, or read single objects by name with \`reads\`` : reason,
      },
      { prop: 'controllers' },
    );
  }
  return permissions;
}

/** The built-in kind of a resource; all that takes a reason and is derived from a kind is built in. */
function kindOf({ group, resource }: Grant): string {
  const found = BUILTIN_KINDS.find((known) => known.group === group && known.plural === resource);
  return `${group || 'v1'}/${found?.kind}`;
}
