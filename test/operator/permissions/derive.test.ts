import * as fc from 'fast-check';
import { BUILTIN_KINDS, PostgreSQL, PostgreSQLBackup } from '../../lib';
import { type BuiltinKind, type PolicyRule, renderRules } from '../../lib/core';
import type { Controller } from '../../lib/operator';
import { derivePermissions } from '../../lib/operator/rbac';

const cluster = (...controllers: Controller[]): readonly PolicyRule[] =>
  renderRules(
    [derivePermissions(controllers, 'lease')].flatMap(({ cluster: wide, scope }) => [...wide, ...scope]),
  );
const own = (...controllers: Controller[]): readonly PolicyRule[] =>
  renderRules(derivePermissions(controllers, 'lease').ownNamespace);

/** The verbs that rules grant on a resource. */
function verbs(rules: readonly PolicyRule[], group: string, resource: string): readonly string[] {
  return rules
    .filter(({ apiGroups, resources }) => apiGroups?.includes(group) && resources?.includes(resource))
    .flatMap((rule) => rule.verbs);
}

const GROUP = 'database.example.com';
const READ = ['get', 'list', 'watch'];

test('a controller reads what it reconciles and patches its status, and never creates or deletes it', () => {
  const rules = cluster({ for: PostgreSQL });
  expect(verbs(rules, GROUP, 'postgresqls')).toEqual(READ);
  expect(verbs(rules, GROUP, 'postgresqls/status')).toEqual(['patch']);
  expect(verbs(rules, GROUP, 'postgresqls/finalizers')).toEqual([]);
});

test('a finalizer takes patch on the object itself', () => {
  expect(verbs(cluster({ for: PostgreSQL, finalizer: true }), GROUP, 'postgresqls')).toEqual([
    'get',
    'list',
    'patch',
    'watch',
  ]);
});

test('what it owns is created and applied, never deleted, and its owner references are allowed', () => {
  const rules = cluster({ for: PostgreSQL, owns: ['apps/StatefulSet'] });
  expect(verbs(rules, 'apps', 'statefulsets')).toEqual(['create', 'get', 'list', 'patch', 'watch']);
  expect(verbs(rules, GROUP, 'postgresqls/finalizers')).toEqual(['update']);
});

test('what it creates without owning is created and read, and left to others', () => {
  const rules = cluster({ for: PostgreSQLBackup, creates: [PostgreSQL] });
  expect(verbs(rules, GROUP, 'postgresqls')).toEqual(['create', 'get', 'list', 'watch']);
  expect(verbs(rules, GROUP, 'postgresqlbackups/finalizers')).toEqual([]);
});

test('what has no namespace is apart from what has one', () => {
  const { cluster: wide, scope } = derivePermissions(
    [{ for: PostgreSQL, watches: ['v1/Node', 'v1/Pod'] }],
    'lease',
  );
  expect(wide.map(({ resource }) => resource)).toEqual(['nodes', 'tokenreviews', 'subjectaccessreviews']);
  expect(scope.map(({ resource }) => resource)).toEqual([
    'postgresqls',
    'postgresqls/status',
    'pods',
    'events',
  ]);
});

test('what it watches is read only', () => {
  expect(verbs(cluster({ for: PostgreSQLBackup, watches: [PostgreSQL] }), GROUP, 'postgresqls')).toEqual(
    READ,
  );
});

test('what it reads by name is granted by name, in its own namespace alone', () => {
  const controller: Controller = {
    for: PostgreSQL,
    reads: [{ secret: 'config' }, { configMap: 'settings' }],
  };
  expect(own(controller)).toEqual(
    expect.arrayContaining([
      { apiGroups: [''], resources: ['secrets'], resourceNames: ['config'], verbs: ['get'] },
      { apiGroups: [''], resources: ['configmaps'], resourceNames: ['settings'], verbs: ['get'] },
    ]),
  );
  expect(verbs(cluster(controller), '', 'secrets')).toEqual([]);
});

test('the lease is created without a name, which RBAC cannot check, and then used by name', () => {
  expect(own({ for: PostgreSQL }).filter(({ resources }) => resources?.includes('leases'))).toEqual([
    {
      apiGroups: ['coordination.k8s.io'],
      resources: ['leases'],
      resourceNames: ['lease'],
      verbs: ['get', 'update'],
    },
    { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['create'] },
  ]);
  expect(verbs(cluster({ for: PostgreSQL }), 'coordination.k8s.io', 'leases')).toEqual([]);
});

test('every permission has a reason', () => {
  const { cluster: wide, ownNamespace } = derivePermissions(
    [
      {
        for: PostgreSQL,
        finalizer: true,
        owns: ['v1/Service'],
        watches: ['v1/Node'],
        reads: [{ secret: 's' }],
      },
    ],
    'lease',
  );
  for (const { reason } of [...wide, ...ownNamespace]) expect(reason).toMatch(/\w+ \w+/);
});

const anyKind = fc.constantFrom(
  ...BUILTIN_KINDS.map(({ group, kind }): BuiltinKind => `${group || 'v1'}/${kind}` as BuiltinKind),
);
const anyController = fc.record({
  for: fc.oneof(fc.constantFrom(PostgreSQL, PostgreSQLBackup), anyKind),
  owns: fc.array(anyKind, { maxLength: 5 }),
  watches: fc.array(anyKind, { maxLength: 5 }),
  finalizer: fc.boolean(),
});

test('no declaration leads to a wildcard, to escalation or to a subresource that shares a rule', () => {
  fc.assert(
    fc.property(fc.array(anyController, { minLength: 1, maxLength: 5 }), (controllers) => {
      for (const rule of [...cluster(...controllers), ...own(...controllers)]) {
        const words = [...(rule.apiGroups ?? []), ...(rule.resources ?? []), ...rule.verbs];
        for (const word of ['*', 'escalate', 'bind', 'impersonate', 'delete', 'deletecollection']) {
          expect(words).not.toContain(word);
        }
        if (rule.resources?.some((resource) => resource.includes('/')))
          expect(rule.resources).toHaveLength(1);
      }
    }),
  );
});

test('no resource is granted the same verb twice, and the order of controllers does not show', () => {
  fc.assert(
    fc.property(fc.array(anyController, { minLength: 1, maxLength: 5 }), (controllers) => {
      const rules = cluster(...controllers);
      const grants = rules.flatMap(({ apiGroups, resources, verbs: granted }) =>
        (resources ?? []).flatMap((resource) => granted.map((verb) => `${apiGroups} ${resource} ${verb}`)),
      );
      expect(new Set(grants).size).toBe(grants.length);
      expect(cluster(...[...controllers].reverse())).toEqual(rules);
    }),
  );
});
