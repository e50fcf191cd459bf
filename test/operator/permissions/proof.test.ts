import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { Cluster, Operator, type OperatorProps, OperatorScope, PlatformApp, PostgreSQL } from '../../../lib';
import { CLUSTER } from '../../support/world';

const RBAC = 'rbac.authorization.k8s.io/v1';
const ACCOUNT = { kind: 'ServiceAccount', name: 'op', namespace: 'op' };

/** What synth says of an app with an operator and what somebody else declares: errors, then warnings. */
function said(declare: (chart: Construct) => void, props: Partial<OperatorProps> = {}): readonly string[] {
  const app = new PlatformApp({ cluster: new Cluster(CLUSTER) });
  new Operator(new Chart(app, 'operators'), 'op', {
    image: 'ghcr.io/acme/op:1.0.0',
    controllers: [{ for: PostgreSQL }],
    scope: OperatorScope.namespaces('alpha'),
    ...props,
  });
  declare(new Chart(app, 'others'));
  try {
    app.units();
    return app.warnings;
  } catch (error) {
    return (error as { readonly problems: readonly string[] }).problems;
  }
}

/** A role and its binding, as somebody else might write them. */
function bound(
  chart: Construct,
  rules: readonly object[],
  {
    namespace,
    subject = ACCOUNT,
    ...more
  }: { namespace?: string; subject?: object; [field: string]: unknown } = {},
): void {
  const kind = namespace === undefined ? 'ClusterRole' : 'Role';
  const metadata = { name: 'other', namespace };
  new ApiObject(chart, 'role', { apiVersion: RBAC, kind, metadata, rules, ...more });
  new ApiObject(chart, 'binding', {
    apiVersion: RBAC,
    kind: `${kind}Binding`,
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name: 'other' },
    subjects: [subject],
  });
}

const rule = (resources: string, verbs: string, apiGroups = ['']) => ({
  apiGroups,
  resources: resources.split(','),
  verbs: verbs.split(','),
});
const EXEC = rule('pods,pods/exec', 'get,create');

test('an operator with roles of its own alone has none without a reason', () => {
  expect(said(() => {})).toEqual([]);
  expect(
    said(() => {}, {
      controllers: [{ for: PostgreSQL, owns: [{ kind: 'v1/Secret', reason: 'credentials' }] }],
    }),
  ).toEqual([]);
});

test('cluster-admin, bound by cdk8s-plus, is refused with the role and the rule', () => {
  const problems = said((chart) => {
    const account = kplus.ServiceAccount.fromServiceAccountName(chart, 'account', 'op', {
      namespaceName: 'op',
    });
    new kplus.ClusterRoleBinding(chart, 'admins', {
      metadata: { name: 'admins' },
      role: kplus.ClusterRole.fromClusterRoleName(chart, 'role', 'cluster-admin'),
    }).addSubjects(account);
  });
  expect(problems).toEqual([
    expect.stringMatching(
      /^\[others\/admins\/Resource\] gives ServiceAccount op\/op by ClusterRole cluster-admin a power in the whole cluster .*; given: "\* \*\/\*"; fix: .*\[operators\/op\]$/,
    ),
  ]);
});

test('a role of plain objects is refused by each of its powers, and no more', () => {
  expect(said((chart) => bound(chart, [EXEC, rule('nodes/proxy', 'get')]))).toEqual([
    expect.stringContaining('given: "get, create v1/pods/exec"'),
    expect.stringContaining('given: "get v1/nodes/proxy"'),
  ]);
});

test('a role in one namespace is told with it', () => {
  expect(said((chart) => bound(chart, [EXEC], { namespace: 'beta' }))).toEqual([
    expect.stringContaining('by Role other a power in namespace beta that no reason is stated for'),
  ]);
});

test.each([
  ['its user', { kind: 'User', name: 'system:serviceaccount:op:op' }],
  ['the accounts of its namespace', { kind: 'Group', name: 'system:serviceaccounts:op' }],
  ['all accounts', { kind: 'Group', name: 'system:serviceaccounts' }],
  ['everybody', { kind: 'Group', name: 'system:authenticated' }],
])('a binding to %s is one to its account', (_, subject) => {
  expect(said((chart) => bound(chart, [EXEC], { subject }))).toHaveLength(1);
});

test.each([
  ['another account', { ...ACCOUNT, name: 'other' }],
  ['an account of its name elsewhere', { ...ACCOUNT, namespace: 'other' }],
  ['a user of its name', { kind: 'User', name: 'op' }],
  ['the accounts of another namespace', { kind: 'Group', name: 'system:serviceaccounts:other' }],
])('a binding to %s is none of its own', (_, subject) => {
  expect(said((chart) => bound(chart, [EXEC], { subject }))).toEqual([]);
});

test('what the built-in roles give is known', () => {
  const binding = (name: string) => (chart: Construct) =>
    void new ApiObject(chart, 'binding', {
      apiVersion: RBAC,
      kind: 'RoleBinding',
      metadata: { name: 'other', namespace: 'alpha' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
      subjects: [ACCOUNT],
    });
  expect(said(binding('view'))).toEqual([]);
  expect(said(binding('edit')).join('\n')).toContain('given: "impersonate v1/serviceaccounts"');
  expect(said(binding('admin')).join('\n')).toContain('rbac.authorization.k8s.io/roles');
  expect(said(binding('somebody-elses'))).toEqual([
    expect.stringMatching(/binds a role that is not in the app .*given: "ClusterRole somebody-elses"/),
  ]);
});

test('a role that is made of others gives what they give', () => {
  const problems = said((chart) => {
    bound(chart, [], { aggregationRule: { clusterRoleSelectors: [{ matchLabels: { part: 'yes' } }] } });
    for (const part of ['yes', 'no'])
      new ApiObject(chart, part, {
        apiVersion: RBAC,
        kind: 'ClusterRole',
        metadata: { name: part, labels: { part } },
        rules: [rule(part === 'yes' ? 'pods/exec' : 'pods/attach', 'create')],
      });
  });
  expect(problems).toEqual([expect.stringContaining('given: "create v1/pods/exec"')]);
});

test('what is added to a role of its own by other means is found as well', () => {
  const app = new PlatformApp({ cluster: new Cluster(CLUSTER) });
  const operator = new Operator(new Chart(app, 'operators'), 'op', {
    image: 'ghcr.io/acme/op:1.0.0',
    controllers: [{ for: PostgreSQL }],
    scope: OperatorScope.namespaces('alpha'),
  });
  const role = operator.node
    .findAll()
    .find((construct) => construct instanceof ApiObject && construct.name === 'op-cluster') as ApiObject;
  role.addJsonPatch(JsonPatch.add('/rules/-', EXEC));
  expect(() => app.units()).toThrow(/ClusterRole op-cluster a power .*get, create v1\/pods\/exec/);
});

describe('a stated reason', () => {
  const state = (permission: object): Partial<OperatorProps> => ({
    permissions: [
      {
        group: '',
        resource: 'pods/exec',
        verbs: ['create'],
        where: 'scope',
        reason: 'runs psql',
        ...permission,
      },
    ],
  });
  const exec =
    (where: { namespace?: string }, verbs = 'create') =>
    (chart: Construct) =>
      bound(chart, [rule('pods/exec', verbs)], where);

  test('stands for that power where it is stated', () => {
    expect(said(exec({ namespace: 'alpha' }), state({}))).toEqual([]);
    expect(said(exec({ namespace: 'op' }), state({ where: 'ownNamespace' }))).toEqual([]);
    expect(said(exec({}), state({ where: 'cluster' }))).toEqual([]);
    expect(said(exec({}), state({ group: '*', resource: '*', verbs: ['*'], where: 'cluster' }))).toEqual([]);
    expect(said(exec({}), state({ resource: '*/exec', where: 'cluster' }))).toEqual([]);
  });

  test('stands for it nowhere else', () => {
    expect(said(exec({ namespace: 'beta' }), state({}))).toHaveLength(1);
    expect(said(exec({}), state({}))).toHaveLength(1);
    expect(said(exec({ namespace: 'alpha' }), state({ where: 'ownNamespace' }))).toHaveLength(1);
  });

  test('stands for no other verb, resource or object', () => {
    expect(said(exec({ namespace: 'alpha' }, 'create,get'), state({}))).toEqual([
      expect.stringContaining('given: "get v1/pods/exec"'),
    ]);
    expect(said(exec({ namespace: 'alpha' }), state({ resource: 'pods/attach' }))).toHaveLength(1);
    expect(said(exec({ namespace: 'alpha' }), state({ resourceNames: ['one'] }))).toHaveLength(1);
  });
});

describe('pods in the whole cluster', () => {
  const scope = OperatorScope.cluster();

  test('are warned of, by what makes them', () => {
    const controllers = [{ for: PostgreSQL, owns: ['apps/StatefulSet'] as const }];
    expect(said(() => {}, { scope, controllers })).toEqual([
      expect.stringMatching(
        /op-operands a power in the whole cluster .*given: "create, patch apps\/statefulsets"/,
      ),
    ]);
  });

  test('are not where a reason is stated', () => {
    const owns = [{ kind: 'apps/StatefulSet', reason: 'databases of all teams' }] as const;
    expect(said(() => {}, { scope, controllers: [{ for: PostgreSQL, owns }] })).toEqual([]);
  });
});
