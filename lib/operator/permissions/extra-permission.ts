import { inProp, PlatformError } from '../../core/errors';
import type { Grant } from '../../core/policy-rules';
import { checkReason } from '../../core/reason';
import { checkGrant } from './grant';

/** A permission that nothing in the declaration of a controller says, such as to run commands in pods. */
export interface ExtraPermission extends Grant {
  /**
   * Where it is given: in the operator's own namespace, wherever its scope is, or in the whole cluster, as for what has
   * no namespace.
   */
  readonly where: 'ownNamespace' | 'scope' | 'cluster';
  /** Why the operator needs it, on one line. */
  readonly reason: string;
}

const WHERE: readonly string[] = ['ownNamespace', 'scope', 'cluster'] satisfies ExtraPermission['where'][];

/**
 * Returns the permissions when each can be given where it is stated, names in order.
 * @throws PlatformError without a path, when one cannot
 */
export function parseExtraPermissions(extra: readonly ExtraPermission[]): readonly ExtraPermission[] {
  return extra.map((permission, index) =>
    inProp(`${index}`, () => {
      const { where, reason } = permission;
      if (!WHERE.includes(where))
        throw new PlatformError(
          { problem: 'is no place', given: where, allowed: WHERE.join(', ') },
          { prop: 'where' },
        );
      return {
        ...permission,
        ...checkGrant(permission, { inNamespaces: where !== 'cluster' }),
        reason: inProp('reason', () => checkReason(reason)),
      };
    }),
  );
}
