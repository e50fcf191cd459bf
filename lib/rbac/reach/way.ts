import { READ, WRITE } from '../../core/rbac-terms';
import { allowsOnSome, type Rule } from '../rule';

/** To whom, or what, a way leads. */
export type Target =
  /** The ServiceAccounts of the namespace in which the right is held; of all, where it is held in the cluster. */
  | 'accounts'
  /** The ServiceAccounts of the names that a rule is limited to, or all of them. */
  | 'namedAccounts'
  /** The ServiceAccounts whose tokens are in the Secrets that a rule is limited to, or all of them. */
  | 'tokens'
  /** The users, or groups, of the names that a rule is limited to, or all of them. */
  | 'users'
  | 'groups'
  /** Everything in the namespace in which the right is held; in the cluster, where it is held there. */
  | 'everything';

/** A right by which its holder comes to more than it says. */
export interface Way {
  readonly group: string;
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly target: Target;
  /** What is in no namespace is reached by rights in the whole cluster alone. */
  readonly onlyCluster?: true;
}

const IMPERSONATE = ['impersonate', 'impersonate:user-info', 'impersonate:serviceaccount'];

/** What makes pods, which run as the account that their maker names. */
const POD_MAKERS: readonly Way[] = [
  { group: '', resources: ['pods'], verbs: ['create'], target: 'accounts' },
  { group: '', resources: ['replicationcontrollers'], verbs: WRITE, target: 'accounts' },
  {
    group: 'apps',
    resources: ['daemonsets', 'deployments', 'replicasets', 'statefulsets'],
    verbs: WRITE,
    target: 'accounts',
  },
  { group: 'batch', resources: ['cronjobs', 'jobs'], verbs: WRITE, target: 'accounts' },
];

/**
 * The ways that the documentation of Kubernetes tells of, each by itself; those that take two rights are in `combined.ts`.
 *
 * Names that limit a rule on what makes pods bar nobody: an object that server-side apply creates is created by name.
 * Source: https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks
 */
const WAYS: readonly Way[] = [
  ...POD_MAKERS,
  // The image of a container that runs may be changed.
  { group: '', resources: ['pods'], verbs: ['update', 'patch'], target: 'accounts' },
  // A connection that is upgraded begins with a GET.
  { group: '', resources: ['pods/attach', 'pods/exec'], verbs: ['create', 'get'], target: 'accounts' },
  { group: '', resources: ['pods/ephemeralcontainers'], verbs: ['update', 'patch'], target: 'accounts' },
  { group: '', resources: ['serviceaccounts/token'], verbs: ['create'], target: 'namedAccounts' },
  { group: '', resources: ['secrets'], verbs: READ, target: 'tokens' },
  { group: '', resources: ['serviceaccounts'], verbs: ['impersonate'], target: 'namedAccounts' },
  { group: '', resources: ['users'], verbs: ['impersonate'], target: 'users', onlyCluster: true },
  { group: '', resources: ['groups'], verbs: ['impersonate'], target: 'groups', onlyCluster: true },
  // Source: https://kep.k8s.io/5284
  {
    group: 'authentication.k8s.io',
    resources: ['serviceaccounts'],
    verbs: IMPERSONATE,
    target: 'namedAccounts',
  },
  {
    group: 'authentication.k8s.io',
    resources: ['users'],
    verbs: IMPERSONATE,
    target: 'users',
    onlyCluster: true,
  },
  {
    group: 'authentication.k8s.io',
    resources: ['groups'],
    verbs: IMPERSONATE,
    target: 'groups',
    onlyCluster: true,
  },
  { group: '', resources: ['nodes/proxy'], verbs: ['create', 'get'], target: 'accounts', onlyCluster: true },
  { group: '', resources: ['persistentvolumes'], verbs: ['create'], target: 'everything', onlyCluster: true },
  {
    group: 'admissionregistration.k8s.io',
    resources: ['mutatingadmissionpolicies', 'mutatingwebhookconfigurations'],
    verbs: WRITE,
    target: 'everything',
    onlyCluster: true,
  },
  // It is sent every Secret that is written, tokens of accounts among them.
  {
    group: 'admissionregistration.k8s.io',
    resources: ['validatingwebhookconfigurations'],
    verbs: WRITE,
    target: 'accounts',
    onlyCluster: true,
  },
];

/** A way that a rule opens. */
export interface Opened {
  readonly way: Way;
  /** The verb and the resource that open it: `create v1/pods`. */
  readonly by: string;
  /** Names that the rule is limited to; none for all. */
  readonly names: readonly string[];
}

const opened = new WeakMap<readonly Rule[], readonly Opened[]>();

/** The ways that the rules of a role open; worked out once for each role. */
export function waysOf(rules: readonly Rule[]): readonly Opened[] {
  const known = opened.get(rules) ?? WAYS.flatMap((way) => rules.flatMap((rule) => open(way, rule)));
  opened.set(rules, known);
  return known;
}

/** Whether rules allow to make pods. */
export function makesPods(rules: readonly Rule[]): boolean {
  return waysOf(rules).some(({ way }) => POD_MAKERS.includes(way));
}

/** Whether a rule allows a verb on a resource, `pods/exec`, be it on some objects of it alone. */
export function opens(rule: Rule, verb: string, group: string, item: string): boolean {
  const [resource = '', subresource] = item.split('/');
  return allowsOnSome(rule, verb, group, resource, subresource);
}

function open(way: Way, rule: Rule): readonly Opened[] {
  for (const resource of way.resources) {
    const verb = way.verbs.find((verb) => opens(rule, verb, way.group, resource));
    if (verb !== undefined)
      return [{ way, by: `${verb} ${way.group || 'v1'}/${resource}`, names: rule.resourceNames }];
  }
  return [];
}
