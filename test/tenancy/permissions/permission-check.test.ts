import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import {
  ObjectIndex,
  Operator,
  OperatorScope,
  PermissionMatrix,
  PostgreSQL,
  RenderedObject,
  Subject,
} from '../../../lib';
import { permissionFindings } from '../../../lib/tenancy/permissions/permission-check';
import { TenantMap } from '../../../lib/tenancy/tenant-map';
import { bind, GROUP, ROBOT, refer, SECRETS, said } from './support';

test.each(['1.28', '1.34', '1.37'])(
  'tenants with members of every sort, some of them in several, have nothing to say on %s',
  (kubernetes) => {
    expect(said(() => {}, {}, kubernetes)).toEqual([]);
  },
);

test('an account of the platform that lives in a tenant and has wide rights is found, with the path to it', () => {
  expect(said((chart) => bind(chart, 'wide', undefined, ROBOT, SECRETS))).toEqual([
    '[others/wide-binding] lets Group alpha-developers of tenant alpha out of its bounds: ' +
      'Group alpha-developers may create v1/pods in namespace alpha (by RoleBinding alpha/tenant-editor) -> ' +
      'ServiceAccount alpha/robot; ServiceAccount alpha/robot has ClusterRole wide in the whole cluster ' +
      '(by ClusterRoleBinding wide); given: "get v1/secrets"; ' +
      'allowed: rights in the namespaces of the tenant, and those that were given to the member itself; ' +
      'fix: let ServiceAccount alpha/robot live in a namespace where no tenant runs pods, or bind it in the namespaces of its tenant alone',
  ]);
});

test('it is found where nobody in the tenant runs pods: somebody will', () => {
  const nobody = { owners: [], editors: [] };
  expect(said((chart) => bind(chart, 'wide', 'beta', ROBOT, SECRETS), { alpha: nobody })).toEqual([
    expect.stringMatching(
      /^\[others\/wide-binding\] lets ServiceAccount alpha\/robot of tenant alpha .* in namespace beta of tenant beta/,
    ),
  ]);
});

test('an operator in a namespace of a tenant, for another one as well, is found', () => {
  const problems = said((_, alpha) => {
    new Operator(alpha.namespace(), 'op', {
      image: 'ghcr.io/acme/op:1.0.0',
      controllers: [{ for: PostgreSQL, owns: ['v1/ConfigMap'] }],
      scope: OperatorScope.namespaces('alpha', 'beta'),
    });
  });
  expect(problems).toContainEqual(
    expect.stringMatching(/ServiceAccount alpha\/op has ClusterRole op-\S+ in namespace beta of tenant beta/),
  );
});

test('an operator outside of the tenants is the platform, and no member', () => {
  const problems = said((chart) => {
    new Operator(chart, 'op', {
      image: 'ghcr.io/acme/op:1.0.0',
      controllers: [{ for: PostgreSQL, owns: ['apps/StatefulSet'] }],
      scope: OperatorScope.namespaces('alpha', 'beta'),
    });
  });
  expect(problems).toEqual([]);
});

test('two tenants of one name are two', () => {
  const facts = (path: string, namespace: string) => ({
    path,
    name: 'alpha',
    namespaces: [namespace],
    permitted: [],
  });
  const { apiVersion, metadata } = { apiVersion: `${GROUP}/v1`, metadata: { name: 'r', namespace: 'two' } };
  const roleRef = { apiGroup: GROUP, kind: 'Role', name: 'r' };
  const objects = new ObjectIndex(
    [
      { apiVersion, kind: 'Role', metadata, rules: [SECRETS] },
      {
        apiVersion,
        kind: 'RoleBinding',
        metadata,
        roleRef,
        subjects: [{ ...ROBOT, namespace: 'one' }],
      },
    ].map((manifest) => new RenderedObject('others/r', manifest)),
  );
  const tenants = [facts('a/alpha', 'one'), facts('b/alpha', 'two')];
  expect(permissionFindings(new PermissionMatrix(objects), new TenantMap(tenants))).toEqual([
    expect.objectContaining({ problem: expect.stringContaining('ServiceAccount one/robot has Role r') }),
  ]);
});

test('a member of two tenants that comes from one to more in the other is found', () => {
  const problems = said((chart) => bind(chart, 'more', 'beta', ROBOT, SECRETS), {
    beta: { viewers: [Subject.group('alpha-developers')] },
  });
  expect(problems).toEqual([
    expect.stringContaining('ServiceAccount alpha/robot has Role more in namespace beta'),
  ]);
});

test('a role that is not in the app is a warning, where it is bound beyond the tenant of an account', () => {
  const bound = (namespace: string) => (chart: Construct) =>
    refer(chart, 'strange', namespace, ROBOT, 'ClusterRole', 'somebody-elses');
  expect(said(bound('beta'))).toEqual([
    expect.stringContaining('given: "ClusterRole somebody-elses, which is not in the app"'),
  ]);
  expect(said(bound('alpha'))).toEqual([]);
});

test('bindings of cdk8s-plus are judged like any', () => {
  const problems = said((chart) => {
    const account = new kplus.ServiceAccount(chart, 'robot', {
      metadata: { name: 'robot', namespace: 'alpha' },
    });
    new kplus.ClusterRoleBinding(chart, 'admins', {
      metadata: { name: 'admins' },
      role: kplus.ClusterRole.fromClusterRoleName(chart, 'role', 'cluster-admin'),
    }).addSubjects(account);
  });
  expect(problems).toEqual([
    expect.stringMatching(
      /^\[others\/admins\/Resource\] .*ServiceAccount alpha\/robot has ClusterRole cluster-admin/,
    ),
  ]);
});
