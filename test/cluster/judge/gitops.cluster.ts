import type { Manifest } from '../../../lib';
import { fieldOf } from '../../../lib/core/manifest-fields';
import { type Answer, type Client, serviceAccount } from '../bed/client';
import { describeEachVersion } from '../bed/clusters';
import { inTurn } from '../bed/turns';
import { apply } from './apply';
import { referencePlatform } from './apps';
import { ownPrefix } from './guard-rails/bindings';
import { judgeAttempts } from './guard-rails/judge';
import { settled } from './judgement';
import { judgeAllowed, judgeForbidden, judgeServed } from './rbac/calls';
import { beyond } from './rbac/sync-calls';
import { bindings, bounds, editing, owning, policies, railed, viewing } from './rbac/tenant-calls';
import { Report } from './report';

const report = new Report('accounts by which tenants deliver');

/** What the repository of a tenant has: an object of each sort that a small service needs. */
function repository(namespace: string): readonly Manifest[] {
  const metadata = { name: 'experiment', namespace };
  const labels = { app: 'experiment' };
  return [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { a: 'b' } },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { selector: labels, ports: [{ port: 80, targetPort: 8080 }] },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: {
        // Nothing is to be scheduled: it is the right to write it that is judged.
        replicas: 0,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
            containers: [
              {
                name: 'app',
                image: 'ghcr.io/acme/experiment:1.0.0',
                securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
              },
            ],
          },
        },
      },
    },
  ];
}

/** What a repository might have in order to get further; each with what GitOps would apply. */
function attacks(): readonly Manifest[] {
  const admin = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' };
  const subjects = [{ kind: 'ServiceAccount', name: 'tenant-sync', namespace: 'alpha-staging' }];
  const rbac = 'rbac.authorization.k8s.io/v1';
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'alpha-more' } },
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: 'alpha-staging',
        labels: { 'pod-security.kubernetes.io/enforce': 'privileged' },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'tenant-quota', namespace: 'alpha-staging' },
      spec: { hard: { pods: '1k' } },
    },
    {
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: { name: 'tenant-limits', namespace: 'alpha-staging' },
      spec: { limits: [] },
    },
    {
      apiVersion: rbac,
      kind: 'RoleBinding',
      metadata: { name: 'admin', namespace: 'alpha-staging' },
      roleRef: admin,
      subjects,
    },
    { apiVersion: rbac, kind: 'ClusterRoleBinding', metadata: { name: 'admin' }, roleRef: admin, subjects },
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'all', namespace: 'argocd' },
      spec: { project: 'platform', destination: { namespace: 'beta' } },
    },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'experiment', namespace: 'beta' } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'experiment', namespace: 'alpha' } },
  ];
}

/** Applies on the server's side, as Argo CD and Flux do. */
function sync(
  client: Client,
  manifest: Manifest,
  query: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return client.apply(manifest, { fieldManager: 'gitops', ...query });
}

/** A manifest with its images from another registry. */
function imageFrom(registry: string, manifest: Manifest): Manifest {
  return JSON.parse(JSON.stringify(manifest).replaceAll('ghcr.io/acme', registry));
}

describeEachVersion('the account by which a tenant delivers', (client, minor) => {
  const account = client.as(serviceAccount('alpha-staging', 'tenant-sync'));

  // Other files hold all tenants by guard rails for a time, and count against the quotas of the namespace.
  inTurn(client, 'guard-rails');
  inTurn(client, 'operator');
  beforeAll(() => apply(client, referencePlatform(minor)));
  afterAll(async () => {
    for (const object of repository('alpha-staging'))
      await client.request('DELETE', await client.pathOf(object));
  });

  test('applies what its workloads need, and the second time changes nothing', async () => {
    const { findings } = await settled(2_000, async () => {
      const answers = await Promise.all(repository('alpha-staging').map((object) => sync(account, object)));
      return { findings: answers.flatMap(({ status, body }) => (status >= 300 ? [`${body.message}`] : [])) };
    });
    expect(findings).toEqual([]);
    const versions = async () => {
      const live = await Promise.all(repository('alpha-staging').map((object) => client.get(object)));
      // A controller writes the status of a Deployment meanwhile, which its generation does not count.
      return live.map(
        ({ body }) => fieldOf(body, 'metadata', 'generation') ?? fieldOf(body, 'metadata', 'resourceVersion'),
      );
    };
    const before = await versions();
    for (const object of repository('alpha-staging')) expect((await sync(account, object)).status).toBe(200);
    expect(await versions()).toEqual(before);
  });

  test('has the rights of an editor in its namespace', async () => {
    const calls = [...viewing('alpha-staging'), ...editing('alpha-staging')];
    expect(report.take(minor, await judgeAllowed(account, calls))).toEqual([]);
  });

  test('changes nothing that bounds the tenant, and deletes no data', async () => {
    const calls = [owning, bounds, bindings].flatMap((callsOf) => callsOf('alpha-staging'));
    expect(report.take(minor, await judgeForbidden(account, calls))).toEqual([]);
  });

  test('is held by guard rails to what its members may deliver', async () => {
    const attempts = railed(account, policies('alpha-staging'));
    const elsewhere = repository('alpha-staging').flatMap((object) =>
      object.kind === 'Deployment' ? [imageFrom('docker.io/library', object)] : [],
    );
    const images = elsewhere.map((object) => ({
      what: 'an image from elsewhere',
      make: () => sync(account, object, { dryRun: 'All' }),
      refusedBy: 'images',
    }));
    const judgement = await judgeAttempts([...attempts, ...images], { prefix: ownPrefix('platform') });
    expect(images).toHaveLength(1);
    expect(report.take(minor, judgement)).toEqual([]);
  });

  test('has nothing in any other namespace, not even in one of its own tenant', async () => {
    const calls = ['alpha', 'beta', 'postgres-operator', 'default'].flatMap((namespace) =>
      [viewing, editing, owning, bounds, policies, bindings].flatMap((calls) => calls(namespace)),
    );
    expect(report.take(minor, await judgeForbidden(account, calls))).toEqual([]);
  });

  test('has nothing of the cluster, and tells GitOps nothing', async () => {
    expect((await judgeServed(client, beyond())).findings).toEqual([]);
    expect(report.take(minor, await judgeForbidden(account, beyond()))).toEqual([]);
  });

  test('is refused all by which its repository might get further', async () => {
    const answers = await Promise.all(
      attacks().map(async (object) => ({ object, answer: await sync(account, object) })),
    );
    const through = answers.filter(({ answer }) => answer.status !== 403).map(({ object }) => object.kind);
    expect(through).toEqual([]);
    report.take(minor, { findings: [], counts: { 'attacks refused': answers.length } });
    // Nothing else is wrong with them: an administrator may.
    const asAdmin = await Promise.all(
      attacks().map((object) => client.apply(object, { dryRun: 'All', force: 'true' })),
    );
    expect(asAdmin.filter(({ status }) => status >= 300).map(({ body }) => body.message)).toEqual([]);
  });
});
