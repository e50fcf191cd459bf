import * as fc from 'fast-check';
import { BUILTIN_KINDS, type ExtraPermission, PostgreSQL, PostgreSQLBackup } from '../../../lib';
import { type BuiltinKind, type PolicyRule, renderRules } from '../../../lib/core';
import type { Controller, Permission, Permissions } from '../../../lib/operator';
import { derivePermissions } from '../../../lib/operator/permissions/derive';

const derived = (...controllers: Controller[]): Permissions =>
  derivePermissions({ controllers, leaseName: 'lease' });
const withExtra = (...permissions: ExtraPermission[]): Permissions =>
  derivePermissions({ controllers: [{ for: PostgreSQL }], permissions, leaseName: 'lease' });
const everywhere = (...controllers: Controller[]): readonly PolicyRule[] => {
  const { resources, operands, cluster } = derived(...controllers);
  return renderRules([...resources, ...operands, ...cluster]);
};
const own = (...controllers: Controller[]): readonly PolicyRule[] =>
  renderRules(derived(...controllers).ownNamespace);
const names = (permissions: readonly Permission[]): readonly string[] => [
  ...new Set(permissions.map(({ resource }) => resource)),
];

/** The verbs that rules grant on a resource. */
function verbs(rules: readonly PolicyRule[], group: string, resource: string): readonly string[] {
  return rules
    .filter(({ apiGroups, resources }) => apiGroups?.includes(group) && resources?.includes(resource))
    .flatMap((rule) => rule.verbs);
}

const GROUP = 'database.example.com';
const READ = ['get', 'list', 'watch'];

test('a controller reads what it reconciles and patches its status, and never creates or deletes it', () => {
  const rules = everywhere({ for: PostgreSQL });
  expect(verbs(rules, GROUP, 'postgresqls')).toEqual(READ);
  expect(verbs(rules, GROUP, 'postgresqls/status')).toEqual(['patch']);
  expect(verbs(rules, GROUP, 'postgresqls/finalizers')).toEqual([]);
});

test('what has no status takes no permission to write it', () => {
  expect(verbs(everywhere({ for: 'v1/ConfigMap' }), '', 'configmaps/status')).toEqual([]);
  expect(verbs(everywhere({ for: 'v1/Node' }), '', 'nodes/status')).toEqual(['patch']);
});

test('a finalizer takes patch on the object itself', () => {
  expect(verbs(everywhere({ for: PostgreSQL, finalizer: true }), GROUP, 'postgresqls')).toEqual([
    'get',
    'list',
    'patch',
    'watch',
  ]);
});

test('what it owns is created and applied, never deleted, and its owner references are allowed', () => {
  const rules = everywhere({ for: PostgreSQL, owns: ['apps/StatefulSet'] });
  expect(verbs(rules, 'apps', 'statefulsets')).toEqual(['create', 'get', 'list', 'patch', 'watch']);
  expect(verbs(rules, GROUP, 'postgresqls/finalizers')).toEqual(['update']);
});

test('a controller that writes whole objects updates what it owns, its finalizer and the status, and patches nothing', () => {
  const { resources, operands } = derived({
    for: PostgreSQL,
    strategy: 'update',
    finalizer: true,
    owns: ['apps/StatefulSet'],
  });
  const rules = renderRules([...resources, ...operands]);
  expect(verbs(rules, 'apps', 'statefulsets')).toEqual(['create', 'get', 'list', 'update', 'watch']);
  expect(verbs(rules, GROUP, 'postgresqls')).toEqual(['get', 'list', 'update', 'watch']);
  expect(verbs(rules, GROUP, 'postgresqls/status')).toEqual(['update']);
  expect(rules.filter((rule) => rule.verbs.includes('patch'))).toEqual([
    { apiGroups: ['events.k8s.io'], resources: ['events'], verbs: ['create', 'patch'] },
  ]);
});

test('what it creates without owning is created and read, and left to others', () => {
  const rules = everywhere({ for: PostgreSQLBackup, creates: [PostgreSQL] });
  expect(verbs(rules, GROUP, 'postgresqls')).toEqual(['create', 'get', 'list', 'watch']);
  expect(verbs(rules, GROUP, 'postgresqlbackups/finalizers')).toEqual([]);
});

test('what it deletes itself takes delete and nothing else', () => {
  const rules = everywhere({ for: PostgreSQL, deletes: ['v1/PersistentVolumeClaim'] });
  expect(verbs(rules, '', 'persistentvolumeclaims')).toEqual(['delete']);
});

test('each part has what is of its place: its kinds, what it keeps for them, what has no namespace', () => {
  const { resources, operands, cluster } = derived(
    { for: PostgreSQL, owns: ['v1/Service'], watches: ['v1/Node', 'v1/Pod'] },
    { for: PostgreSQLBackup, watches: [PostgreSQL], owns: ['batch/Job'] },
  );
  expect(names(resources)).toEqual([
    'postgresqls',
    'postgresqls/status',
    'postgresqls/finalizers',
    'postgresqlbackups',
    'postgresqlbackups/status',
    'postgresqlbackups/finalizers',
    'events',
  ]);
  expect(names(operands)).toEqual(['services', 'pods', 'jobs']);
  expect(names(cluster)).toEqual(['nodes', 'tokenreviews', 'subjectaccessreviews']);
});

test('events about what has no namespace are written outside of every scope', () => {
  const { resources, cluster } = derived({ for: 'v1/Node' });
  expect(names(resources)).toEqual([]);
  expect(names(cluster)).toContain('events');
});

test('what it watches is read only', () => {
  const rules = everywhere({ for: PostgreSQLBackup, watches: [PostgreSQL] });
  expect(verbs(rules, GROUP, 'postgresqls')).toEqual(READ);
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
  expect(verbs(everywhere(controller), '', 'secrets')).toEqual([]);
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
  expect(verbs(everywhere({ for: PostgreSQL }), 'coordination.k8s.io', 'leases')).toEqual([]);
});

describe('an operator that makes Roles for its operands', () => {
  const rule = { group: '', resource: 'configmaps', verbs: ['get', 'patch'], resourceNames: ['b', 'a'] };
  const { operands, resources } = derived({
    for: PostgreSQL,
    grants: { rules: [rule], reason: 'instances elect a primary' },
  });

  test('keeps the Roles and their bindings, and holds what they give, without bind or escalate', () => {
    expect(renderRules(operands)).toEqual([
      { apiGroups: [''], resources: ['configmaps'], resourceNames: ['a', 'b'], verbs: ['get', 'patch'] },
      {
        apiGroups: ['rbac.authorization.k8s.io'],
        resources: ['rolebindings', 'roles'],
        verbs: ['create', 'get', 'list', 'patch', 'watch'],
      },
    ]);
  });

  test('says for each why', () => {
    expect(operands.map(({ reason, stated }) => [reason, stated])).toEqual([
      ['keeps the Role for what runs for each PostgreSQL: instances elect a primary', true],
      ['keeps the RoleBinding for what runs for each PostgreSQL: instances elect a primary', true],
      ['gives it to what runs for each PostgreSQL: instances elect a primary', true],
    ]);
  });

  test('may set owner references on them', () => {
    expect(names(resources)).toContain('postgresqls/finalizers');
  });
});

test('what no controller says is added where it was asked for', () => {
  const at = { group: '', verbs: ['get'], reason: 'is needed' };
  const permissions = withExtra(
    { ...at, resource: 'configmaps', where: 'ownNamespace' },
    { ...at, resource: 'pods', where: 'scope' },
    { ...at, resource: 'postgresqls/scale', group: GROUP, where: 'scope' },
    { ...at, resource: 'nodes', where: 'cluster' },
  );
  expect(permissions.ownNamespace.at(-1)).toEqual({ ...at, resource: 'configmaps', stated: true });
  expect(permissions.operands).toEqual([{ ...at, resource: 'pods', stated: true }]);
  expect(names(permissions.resources)).toContain('postgresqls/scale');
  expect(names(permissions.cluster)).toContain('nodes');
});

test('a reason that somebody gave stands behind the one that was derived', () => {
  const { operands } = derived({
    for: PostgreSQL,
    owns: [{ kind: 'v1/Secret', reason: 'clients read credentials from it' }, 'v1/Service'],
  });
  expect(operands.map(({ reason, stated }) => [reason, stated])).toEqual([
    ['keeps the Secret of each PostgreSQL: clients read credentials from it', true],
    ['keeps the Service of each PostgreSQL', undefined],
  ]);
});

describe('for controllers of any kinds', () => {
  const kind = fc
    .constantFrom(...BUILTIN_KINDS)
    .map(({ group, kind: name }) => `${group || 'v1'}/${name}` as BuiltinKind);
  const kinds = fc.uniqueArray(kind, { maxLength: 4 });
  const controllers = fc.uniqueArray(
    fc.record<Controller>({
      for: kind,
      owns: kinds,
      creates: kinds,
      watches: kinds,
      deletes: kinds,
      finalizer: fc.boolean(),
      strategy: fc.constantFrom('apply', 'update'),
    }),
    { minLength: 1, maxLength: 4, selector: ({ for: target }) => target },
  );

  test('every permission has a reason, and nothing is a wildcard, bound, escalated or impersonated', () => {
    fc.assert(
      fc.property(controllers, (list) => {
        for (const permission of Object.values(derived(...list)).flat() as Permission[]) {
          expect(permission.reason).toMatch(/\w+ \w+/);
          expect(permission.verbs).not.toEqual(expect.arrayContaining([expect.stringMatching(FORBIDDEN)]));
          expect(permission.group + permission.resource).not.toContain('*');
        }
      }),
    );
  });

  test('no verb is granted twice, and the order of controllers does not show', () => {
    fc.assert(
      fc.property(controllers, (list) => {
        const rules = everywhere(...list);
        const grants = rules.flatMap(({ apiGroups, resources = [], verbs: granted }) =>
          resources.flatMap((resource) => granted.map((verb) => `${apiGroups} ${resource} ${verb}`)),
        );
        expect(new Set(grants).size).toBe(grants.length);
        expect(everywhere(...[...list].reverse())).toEqual(rules);
      }),
    );
  });

  test('no rule joins a subresource with anything', () => {
    fc.assert(
      fc.property(controllers, (list) => {
        for (const { resources = [] } of everywhere(...list))
          if (resources.some((resource) => resource.includes('/'))) expect(resources).toHaveLength(1);
      }),
    );
  });
});

const FORBIDDEN = /^(\*|bind|escalate|impersonate.*)$/;
