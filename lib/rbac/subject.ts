/** Whom a binding is for, as it names them. */
export interface BindingSubject {
  /** `User`, `Group` or `ServiceAccount`. */
  readonly kind?: string;
  readonly name?: string;
  /** Namespace of a ServiceAccount. */
  readonly namespace?: string;
}

/** Somebody who makes requests, as authentication knows them: by a name and by all groups that they are in. */
export interface Requester {
  /** Name of the user. */
  readonly user: string;
  /**
   * Groups, `system:authenticated` among them.
   * @default - none
   */
  readonly groups?: readonly string[];
}

const ACCOUNT = 'system:serviceaccount:';
/** The group of everybody who is authenticated. */
export const AUTHENTICATED = 'Group system:authenticated';

/**
 * Keys of who everybody is: whoever has a name, whoever has none, and every ServiceAccount.
 * Source: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings
 */
export const EVERYBODY: readonly string[] = [
  AUTHENTICATED,
  'Group system:serviceaccounts',
  'Group system:unauthenticated',
  'User system:anonymous',
];

/**
 * The key of a subject, which is one for all the ways to name it: `Group alpha-admins`, `ServiceAccount alpha/shop`.
 * @param home namespace of the binding, where a ServiceAccount is looked for that states none
 */
export function subjectKey({ kind, name, namespace }: BindingSubject, home?: string): string | undefined {
  switch (kind) {
    case 'User':
      return userKey(`${name}`);
    case 'Group':
      return `Group ${name}`;
    case 'ServiceAccount':
      return namespace || home ? `ServiceAccount ${namespace || home}/${name}` : undefined;
    default:
      return undefined;
  }
}

/** The namespace that a ServiceAccount, or a group of them, lives in, by its key; `undefined` for all others. */
export function homeOf(key: string): string | undefined {
  const [, account, group] =
    /^(?:ServiceAccount ([^/]+)\/|Group system:serviceaccounts:(.+)$)/.exec(key) ?? [];
  return account ?? group;
}

/**
 * The groups that a subject is in whatever an identity provider says.
 * Source: https://kubernetes.io/docs/reference/access-authn-authz/authentication/#service-account-tokens
 */
export function groupsOf(key: string): readonly string[] {
  if (key === AUTHENTICATED || key === 'Group system:unauthenticated') return [];
  if (key === 'User system:anonymous') return ['Group system:unauthenticated'];
  const home = homeOf(key);
  if (home === undefined) return [AUTHENTICATED];
  const own = `Group system:serviceaccounts:${home}`;
  return [...(key === own ? [] : [own]), 'Group system:serviceaccounts', AUTHENTICATED];
}

/** The keys that a request is authorized by: those of the user and of every group. */
export function keysOf(who: BindingSubject | Requester): readonly string[] {
  if ('user' in who) return [userKey(who.user), ...(who.groups ?? []).map((group) => `Group ${group}`)];
  const key = subjectKey(who);
  return key === undefined ? [] : [key, ...groupsOf(key)];
}

function userKey(name: string): string {
  const [, namespace, account] = new RegExp(`^${ACCOUNT}([^:]+):([^:]+)$`).exec(name) ?? [];
  return account === undefined ? `User ${name}` : `ServiceAccount ${namespace}/${account}`;
}
