import type { Manifest } from '../../../../lib';
import type { RecordedCall } from '../../recording/recorded-call';
import { attributesOf } from './attributes';
import { copyOf, heldBy } from './held';
import { lacksOf } from './lacks';
import { outsideOf } from './outside';

const ACCOUNT = { namespace: 'home', name: 'operator' };
const RBAC = 'rbac.authorization.k8s.io/v1';

function role(name: string, verbs: readonly string[], resources: readonly string[]): Manifest {
  const rules = [{ apiGroups: ['apps'], resources, verbs }];
  return { apiVersion: RBAC, kind: 'ClusterRole', metadata: { name }, rules };
}

function binding(name: string, namespace: string, subject = 'operator'): Manifest {
  return {
    apiVersion: RBAC,
    kind: 'RoleBinding',
    metadata: { name, namespace },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
    subjects: [{ kind: 'ServiceAccount', name: subject, namespace: 'home' }],
  };
}

const held = heldBy(
  [
    role('scope', ['get', 'list'], ['deployments', 'deployments/status']),
    binding('scope', 'alpha'),
    binding('scope', 'beta'),
    role('foreign', ['get'], ['daemonsets']),
    binding('foreign', 'alpha', 'somebody'),
  ],
  ACCOUNT,
);

test('an account holds the roles that are bound to it, whatever these are named', () => {
  expect(held.roles.map(({ metadata }) => metadata.name)).toEqual(['scope']);
  expect(held.bindings.map(({ metadata }) => metadata.namespace)).toEqual(['alpha', 'beta']);
});

test('it can lack each rule, each verb of each resource, and each binding', () => {
  expect(lacksOf(held).map(({ what }) => what)).toEqual([
    'the rule "get, list deployments, deployments/status (apps)" of ClusterRole scope',
    'the verb "get deployments (apps)" of ClusterRole scope',
    'the verb "list deployments (apps)" of ClusterRole scope',
    'the verb "get deployments/status (apps)" of ClusterRole scope',
    'the verb "list deployments/status (apps)" of ClusterRole scope',
    'RoleBinding alpha/scope',
    'RoleBinding beta/scope',
  ]);
});

test('who lacks a verb has all others', () => {
  const lack = lacksOf(held).find(({ what }) => what.includes('"get deployments (apps)"'));
  expect(lack?.held.roles[0]?.rules).toEqual([
    { apiGroups: ['apps'], resources: ['deployments/status'], verbs: ['get', 'list'] },
    { apiGroups: ['apps'], resources: ['deployments'], verbs: ['list'] },
  ]);
});

test('a copy is bound to its own account alone', () => {
  const [copied, first] = copyOf(held, { namespace: 'home', name: 'copy' });
  expect(copied?.metadata.name).toBe('copy-scope');
  expect(first).toMatchObject({
    metadata: { name: 'copy-scope', namespace: 'alpha' },
    roleRef: { name: 'copy-scope' },
    subjects: [{ kind: 'ServiceAccount', name: 'copy', namespace: 'home' }],
  });
});

test.each<readonly [string, string, Record<string, string>, string]>([
  ['GET', '/apis/apps/v1/namespaces/alpha/deployments', {}, 'list apps/deployments in alpha'],
  ['GET', '/apis/apps/v1/namespaces/alpha/deployments', { watch: 'true' }, 'watch apps/deployments in alpha'],
  ['GET', '/api/v1/namespaces/alpha/secrets/one', {}, 'get /secrets in alpha: one'],
  [
    'PATCH',
    '/apis/apps/v1/namespaces/alpha/deployments/one/status',
    {},
    'patch apps/deployments/status in alpha: one',
  ],
  ['DELETE', '/api/v1/namespaces/alpha/secrets', {}, 'deletecollection /secrets in alpha'],
  ['POST', '/apis/authentication.k8s.io/v1/tokenreviews', {}, 'create authentication.k8s.io/tokenreviews'],
])('%s %s is asked for as what the authorizer knows', (method, path, query, expected) => {
  const { verb, group, resource, namespace, name } = attributesOf({ method, path, query }) ?? {};
  const where = namespace === undefined ? '' : ` in ${namespace}`;
  expect(`${verb} ${group}/${resource}${where}${name === undefined ? '' : `: ${name}`}`).toBe(expected);
});

test('discovery is no resource', () => {
  expect(attributesOf({ method: 'GET', path: '/apis' })).toBeUndefined();
  expect(attributesOf({ method: 'GET', path: '/api' })).toBeUndefined();
});

test('just outside of a call is what differs from it in one thing, and was not recorded', () => {
  const path = '/apis/apps/v1/namespaces/alpha/deployments';
  const recorded: readonly RecordedCall[] = [
    { method: 'GET', path, status: 200 },
    { method: 'GET', path: `${path}/one`, status: 200 },
    { method: 'DELETE', path: `${path}/one`, status: 200 },
  ];
  expect(outsideOf(recorded, ACCOUNT).map(({ what }) => what)).toEqual([
    'GET /apis/apps/v1/namespaces/default/deployments',
    'GET /apis/apps/v1/deployments',
    `DELETE ${path}`,
    'GET /apis/apps/v1/namespaces/default/deployments/one',
    `PUT ${path}/one`,
    'DELETE /apis/apps/v1/namespaces/default/deployments/one',
  ]);
});
