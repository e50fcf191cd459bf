import type { StringMap } from '../core/labels';
import { RBAC_GROUP } from '../core/rbac-terms';
import { RenderedObject } from '../core/rendered-object';
import { BINDINGS } from './built-in/bindings';
import { CLUSTER_ROLES } from './built-in/cluster-roles';
import { CONTROLLER_ROLES } from './built-in/controller-roles';
import { ROLES } from './built-in/roles';
import type { RoleRow } from './built-in/row';

const AGGREGATE_TO = `${RBAC_GROUP}/aggregate-to-`;
/** Path of objects that no construct rendered. */
export const BUILT_IN = '(built in)';

const known = new Map<number, readonly RenderedObject[]>();

/**
 * The roles and bindings that every cluster of a version has, as objects: API servers make them when they start.
 * @param kubernetes minor version: `1.34`; one that is newer than we know is taken for the newest that we do
 * Source: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings
 */
export function builtInObjects(kubernetes: string): readonly RenderedObject[] {
  const minor = Number(kubernetes.split('.')[1]);
  const objects = known.get(minor) ?? [
    ...[...CLUSTER_ROLES, ...CONTROLLER_ROLES].flatMap((row) => roleOf('ClusterRole', row, minor)),
    ...ROLES.flatMap((row) => roleOf('Role', row, minor)),
    ...BINDINGS.flatMap((row) => bindingOf(row, minor)),
  ];
  known.set(minor, objects);
  return objects;
}

function roleOf(kind: string, row: RoleRow, minor: number): readonly RenderedObject[] {
  if (!isIn(row.versions, minor)) return [];
  const slash = kind === 'Role' ? row.name.indexOf('/') : -1;
  const metadata = {
    name: row.name.slice(slash + 1),
    ...(slash > 0 && { namespace: row.name.slice(0, slash) }),
    labels: {
      'kubernetes.io/bootstrapping': 'rbac-defaults',
      ...Object.fromEntries((row.partOf ?? []).map((role) => [AGGREGATE_TO + role, 'true'])),
    } as StringMap,
  };
  const selectors = (row.aggregates ?? []).map((role) => ({
    matchLabels: { [AGGREGATE_TO + role]: 'true' },
  }));
  return [
    object(kind, metadata, {
      rules: row.rules.flatMap((rule) => ruleOf(rule, minor)),
      ...(selectors.length > 0 && { aggregationRule: { clusterRoleSelectors: selectors } }),
    }),
  ];
}

function ruleOf(text: string, minor: number): readonly object[] {
  const [group, resources = '', verbs = '', names = '', versions] = text.split(' | ');
  if (!isIn(versions, minor)) return [];
  const list = resources.split(' ');
  return [
    {
      verbs: verbs.split(' '),
      ...(group === '-'
        ? { nonResourceURLs: list }
        : { apiGroups: [group === 'v1' ? '' : group], resources: list }),
      ...(names !== '' && { resourceNames: names.split(' ') }),
    },
  ];
}

function bindingOf(text: string, minor: number): readonly RenderedObject[] {
  const [name = '', namespace = '', role = '', subject = '', versions] = text.split(' | ');
  if (!isIn(versions, minor)) return [];
  const [kind = '', target = ''] = role.split(' ');
  const [subjectKind = '', subjectName = ''] = subject.split(' ');
  const [home, account] = subjectName.split('/');
  const subjects = [
    subjectKind === 'ServiceAccount'
      ? { kind: subjectKind, name: account, namespace: home }
      : { apiGroup: RBAC_GROUP, kind: subjectKind, name: subjectName },
  ];
  const roleRef = { apiGroup: RBAC_GROUP, kind, name: target };
  return namespace === ''
    ? [object('ClusterRoleBinding', { name }, { roleRef, subjects })]
    : [object('RoleBinding', { name, namespace }, { roleRef, subjects })];
}

function object(kind: string, metadata: object, more: object): RenderedObject {
  return new RenderedObject(BUILT_IN, { apiVersion: `${RBAC_GROUP}/v1`, kind, metadata, ...more });
}

/** Whether a minor version is in a span: `30-`, `28-33`; none stands for all. */
function isIn(span: string | undefined, minor: number): boolean {
  const [first, last] = (span ?? '').split('-');
  return (!first || minor >= Number(first)) && (!last || minor <= Number(last));
}
