import type { Manifest } from '../../../../lib';
import { ROOM } from '../../../tenancy/guard-rails/shared-table';
import { Group, guardedApp, OPERATOR } from '../../../tenancy/guard-rails/tenants';
import type { Client } from '../../bed/client';
import { defaultAccount } from '../../bed/default-account';
import { judgeApply } from '../apply';
import { inOrder } from '../order';
import { narrowed, policiesOf } from './bindings';

/** Namespaces of the tenants of these tests. */
export const NAMESPACES = ['guarded', 'guarded-staging', 'guarded-other', 'guarded-peer', ROOM];

/** A group that may do anything by its roles, and that guard rails do not know: what stops it is none but they. */
export const UNBOUND_BY_ROLES = 'guarded-judges';

const CLUSTER_ADMIN: Manifest = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRoleBinding',
  metadata: { name: 'guarded-judges' },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
  subjects: [
    ...[UNBOUND_BY_ROLES, Group.PLATFORM].map((name) => ({
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'Group',
      name,
    })),
    { kind: 'ServiceAccount', ...OPERATOR },
  ],
};

const PRIORITY: Manifest = {
  apiVersion: 'scheduling.k8s.io/v1',
  kind: 'PriorityClass',
  metadata: { name: 'guarded-high' },
  value: 1000,
};

/** The objects of the app of these tests, for one version. */
export function guardedObjects(minor: string): readonly Manifest[] {
  const { app } = guardedApp(minor);
  return inOrder(app.units().flatMap(({ objects }) => objects.map(({ manifest }) => manifest)));
}

/** Applies the app of these tests and what they need beside it; at the end, takes the policies away again. */
export function withGuardRails(client: Client, minor: string): void {
  const objects = narrowed(guardedObjects(minor), NAMESPACES);
  beforeAll(async () => {
    const { findings } = await judgeApply(client, [...objects, CLUSTER_ADMIN, PRIORITY]);
    if (findings.length > 0) throw new Error(findings.join('\n'));
    for (const namespace of NAMESPACES) await defaultAccount(client, namespace);
  });
  afterAll(async () => {
    for (const object of policiesOf(objects)) await client.request('DELETE', await client.pathOf(object));
  });
}
