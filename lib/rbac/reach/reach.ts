import { append } from '../../core/append';
import { fieldOf } from '../../core/manifest-fields';
import type { ObjectIndex } from '../../core/rendered-object';
import type { HeldRole } from '../held-roles';
import { covers, EVERYTHING } from '../rule';
import { groupsOf } from '../subject';
import { type Combined, combinedOf, isCombinable, makingTokens } from './combined';
import { type Opened, waysOf } from './way';

/** What somebody holds, or gets, in a place. */
export type Right = Pick<HeldRole, 'role' | 'namespace' | 'rules'> & Partial<Pick<HeldRole, 'binding'>>;

/** A step by which somebody comes to more. */
export interface Step {
  /** Key of who takes it: `Group alpha-admins`. */
  readonly from: string;
  /** What they may do, as a phrase that follows their name: `may create v1/pods in namespace alpha`. */
  readonly by: string;
  /**
   * The binding that gives it.
   * @default - no single one: two together, or a group that everybody is in
   */
  readonly binding?: HeldRole['binding'];
  /** What they come to: the key of another subject, or `everything in namespace alpha`. */
  readonly to: string;
}

/** What a subject can come to. */
export interface Reached {
  /** Key of whom it can act as, or what it can give itself. */
  readonly what: string;
  /** What is held there. */
  readonly rights: readonly Right[];
  /** The shortest path; empty for the subject itself. */
  readonly path: readonly Step[];
}

/** What is known of who holds what. */
interface Holders {
  readonly objects: ObjectIndex;
  readonly subjects: readonly string[];
  readonly roles: Parameters<typeof combinedOf>[2];
  heldBy(key: string): readonly HeldRole[];
  accountsIn(namespace: string | undefined): readonly string[];
}

/**
 * What a subject can come to, the subject first: by becoming others, and by giving itself roles. Ends where it has come
 * to everything in the whole cluster.
 * @param own the rights of the subject that count; all by default
 * @param within the places whose rights count on the way; all by default
 */
export function reach(
  holders: Holders,
  start: string,
  own: readonly Right[] = holders.heldBy(start),
  within: (namespace: string | undefined) => boolean = () => true,
): readonly Reached[] {
  const found = new Map<string, Reached>();
  found.set(start, { what: start, rights: own, path: [] });
  for (const reached of found.values()) {
    if (isAll(reached.rights)) break;
    for (const { step, rights } of stepsOf(holders, reached)) {
      if (found.has(step.to)) continue;
      const counting = rights.filter(({ namespace }) => within(namespace));
      found.set(step.to, { what: step.to, rights: counting, path: [...reached.path, step] });
    }
  }
  return [...found.values()];
}

/** Whether rights are everything in the whole cluster. */
export function isAll(rights: readonly Right[]): boolean {
  return rights.some(({ namespace, rules = [] }) => namespace === undefined && covers(rules, EVERYTHING));
}

interface Next {
  readonly step: Step;
  readonly rights: readonly Right[];
}

function stepsOf(holders: Holders, { what, rights }: Reached): readonly Next[] {
  const become = (key: string, by: string, binding?: HeldRole['binding']): readonly Next[] =>
    becoming(holders, { from: what, by, binding, to: key });
  const groups = groupsOf(what);
  return [
    ...groups.flatMap((group) => become(group, 'is in a group')),
    ...rights.flatMap(({ namespace, rules = [], binding }) =>
      waysOf(rules).flatMap((opened): readonly Next[] => {
        if (opened.way.onlyCluster && namespace !== undefined) return [];
        const by = `may ${opened.by} ${placeName(namespace)}`;
        if (
          opened.way.target === 'everything' ||
          (opened.way.target === 'groups' && opened.names.length === 0)
        )
          return [gain(what, { by, rules: [EVERYTHING], role: 'everything', namespace: undefined }, binding)];
        return targetsOf(holders, opened, namespace).flatMap((key) => become(key, by, binding));
      }),
    ),
    ...combine(holders, what, [...rights, ...groups.flatMap((group) => holders.heldBy(group))]),
  ];
}

/** What rights give together: those of the whole cluster alone, and with those of each namespace. */
function combine(holders: Holders, what: string, rights: readonly Right[]): readonly Next[] {
  const byPlace = new Map<string | undefined, Right[]>([[undefined, []]]);
  for (const right of rights) append(byPlace, right.namespace, right);
  const wide = byPlace.get(undefined) ?? [];
  return [...byPlace].flatMap(([namespace, own]) => {
    const here = namespace === undefined ? own : [...own, ...wide];
    if (!here.some(({ rules = [] }) => isCombinable(rules))) return [];
    const rules = here.flatMap((right) => right.rules ?? []);
    const tokens = makingTokens(rules);
    const accounts = tokens === undefined ? [] : accountsAt(holders, namespace);
    return [
      ...accounts.flatMap((to) =>
        becoming(holders, { from: what, by: `may ${tokens} ${placeName(namespace)}`, to }),
      ),
      ...combinedOf(rules, namespace, holders.roles).map((combined) =>
        gain(what, { ...combined, by: `may ${combined.by} ${placeName(namespace)}` }),
      ),
    ];
  });
}

function becoming(holders: Holders, step: Step): readonly Next[] {
  const rights = holders.heldBy(step.to);
  return rights.length > 0 ? [{ step, rights }] : [];
}

function gain(from: string, { by, rules, role, namespace }: Combined, binding?: HeldRole['binding']): Next {
  const to = `${role} ${placeName(namespace)}`;
  return { step: { from, by, binding, to }, rights: [{ role, namespace, rules }] };
}

function targetsOf(
  holders: Holders,
  { way, names }: Opened,
  namespace: string | undefined,
): readonly string[] {
  const all = () => accountsAt(holders, namespace);
  switch (way.target) {
    case 'accounts':
      return all();
    case 'namedAccounts':
      return names.length === 0 ? all() : named(holders.accountsIn(namespace), names);
    case 'tokens':
      return names.length === 0
        ? all()
        : named(holders.accountsIn(namespace), tokenOwners(holders.objects, namespace, names));
    case 'users':
      return names.length === 0
        ? holders.subjects.filter((key) => key.startsWith('User '))
        : names.map((name) => `User ${name}`);
    default:
      return names.map((name) => `Group ${name}`);
  }
}

/** The accounts of a place, and the groups that they are in. */
function accountsAt(holders: Holders, namespace: string | undefined): readonly string[] {
  return [
    ...holders.accountsIn(namespace),
    ...(namespace === undefined
      ? holders.subjects.filter((key) => key.startsWith('Group system:serviceaccounts'))
      : [`Group system:serviceaccounts:${namespace}`, 'Group system:serviceaccounts']),
  ];
}

function named(accounts: readonly string[], names: readonly string[]): readonly string[] {
  return accounts.filter((account) => names.includes(account.slice(account.indexOf('/') + 1)));
}

/** Accounts whose tokens some Secrets of the app hold. */
function tokenOwners(
  objects: ObjectIndex,
  namespace: string | undefined,
  names: readonly string[],
): readonly string[] {
  const objectsThere = namespace === undefined ? objects.all : objects.inNamespace(namespace);
  return objectsThere
    .filter(
      (secret) =>
        secret.group === '' &&
        secret.kind === 'Secret' &&
        names.includes(secret.name) &&
        fieldOf(secret.manifest, 'type') === 'kubernetes.io/service-account-token',
    )
    .map(({ manifest }) => `${manifest.metadata.annotations?.['kubernetes.io/service-account.name']}`);
}

/** A place in words. */
export function placeName(namespace: string | undefined): string {
  return namespace === undefined ? 'in the whole cluster' : `in namespace ${namespace}`;
}
