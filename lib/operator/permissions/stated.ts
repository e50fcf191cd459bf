import { BUILTIN_KINDS } from '../../core/api-resources';
import { PlatformError } from '../../core/errors';
import type { OperatorScope } from '../scope';
import { dangersOf } from './danger';
import { type Permissions, PLACES, type Place, resourceName } from './permission';

/** Whether a part of the permissions is given in the whole cluster. */
export function isWide(place: Place, scope: OperatorScope): boolean {
  return place === 'cluster' || (place !== 'ownNamespace' && scope.names === undefined);
}

/**
 * Returns the permissions when for each power that gives more than it says somebody stated a reason.
 * @throws PlatformError without a path, when for one nobody did
 */
export function checkStated(permissions: Permissions, scope: OperatorScope): Permissions {
  for (const place of PLACES) {
    for (const permission of permissions[place]) {
      if (permission.stated) continue;
      const danger = dangersOf(permission, isWide(place, scope)).find(({ severity }) => severity === 'error');
      if (!danger) continue;
      const { group, resource } = permission;
      const kind = BUILTIN_KINDS.find((known) => known.group === group && known.plural === resource)?.kind;
      throw new PlatformError(
        {
          problem: `give the operator a power that takes a stated reason: it may ${danger.power}`,
          given: `${danger.verbs.join(', ')} ${resourceName(permission)}`,
          fix: `say why, if it must be: \`{ kind: '${group || 'v1'}/${kind}', reason: '…' }\`${isWide(place, scope) && scope.names === undefined ? '; or limit the operator by `scope: OperatorScope.namespaces(…)`, or read single objects by name with `reads`' : ''}`,
        },
        { prop: 'controllers' },
      );
    }
  }
  return permissions;
}
