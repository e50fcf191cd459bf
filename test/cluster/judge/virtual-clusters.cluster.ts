import { type Client, serviceAccount } from '../bed/client';
import { describeEachVersion } from '../bed/clusters';
import { inTurn } from '../bed/turns';
import { apply } from './apply';
import { objectsOf } from './apps';
import { judgeAllowed, judgeForbidden, judgeServed } from './rbac/calls';
import { bindings, bounds, policies } from './rbac/tenant-calls';
import { leasing, reading, synced, syncing, untouched } from './rbac/virtual-cluster-calls';
import { Report } from './report';

const report = new Report('permissions of virtual clusters');

/** The message by which the API server refuses an object, nothing where it takes it. */
async function refusalOf(client: Client, object: Parameters<Client['create']>[0]): Promise<string> {
  const { status, body } = await client.create(object, { dryRun: 'All' });
  return status < 300 ? '' : `${status} ${body.message}`;
}

describeEachVersion('the control plane of a virtual cluster', (client, minor) => {
  const development = client.as(serviceAccount('gamma', 'vc-development'));
  const production = client.as(serviceAccount('delta', 'vc-production'));
  const workload = client.as(serviceAccount('gamma', 'vc-workload-development'));
  const ingress = [...reading('networking.k8s.io/v1', 'gamma', ['ingresses'])];
  const classes = reading('storage.k8s.io/v1', undefined, ['storageclasses']);

  // Guard rails that another file applies as they are would hold these tenants as well.
  inTurn(client, 'guard-rails');
  beforeAll(() => apply(client, objectsOf('virtual-clusters', minor)));

  test('does in its namespace what it syncs', async () => {
    const calls = [...syncing('gamma'), ...ingress, ...classes];
    expect(report.take(minor, await judgeAllowed(development, calls))).toEqual([]);
    expect(
      report.take(minor, await judgeAllowed(production, [...syncing('delta'), ...leasing('delta')])),
    ).toEqual([]);
  });

  test('changes nothing that bounds it, and nothing that would lead others astray', async () => {
    const calls = [bounds, policies, bindings, untouched].flatMap((callsOf) => callsOf('gamma'));
    expect(report.take(minor, await judgeForbidden(development, calls))).toEqual([]);
  });

  test('has nothing elsewhere: in the namespace of another, or of the cluster', async () => {
    const elsewhere = ['delta', 'kube-system'].flatMap((namespace) => [
      ...syncing(namespace),
      ...leasing(namespace),
    ]);
    const beyond = [
      ...reading('v1', undefined, ['nodes', 'pods', 'secrets', 'namespaces', 'persistentvolumes']),
      ...reading('apiextensions.k8s.io/v1', undefined, ['customresourcedefinitions']),
    ];
    expect(report.take(minor, await judgeForbidden(development, [...elsewhere, ...beyond]))).toEqual([]);
  });

  test('has what it was not told to sync as little', async () => {
    const calls = [...leasing('gamma'), ...reading('policy/v1', 'gamma', ['poddisruptionbudgets'])];
    expect(report.take(minor, await judgeForbidden(development, calls))).toEqual([]);
    const others = [...reading('networking.k8s.io/v1', 'delta', ['ingresses']), ...classes];
    expect(report.take(minor, await judgeForbidden(production, others))).toEqual([]);
  });

  test('lends nothing of it to the pods of its users', async () => {
    const calls = [...syncing('gamma'), ...ingress, ...classes];
    expect(report.take(minor, await judgeForbidden(workload, calls))).toEqual([]);
  });

  test('is judged by calls that the server serves', async () => {
    const calls = [...syncing('gamma'), ...leasing('gamma'), ...untouched('gamma'), ...ingress, ...classes];
    expect((await judgeServed(client, calls)).findings).toEqual([]);
  });

  test('syncs a pod that the host admits, and none that would be privileged, whoever administers it', async () => {
    expect(await refusalOf(development, synced('gamma'))).toBe('');
    const privileged = synced('gamma', { securityContext: { privileged: true } });
    expect(await refusalOf(development, privileged)).toMatch(
      /403 .*violates PodSecurity "restricted:.*privileged/,
    );
    const node = synced('gamma', {}, { volumes: [{ name: 'node', hostPath: { path: '/' } }] });
    expect(await refusalOf(development, node)).toMatch(/403 .*violates PodSecurity.*hostPath/);
    const network = synced('gamma', {}, { hostNetwork: true });
    expect(await refusalOf(development, network)).toMatch(/403 .*violates PodSecurity.*host namespaces/);
  });

  test('syncs no more than the quota of the tenant has', async () => {
    const large = synced('gamma', { resources: { requests: { cpu: '9' }, limits: { cpu: '9' } } });
    expect(await refusalOf(development, large)).toMatch(/403 .*exceeded quota: tenant-quota.*requests.cpu/);
    const service = (type: string) => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'judged', namespace: 'gamma' },
      spec: { ports: [{ port: 80 }], selector: { 'k8s-app': 'judged' }, type },
    });
    expect(await refusalOf(development, service('ClusterIP'))).toBe('');
    for (const type of ['NodePort', 'LoadBalancer'])
      expect(await refusalOf(development, service(type))).toMatch(
        /403 .*exceeded quota: tenant-quota.*services\./,
      );
  });
});
