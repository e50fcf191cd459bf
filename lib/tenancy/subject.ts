import type { IServiceAccount, k8s } from 'cdk8s-plus-28';
import { inProp, PlatformError } from '../core/errors';
import { markClass } from '../core/mark';
import { checkName } from '../core/names';
import type { Plain } from '../core/plain';
import { RBAC_GROUP } from '../core/rbac-terms';

/** Someone who may be given a role. */
export class Subject {
  static {
    markClass(Subject, 'Subject');
  }

  /**
   * A user, by the name that the cluster's authentication gives it.
   * @throws PlatformError for a blank name, and for one that is the cluster's own
   */
  static user(name: string): Subject {
    return new Subject({ apiGroup: RBAC_GROUP, kind: 'User', name: checkSubjectName(name) });
  }

  /**
   * A group, by the name that the cluster's authentication gives it. Of the cluster's own, the accounts of one namespace,
   * `system:serviceaccounts:flux-system`, may be administrators of guard rails, and no members of a tenant.
   * @throws PlatformError for a blank name, and for any other that is the cluster's own
   */
  static group(name: string): Subject {
    const known = ACCOUNTS.test(name) ? name : checkSubjectName(name);
    return new Subject({ apiGroup: RBAC_GROUP, kind: 'Group', name: known });
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

/** Group of the ServiceAccounts of one namespace. */
const ACCOUNTS = /^system:serviceaccounts:[a-z0-9-]+$/;

/**
 * Names with `system:` belong to the cluster: `system:authenticated`, for one, is everybody.
 * Source: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects
 */
function checkSubjectName(name: string): string {
  if (typeof name === 'string' && name.trim() !== '' && !name.startsWith('system:')) return name;
  throw new PlatformError({
    problem: 'cannot be a member of a tenant',
    given: name,
    allowed:
      'a name of your own users or groups; those that start with "system:" are the cluster\'s, such as everybody who is authenticated',
  });
}

/**
 * Returns a list of subjects when it is one. A name alone does not say whether it is a user's or a group's.
 * @throws PlatformError for what is no list, and for an item that is no Subject
 */
export function checkSubjects(prop: string, subjects: readonly Subject[]): readonly Subject[] {
  const others = Array.isArray(subjects) ? subjects : [undefined];
  const index = others.findIndex((subject) => !(subject instanceof Subject));
  if (index < 0) return subjects;
  const isList = others === subjects;
  throw new PlatformError(
    {
      problem: isList ? 'is no Subject' : 'is no list of Subjects',
      given: isList ? subjects[index] : subjects,
      allowed: "Subject.group('…'), Subject.user('…') or Subject.serviceAccount(…)",
    },
    { prop: isList ? `${prop}[${index}]` : prop },
  );
}

/**
 * Returns a list of members of a tenant when each may be one.
 * @throws PlatformError for what is no Subject, and for the accounts of a namespace, whoever they come to be
 */
export function checkMembers(prop: string, members: readonly Subject[]): readonly Subject[] {
  return checkSubjects(prop, members).map((member, index) =>
    inProp(`${prop}[${index}]`, () => {
      if (member.spec.kind !== 'ServiceAccount') checkSubjectName(member.spec.name);
      return member;
    }),
  );
}
