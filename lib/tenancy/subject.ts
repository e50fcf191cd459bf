import type { IServiceAccount, k8s } from 'cdk8s-plus-28';
import { PlatformError } from '../core/errors';
import { checkName } from '../core/names';
import type { Plain } from '../core/plain';

const RBAC = 'rbac.authorization.k8s.io';

/** Someone who may be given a role. */
export class Subject {
  /**
   * A user, by the name that the cluster's authentication gives it.
   * @throws PlatformError for a blank name, and for one that is the cluster's own
   */
  static user(name: string): Subject {
    return new Subject({ apiGroup: RBAC, kind: 'User', name: checkMember(name) });
  }

  /**
   * A group, by the name that the cluster's authentication gives it.
   * @throws PlatformError for a blank name, and for one that is the cluster's own
   */
  static group(name: string): Subject {
    return new Subject({ apiGroup: RBAC, kind: 'Group', name: checkMember(name) });
  }

  /**
   * A ServiceAccount: by name and namespace, or one of cdk8s-plus that states its namespace.
   * @throws PlatformError for an invalid name, and for an account without a namespace
   */
  static serviceAccount(
    account: { readonly name: string; readonly namespace: string } | IServiceAccount,
  ): Subject {
    const { name, namespace } =
      'toSubjectConfiguration' in account ? account.toSubjectConfiguration() : account;
    if (namespace === undefined) {
      throw new PlatformError({
        problem: 'is a ServiceAccount without a namespace, to which nothing can be bound',
        given: name,
        fix: 'set `metadata.namespace` of the ServiceAccount, or the `namespace` of its Chart',
      });
    }
    return new Subject({
      kind: 'ServiceAccount',
      name: checkName('dns-subdomain', name),
      namespace: checkName('dns-label', namespace),
    });
  }

  private constructor(
    /** The subject as a binding renders it. */
    readonly spec: Plain<k8s.Subject>,
  ) {}
}

/**
 * Names with `system:` belong to the cluster: `system:authenticated`, for one, is everybody.
 * Source: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects
 */
function checkMember(name: string): string {
  if (name.trim() !== '' && !name.startsWith('system:')) return name;
  throw new PlatformError({
    problem: 'cannot be a member of a tenant',
    given: name,
    allowed:
      'a name of your own users or groups; those that start with "system:" are the cluster\'s, such as everybody who is authenticated',
  });
}
