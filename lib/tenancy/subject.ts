import type { IServiceAccount, k8s } from 'cdk8s-plus-28';
import { PlatformError } from '../core/errors';
import { markClass } from '../core/mark';
import { checkName } from '../core/names';
import type { Plain } from '../core/plain';
import { RBAC_GROUP } from '../core/rbac-terms';
import { EVERYBODY } from '../rbac/subject';

/** Someone who may be given a role. */
export class Subject {
  static {
    markClass(Subject, 'Subject');
  }

  /**
   * A user, by the name that the cluster's authentication gives it. One of the cluster's own, `system:cloud-controller-manager`,
   * may be an administrator or operator of guard rails, and no member of a tenant.
   * @throws PlatformError for a blank name
   */
  static user(name: string): Subject {
    return new Subject({ apiGroup: RBAC_GROUP, kind: 'User', name: checkSubjectName(name) });
  }

  /**
   * A group, by the name that the cluster's authentication gives it. One of the cluster's own, such as the accounts of a
   * namespace, `system:serviceaccounts:flux-system`, may be an administrator or operator of guard rails, and no member of a
   * tenant.
   * @throws PlatformError for a blank name
   */
  static group(name: string): Subject {
    return new Subject({ apiGroup: RBAC_GROUP, kind: 'Group', name: checkSubjectName(name) });
  }

  /**
   * A ServiceAccount: by name and namespace, or one of cdk8s-plus that states its namespace.
   * @throws PlatformError for what is no account, for an invalid name, and for an account without a namespace
   */
  static serviceAccount(
    account: { readonly name: string; readonly namespace: string } | IServiceAccount,
  ): Subject {
    if (typeof account !== 'object' || account === null) {
      throw new PlatformError({
        problem: 'is no ServiceAccount',
        given: account,
        allowed: '{ name, namespace }, or a ServiceAccount of cdk8s-plus',
      });
    }
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

function checkSubjectName(name: string): string {
  if (typeof name === 'string' && name.trim() !== '') return name;
  throw new PlatformError({
    problem: 'is no name of a user or group',
    given: name,
    allowed: 'the name that the authentication of the cluster gives',
  });
}

/**
 * Returns a list of subjects when it is one. A name alone does not say whether it is a user's or a group's.
 * @throws PlatformError for what is no list, and for an item that is no Subject
 */
function checkSubjects(prop: string, subjects: readonly Subject[]): readonly Subject[] {
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
 * Returns a list of members of a tenant when each may be one. Names with `system:` belong to the cluster: its components, the
 * accounts of a namespace, whoever they come to be, and everybody.
 * Source: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects
 * @throws PlatformError for what is no Subject, and for one of the cluster's own
 */
export function checkMembers(prop: string, members: readonly Subject[]): readonly Subject[] {
  return checkEach(prop, members, {
    isRefused: (name) => name.startsWith('system:'),
    problem: 'cannot be a member of a tenant',
    allowed:
      'a name of your own users or groups; those that start with "system:" are the cluster\'s, such as everybody who is authenticated',
  });
}

/**
 * Returns a list of those who are free of guard rails when each may be it.
 * @throws PlatformError for what is no Subject, and for one that is everybody
 */
export function checkAccounts(prop: string, accounts: readonly Subject[]): readonly Subject[] {
  return checkEach(prop, accounts, {
    isRefused: (name) => EVERYBODY.some((key) => key.endsWith(` ${name}`)),
    problem: 'is everybody, members of tenants among them: the rules would hold nobody',
    allowed:
      'users, groups and accounts of the platform, and components of the cluster, such as system:cloud-controller-manager',
  });
}

/** Who is refused in a list of subjects, by name, and what is said of it. */
interface Refusal {
  readonly isRefused: (name: string) => boolean;
  readonly problem: string;
  readonly allowed: string;
}

function checkEach(
  prop: string,
  subjects: readonly Subject[],
  { isRefused, problem, allowed }: Refusal,
): readonly Subject[] {
  for (const [index, { spec }] of checkSubjects(prop, subjects).entries()) {
    if (spec.kind === 'ServiceAccount' || !isRefused(spec.name)) continue;
    throw new PlatformError({ problem, given: spec.name, allowed }, { prop: `${prop}[${index}]` });
  }
  return subjects;
}
