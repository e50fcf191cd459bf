import { ApiObject, Chart } from 'cdk8s';
import {
  type BindingSubject,
  Cluster,
  ObjectIndex,
  PermissionMatrix,
  PlatformApp,
  type RenderedObject,
  SharedNamespace,
  Subject,
  TENANT_LABEL,
  WebService,
} from '../../../lib';
import { CLUSTER } from '../../support/world';
import { describeEachVersion } from '../bed/clusters';
import { apply } from './apply';
import { inOrder } from './order';
import { judgeAllowed, judgeForbidden, judgeServed } from './rbac/calls';
import { attributesOf } from './rbac/request-attributes';
import { identityOf, judgeAgreement } from './rbac/reviews';
import { beyondShared, editingShared, owningShared, viewingShared } from './rbac/sharing-calls';
import { Report } from './report';

const report = new Report('permissions in a namespace that tenants share');

const ROOM = 'judged-room';
const TENANTS = ['ann', 'bob'] as const;
type Tenant = (typeof TENANTS)[number];
const MEMBERSHIPS = ['owner', 'editor', 'viewer'] as const;

/** A member of each sort: a user, a group, and an account that lives elsewhere. */
function member(tenant: Tenant, membership: (typeof MEMBERSHIPS)[number]): Subject {
  if (membership === 'owner') return Subject.user(`${tenant}@room.example.com`);
  if (membership === 'editor') return Subject.group(`room-${tenant}-editors`);
  return Subject.serviceAccount({ name: `${tenant}-viewer`, namespace: 'default' });
}

/** Two tenants in one namespace, each with objects of the sorts that roles name. */
function sharedObjects(kubernetes: string): readonly RenderedObject[] {
  const app = new PlatformApp({ cluster: new Cluster({ ...CLUSTER, kubernetes }) });
  const room = new SharedNamespace(new Chart(app, 'room'), ROOM, {
    tenants: Object.fromEntries(
      TENANTS.map((tenant) => [
        tenant,
        {
          owners: [member(tenant, 'owner')],
          editors: [member(tenant, 'editor')],
          viewers: [member(tenant, 'viewer')],
        },
      ]),
    ),
    budget: { cpu: 8, memory: '16Gi', pods: 40 },
    // The policies of other tests on the same servers refuse deletions of what is protected before it is known what is served.
    deletionProtection: false,
  });
  for (const name of TENANTS) {
    const tenant = room.tenant(name);
    new WebService(tenant, `${name}-web`, { image: 'ghcr.io/acme/web:1.0.0', port: 8080 });
    const labels = { app: `${name}-db`, [TENANT_LABEL]: name };
    const metadata = (suffix: string) => ({ name: `${name}-${suffix}`, namespace: ROOM, labels });
    new ApiObject(tenant, 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: metadata('config') });
    new ApiObject(tenant, 'secret', { apiVersion: 'v1', kind: 'Secret', metadata: metadata('secret') });
    new ApiObject(tenant, 'db', {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: metadata('db'),
      spec: {
        replicas: 2,
        serviceName: `${name}-db`,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            automountServiceAccountToken: false,
            securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
            containers: [
              {
                name: 'db',
                image: 'ghcr.io/acme/db:1.0.0',
                securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
              },
            ],
          },
        },
      },
    });
  }
  return app.units().flatMap((unit) => unit.objects);
}

describeEachVersion('the members of tenants that share a namespace', (client, minor) => {
  const objects = sharedObjects(minor);
  const other = (tenant: Tenant): Tenant => (tenant === 'ann' ? 'bob' : 'ann');
  const by = (tenant: Tenant, membership: (typeof MEMBERSHIPS)[number]) =>
    client.as(identityOf(member(tenant, membership).spec));
  const allowed = async (who: typeof client, calls: ReturnType<typeof viewingShared>) =>
    report.take(minor, await judgeAllowed(who, calls));
  const forbidden = async (who: typeof client, calls: ReturnType<typeof viewingShared>) =>
    report.take(minor, await judgeForbidden(who, calls));
  const all = [viewingShared, editingShared, owningShared, beyondShared];

  beforeAll(() => apply(client, inOrder(objects.map(({ manifest }) => manifest))));

  test.each(TENANTS)('of %s, do what their membership says with what is their own', async (tenant) => {
    const [viewing, editing, owning] = [viewingShared, editingShared, owningShared].map((calls) =>
      calls(ROOM, tenant),
    ) as [
      ReturnType<typeof viewingShared>,
      ReturnType<typeof viewingShared>,
      ReturnType<typeof viewingShared>,
    ];
    expect(await allowed(by(tenant, 'viewer'), viewing)).toEqual([]);
    expect(await forbidden(by(tenant, 'viewer'), [...editing, ...owning])).toEqual([]);
    expect(await allowed(by(tenant, 'editor'), [...viewing, ...editing])).toEqual([]);
    expect(await forbidden(by(tenant, 'editor'), owning)).toEqual([]);
    expect(await allowed(by(tenant, 'owner'), [...viewing, ...editing, ...owning])).toEqual([]);
  });

  test.each(TENANTS)('of %s, do nothing with what is the other one', async (tenant) => {
    // Of the namespace and its quota, everybody reads what all share.
    const calls = all
      .flatMap((callsOf) => callsOf(ROOM, other(tenant)))
      .filter(({ path, method }) => method !== 'GET' || path.includes(other(tenant)));
    expect(calls.length).toBeGreaterThan(40);
    for (const membership of MEMBERSHIPS) expect(await forbidden(by(tenant, membership), calls)).toEqual([]);
  });

  test.each(TENANTS)('of %s, create, list and change nothing, and read no Secret', async (tenant) => {
    for (const membership of MEMBERSHIPS)
      expect(await forbidden(by(tenant, membership), beyondShared(ROOM, tenant))).toEqual([]);
  });

  test('have what the permission matrix says, by access reviews', async () => {
    const matrix = new PermissionMatrix(new ObjectIndex(objects), minor);
    const who: readonly BindingSubject[] = TENANTS.flatMap((tenant) =>
      MEMBERSHIPS.map((membership) => member(tenant, membership).spec),
    );
    const requests = TENANTS.flatMap((tenant) =>
      all.flatMap((callsOf) => callsOf(ROOM, tenant).map(attributesOf)),
    );
    const questions = who.flatMap((subject) => requests.map((request) => ({ who: subject, request })));
    expect(report.take(minor, await judgeAgreement(client, matrix, questions))).toEqual([]);
  });

  test('are judged by calls that the server serves', async () => {
    const calls = TENANTS.flatMap((tenant) => all.flatMap((callsOf) => callsOf(ROOM, tenant)));
    expect((await judgeServed(client, calls)).findings).toEqual([]);
  });

  test('are found to do more where somebody binds a role of the cluster', async () => {
    const intrusion = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'intrusion', namespace: ROOM },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'edit' },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'intruder@room.example.com' }],
    };
    const intruder = client.as({ user: 'intruder@room.example.com', groups: ['system:authenticated'] });
    expect((await judgeForbidden(intruder, beyondShared(ROOM, 'ann'))).findings).toEqual([]);
    await client.apply(intrusion);
    try {
      // The server may come to know of the binding in the middle of the calls.
      await client.until('the binding is known', async () => {
        const { findings } = await judgeForbidden(intruder, beyondShared(ROOM, 'ann'));
        return (
          findings.some((finding) => finding.includes('secrets/ann-secret is not forbidden')) || undefined
        );
      });
    } finally {
      await client.request('DELETE', await client.pathOf(intrusion));
    }
  });
});
