import { BUILTIN_KINDS } from '../core/api-resources';
import type { PolicyRule } from '../core/plain';
import type { Kind } from '../kind/kind';
import type { ResourceKind } from './resource-kind';

/**
 * The kinds of which somebody with these rules may create objects, so that a project permits what the API server would let
 * them do, and no more.
 * @param kinds custom kinds that the rules may be about
 */
export function writableKinds(rules: readonly PolicyRule[], kinds: readonly Kind[]): readonly ResourceKind[] {
  const known = [...BUILTIN_KINDS, ...kinds.map(({ resource }) => resource)];
  const creating = rules.filter(({ verbs }) => verbs.includes('create'));
  return known
    .filter(({ group, plural, namespaced }) =>
      creating.some(
        ({ apiGroups, resources }) => namespaced && apiGroups?.includes(group) && resources?.includes(plural),
      ),
    )
    .map(({ group, kind }) => ({ group, kind }));
}
