import { ApiObject, Chart } from 'cdk8s';
import { Cluster, ObjectIndex, PermissionMatrix, PlatformApp, Subject, Tenant } from '../../../lib';
import { permissionReport } from '../../../lib/tenancy/reports/permissions';

type Row = Readonly<Record<string, unknown>>;

const RBAC = 'rbac.authorization.k8s.io';

function platform(names = ['beta', 'alpha'], declare?: (chart: Chart) => void): PlatformApp {
  const app = new PlatformApp({ cluster: new Cluster({ kubernetes: '1.36' }) });
  for (const name of names) {
    new Tenant(new Chart(app, name), name, {
      namespaces: [`${name}-test`, name],
      owners: [Subject.group(`${name}-admins`)],
      viewers: [Subject.user('ann@example.com')],
      budget: { cpu: 1, memory: '1Gi', pods: 1 },
    });
  }
  declare?.(new Chart(app, 'more'));
  return app;
}

/** Binds a ClusterRole to somebody, in a namespace or in the whole cluster. */
function bind(chart: Chart, role: string, subject: object, namespace?: string, reason?: string): void {
  new ApiObject(chart, `${role}-binding`, {
    apiVersion: `${RBAC}/v1`,
    kind: namespace ? 'RoleBinding' : 'ClusterRoleBinding',
    metadata: {
      name: role,
      namespace,
      ...(reason && { annotations: { 'cdk8s-platform/reason': reason } }),
    },
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: role },
    subjects: [subject],
  });
}

function rowsOf(app: PlatformApp, section: string): readonly Row[] {
  const report = app.reports().find(({ name }) => name === 'permissions');
  return report?.sections.find(({ name }) => name === section)?.rows ?? [];
}

test('tells who is in a tenant, where, and by which roles', () => {
  const member = (tenant: string, who: string, role: string): Row => ({
    tenant,
    who,
    namespaces: [tenant, `${tenant}-test`],
    roles: [`Role ${role}`],
  });
  expect(rowsOf(platform(), 'members')).toEqual([
    member('alpha', 'Group alpha-admins', 'tenant-owner'),
    member('alpha', 'User ann@example.com', 'tenant-viewer'),
    member('beta', 'Group beta-admins', 'tenant-owner'),
    member('beta', 'User ann@example.com', 'tenant-viewer'),
  ]);
});

test('tells once what roles that are alike give', () => {
  const roles = rowsOf(platform(), 'roles');
  expect([...new Set(roles.map(({ role }) => role))]).toEqual(['Role tenant-owner', 'Role tenant-viewer']);
  for (const { namespaces } of roles)
    expect(namespaces).toEqual(['alpha', 'alpha-test', 'beta', 'beta-test']);
  expect(roles.find(({ resources }) => (resources as string[]).includes('v1/pods/exec'))).toEqual({
    role: 'Role tenant-owner',
    namespaces: ['alpha', 'alpha-test', 'beta', 'beta-test'],
    verbs: ['create', 'get'],
    resources: ['v1/pods/attach', 'v1/pods/exec', 'v1/pods/portforward'],
  });
});

test('roles of one name that differ stand apart', () => {
  const app = platform(undefined, (chart) => {
    new ApiObject(chart, 'role', {
      apiVersion: `${RBAC}/v1`,
      kind: 'Role',
      metadata: { name: 'tenant-viewer', namespace: 'gamma' },
      rules: [{ apiGroups: [''], resources: ['secrets'], resourceNames: ['a'], verbs: ['get'] }],
    });
    new ApiObject(chart, 'binding', {
      apiVersion: `${RBAC}/v1`,
      kind: 'RoleBinding',
      metadata: { name: 'tenant-viewer', namespace: 'gamma' },
      roleRef: { apiGroup: RBAC, kind: 'Role', name: 'tenant-viewer' },
      subjects: [Subject.user('gil@example.com').spec],
    });
    new Tenant(chart, 'gamma', { budget: { cpu: 1, memory: '1Gi', pods: 1 } });
  });
  expect(rowsOf(app, 'roles')).toContainEqual({
    role: 'Role tenant-viewer',
    namespaces: ['gamma'],
    verbs: ['get'],
    resources: ['v1/secrets (a)'],
  });
});

test('every right that it tells of is one by the matrix', () => {
  const app = platform();
  const matrix = new PermissionMatrix(new ObjectIndex(app.units().flatMap(({ objects }) => objects)), '1.36');
  const roles = rowsOf(app, 'roles');
  let rights = 0;
  for (const { who, namespaces, roles: held } of rowsOf(app, 'members')) {
    const [kind, name] = String(who).split(' ');
    for (const { verbs, resources } of roles.filter(({ role }) => (held as string[]).includes(`${role}`))) {
      for (const namespace of namespaces as string[])
        for (const verb of verbs as string[])
          for (const path of resources as string[]) {
            const [group, resource, subresource] = path.split('/');
            const request = { verb, namespace, resource: `${resource}`, subresource };
            rights += 1;
            expect([
              path,
              matrix.may({ kind, name }, { ...request, ...(group !== 'v1' && { group }) }),
            ]).toEqual([path, true]);
          }
    }
  }
  expect(rights).toBeGreaterThan(500);
});

test('tells what members were given beyond their tenant', () => {
  expect(rowsOf(platform(), 'beyond')).toEqual([]);
  const app = platform(undefined, (chart) => {
    bind(chart, 'view', Subject.group('alpha-admins').spec, 'platform');
    bind(chart, 'system:aggregate-to-view', Subject.user('ann@example.com').spec, undefined, 'on call');
  });
  expect(rowsOf(app, 'beyond')).toEqual([
    { who: 'Group alpha-admins', namespaces: ['platform'], roles: ['ClusterRole view'] },
    {
      who: 'User ann@example.com',
      namespaces: ['*'],
      roles: ['ClusterRole system:aggregate-to-view'],
      reason: 'on call',
    },
  ]);
});

test('tells what members come to, of objects that synth refuses', () => {
  expect(rowsOf(platform(), 'leaks')).toEqual([]);
  const account = { kind: 'ServiceAccount', name: 'default', namespace: 'alpha' };
  const app = platform([], (chart) => bind(chart, 'edit', account, 'beta'));
  const objects = [platform(), app].flatMap((one) => one.units().flatMap((unit) => unit.objects));
  const report = permissionReport(new ObjectIndex(objects), platform());
  const leaks = report?.sections.find(({ name }) => name === 'leaks')?.rows ?? [];
  expect(leaks.map(({ problem }) => `${problem}`)).toEqual([
    expect.stringContaining('ServiceAccount alpha/default has ClusterRole edit in namespace beta'),
  ]);
});

test('tells who else has rights in tenants, and in the whole cluster', () => {
  const operator = { kind: 'ServiceAccount', name: 'operator', namespace: 'operators' };
  const app = platform(undefined, (chart) => {
    bind(chart, 'edit', operator, 'beta');
    bind(chart, 'cluster-admin', Subject.group('platform-admins').spec);
    bind(chart, 'view', operator, 'operators');
  });
  expect(rowsOf(app, 'others')).toEqual([
    { who: 'Group platform-admins', namespaces: ['*'], roles: ['ClusterRole cluster-admin'] },
    { who: 'ServiceAccount operators/operator', namespaces: ['beta'], roles: ['ClusterRole edit'] },
  ]);
});

test('is the same in whatever order tenants are declared', () => {
  expect(platform(['alpha', 'beta']).reports()).toEqual(platform(['beta', 'alpha']).reports());
});
