import { canonicalList } from '../core/canonical';
import { inProp, PlatformError } from '../core/errors';

/** What a role of a project may do with its Applications. */
export interface ProjectPermission {
  /**
   * What of the Applications: themselves, the logs of their pods, or commands in their pods.
   * Source: https://argo-cd.readthedocs.io/en/stable/operator-manual/rbac/#rbac-resources-and-actions
   */
  readonly resource: 'applications' | 'logs' | 'exec';
  /** Actions, as Argo CD names them: `get`, `sync`, `delete/*`. */
  readonly actions: readonly string[];
}

/** Members of a project, and what they may do with all of its Applications. */
export interface ProjectRole {
  /** Name of the role: letters, digits, `-` and `_`. */
  readonly name: string;
  /** Groups that have it, by the names that Argo CD's single sign-on gives them. */
  readonly groups: readonly string[];
  /** What they may do. */
  readonly permissions: readonly ProjectPermission[];
}

const NAME = /^[a-zA-Z0-9]([-_a-zA-Z0-9]*[a-zA-Z0-9])?$/;
const ACTION = /^(get|create|update|delete|sync|rollback|override|\*|(action|update|delete)\/[^\s,]+)$/;

/**
 * A role as the spec of a project has it. A policy of a project reaches the objects of that project alone; Argo CD refuses
 * any other.
 *
 * Source: https://argo-cd.readthedocs.io/en/stable/user-guide/projects/#project-roles
 * @throws PlatformError without a path for a name, group or action that Argo CD would refuse or take for another
 */
export function renderRole(
  project: string,
  { name, groups, permissions }: ProjectRole,
): { readonly name: string; readonly groups: readonly string[]; readonly policies: readonly string[] } {
  if (!NAME.test(name)) {
    throw new PlatformError(
      { problem: 'is not the name of a role', given: name, allowed: 'letters, digits, "-" and "_"' },
      { prop: 'name' },
    );
  }
  const policies = permissions.flatMap(({ resource, actions }) =>
    actions.map((action) => {
      const checked = inProp('permissions', () => checkAction(action));
      return `p, proj:${project}:${name}, ${resource}, ${checked}, ${project}/*, allow`;
    }),
  );
  return {
    name,
    groups: canonicalList(groups.map((group, index) => inProp(`groups[${index}]`, () => checkGroup(group)))),
    policies: canonicalList(policies),
  };
}

function checkAction(action: string): string {
  if (ACTION.test(action)) return action;
  throw new PlatformError({
    problem: 'is not an action of Argo CD',
    given: action,
    allowed: 'get, create, update, delete, sync, rollback, override, or one with a pattern, as in action/*',
  });
}

/** Policies are lines of comma-separated values, in which a group is one of them. */
function checkGroup(group: string): string {
  if (typeof group === 'string' && group !== '' && group.trim() === group && !/[",\n\r\t]/.test(group))
    return group;
  throw new PlatformError({
    problem: 'is not the name of a group',
    given: group,
    allowed: 'a name without commas, quotes, tabs and line breaks, and without spaces around it',
  });
}
