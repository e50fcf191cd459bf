import { App, Chart, Testing } from 'cdk8s';
import { z } from 'zod';
import type { Manifest } from '../../lib/core';
import { CustomResourceDefinition } from '../../lib/kind/custom-resource-definition';
import type { Kind } from '../../lib/kind/kind';
import { USER_ROLES, type UserRoles, userGrants } from '../../lib/kind/user-roles';
import { SchemaValidator } from '../support/schema-validator';
import { kind } from './widget';

const READ = ['get', 'list', 'watch'];
const WRITE = ['create', 'delete', 'patch', 'update'];

interface ClusterRole extends Manifest {
  readonly rules: readonly { readonly resources: readonly string[]; readonly verbs: readonly string[] }[];
}

/** The ClusterRoles that come with the definition of a kind. */
function rolesOf(kind: Kind, userRoles?: boolean): readonly ClusterRole[] {
  const chart = new Chart(new App(), 'kinds');
  new CustomResourceDefinition(chart, 'kind', { kind, userRoles });
  return (Testing.synth(chart) as ClusterRole[]).filter((object) => object.kind === 'ClusterRole');
}

/** Verbs on the objects of a kind, sorted, by role. */
function verbsOf(of: Kind): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    rolesOf(of).map(({ metadata, rules }) => [metadata.name?.split('-').at(-1), rules[0]?.verbs]),
  );
}

/** A kind whose objects can be scaled. */
function scalable(userRoles?: UserRoles): Kind {
  const spec = z.strictObject({ replicas: z.int().optional() });
  return kind({ userRoles, spec, status: spec, scale: {} });
}

test('viewers read, editors and admins write', () => {
  expect(verbsOf(kind())).toEqual({
    view: READ,
    edit: [...WRITE, ...READ].sort(),
    admin: [...WRITE, ...READ].sort(),
  });
});

test('what holds data, editors do not delete, and admins do', () => {
  const { edit, admin } = verbsOf(kind({ holdsData: true }));
  expect(edit).toEqual([...WRITE, ...READ].filter((verb) => verb !== 'delete').sort());
  expect(admin).toEqual([...WRITE, ...READ].sort());
});

test('the roles of a namespaced kind are added to the built-in ones, under names of its own', () => {
  expect(rolesOf(kind()).map(({ metadata }) => [metadata.name, metadata.labels])).toEqual(
    USER_ROLES.map((role) => [
      `toys.toys.example.com-${role}`,
      {
        'app.kubernetes.io/managed-by': 'cdk8s-platform',
        [`rbac.authorization.k8s.io/aggregate-to-${role}`]: 'true',
      },
    ]),
  );
});

test('the roles of a cluster-scoped kind are there to be bound, and added to none', () => {
  const roles = rolesOf(kind({ namespaced: false }));
  expect(roles.map(({ metadata }) => metadata.labels)).toEqual(
    USER_ROLES.map(() => ({ 'app.kubernetes.io/managed-by': 'cdk8s-platform' })),
  );
  expect(roles).toHaveLength(3);
});

test('each role contains the one before it, whatever a kind says', () => {
  const leasts = ['edit', 'admin', false] as const;
  for (const create of leasts) {
    for (const update of leasts) {
      const { view, edit, admin } = verbsOf(kind({ userRoles: { create, update } }));
      expect(edit).toEqual(expect.arrayContaining([...(view ?? [])]));
      expect(admin).toEqual(expect.arrayContaining([...(edit ?? [])]));
      expect(edit?.includes('create')).toBe(create === 'edit');
      expect(admin?.includes('create')).toBe(create !== false);
      expect(edit?.includes('patch')).toBe(update === 'edit');
      expect(admin?.includes('update')).toBe(update !== false);
    }
  }
});

test('a kind that is not for users has no roles, and a definition may come without', () => {
  expect(rolesOf(kind({ userRoles: false }))).toEqual([]);
  expect(rolesOf(kind(), false)).toEqual([]);
});

test('no role has more than the objects and their scale: no status, no finalizers, no collection, no wildcard', () => {
  for (const toy of [kind(), scalable(), kind({ holdsData: true })]) {
    for (const role of USER_ROLES) {
      for (const { resource, verbs } of userGrants(toy, role)) {
        expect(resource).toMatch(/^toys(\/scale)?$/);
        expect([...READ, ...WRITE]).toEqual(expect.arrayContaining([...verbs]));
      }
    }
  }
});

test('who may change an object may scale it, and nobody else', () => {
  const scale = (of: Kind) =>
    USER_ROLES.map((role) => userGrants(of, role).find(({ resource }) => resource === 'toys/scale')?.verbs);
  const verbs = ['get', 'patch', 'update'];
  expect(scale(scalable())).toEqual([undefined, verbs, verbs]);
  expect(scale(scalable({ update: 'admin' }))).toEqual([undefined, undefined, verbs]);
  expect(scale(scalable({ update: false }))).toEqual([undefined, undefined, undefined]);
  expect(scale(kind())).toEqual([undefined, undefined, undefined]);
});

test.each(['1.28', '1.37'])('Kubernetes %s accepts the roles', (version) => {
  const validator = new SchemaValidator(version);
  expect(rolesOf(kind()).flatMap((role) => validator.errors(role))).toEqual([]);
});

describe('refused', () => {
  test('is to let editors delete what holds data', () => {
    expect(() => kind({ holdsData: true, userRoles: { delete: 'edit' } })).toThrow(
      'Kind Toy.userRoles.delete lets editors delete what holds data; given: "edit"; allowed: \'admin\' or false',
    );
  });

  test('is a role that may not change anything', () => {
    expect(() => kind({ userRoles: { create: 'view' as never } })).toThrow(
      "Kind Toy.userRoles.create is no role that may change objects; given: \"view\"; allowed: 'edit', 'admin', or false for nobody",
    );
  });
});
