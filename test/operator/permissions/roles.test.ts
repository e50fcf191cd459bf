import { Namespace, Operator, type OperatorProps, OperatorScope, PostgreSQL } from '../../../lib';
import type { Manifest } from '../../../lib/core';
import { toYaml } from '../../../lib/core/synth/yaml';
import { only, rendered } from '../../support/world';

const RBAC = 'rbac.authorization.k8s.io/v1';

const rolesOf = (props: Partial<OperatorProps> = {}, namespace?: string): readonly Manifest[] =>
  rendered((chart) => {
    new Operator(namespace === undefined ? chart : new Namespace(chart, namespace), 'op', {
      image: 'ghcr.io/acme/op:1.0.0',
      controllers: [{ for: PostgreSQL }],
      scope: OperatorScope.namespaces('beta', 'alpha'),
      ...props,
    });
  }).filter(({ apiVersion }) => apiVersion === RBAC);

const titles = (roles: readonly Manifest[]): readonly string[] =>
  roles.map(({ kind, metadata }) => [kind, metadata.namespace, metadata.name].filter(Boolean).join(' '));

test('golden roles of a small operator', () => {
  const roles = rolesOf({
    scope: OperatorScope.namespaces('alpha'),
    controllers: [
      {
        for: PostgreSQL,
        owns: ['v1/Service', { kind: 'v1/Secret', reason: 'clients read credentials from it' }],
        watches: ['v1/Node'],
        reads: [{ secret: 'op-config' }],
      },
    ],
  });
  expect(`\n${toYaml(roles)}`).toMatchSnapshot();
});

test('what it does in its scope is bound in each namespace of it, and the rest where it is', () => {
  expect(titles(rolesOf({ controllers: [{ for: PostgreSQL, owns: ['v1/Service'] }] }))).toEqual([
    'ClusterRole op-cluster',
    'ClusterRole op-operands',
    'ClusterRole op-resources',
    'ClusterRoleBinding op-cluster',
    'Role op op',
    'RoleBinding alpha op-operands',
    'RoleBinding alpha op-resources',
    'RoleBinding beta op-operands',
    'RoleBinding beta op-resources',
    'RoleBinding op op',
  ]);
});

test('in the whole cluster it is bound once', () => {
  const controllers = [{ for: PostgreSQL, owns: ['v1/Service'] as const }];
  expect(titles(rolesOf({ controllers, scope: OperatorScope.cluster() }))).toEqual([
    'ClusterRole op-cluster',
    'ClusterRole op-operands',
    'ClusterRole op-resources',
    'ClusterRoleBinding op-cluster',
    'ClusterRoleBinding op-operands',
    'ClusterRoleBinding op-resources',
    'Role op op',
    'RoleBinding op op',
  ]);
});

test('no role and no binding is empty', () => {
  const roles = rolesOf({ controllers: [{ for: 'v1/Node' }] });
  expect(titles(roles)).toEqual([
    'ClusterRole op-cluster',
    'ClusterRoleBinding op-cluster',
    'Role op op',
    'RoleBinding op op',
  ]);
  expect(titles(rolesOf({ scope: OperatorScope.cluster() })).join()).not.toContain('operands');
});

test('operators of one name in two namespaces have no object in common', () => {
  const one = rolesOf({}, 'here');
  const other = rolesOf({}, 'there');
  expect(titles(one)).toContain('ClusterRole op-cluster.here');
  expect(titles(one).filter((title) => titles(other).includes(title))).toEqual([]);
});

test('every role says why each of its rules is there', () => {
  const role = only(rolesOf(), 'ClusterRole', 'op-resources');
  expect(role.metadata.annotations?.['cdk8s-platform/reasons']?.split('\n')).toEqual([
    'get list watch database.example.com/postgresqls: reconciles PostgreSQL',
    'patch database.example.com/postgresqls/status: reports in the status of PostgreSQL',
    'create patch events.k8s.io/events: events tell users what happens to their resources',
  ]);
});
