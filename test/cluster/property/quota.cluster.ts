import { type Budget, type Manifest, Quantity } from '../../../lib';
import type { Client } from '../bed/client';
import { describeEachVersion } from '../bed/clusters';
import { apply } from '../judge/apply';
import { podOf, workloadsOf } from '../judge/pod-templates';
import { Report } from '../judge/report';
import { type TenantWorkloadsCase, tenantWorkloads } from './constructs/tenant-workloads';
import { type Case, casesFrom } from './engine/case';
import { onItsOwn } from './engine/pool';
import { FIRST, SEED } from './engine/settings';
import { synthesize } from './engine/synth';

/** How many tenants are created for good, each with all of its pods. */
const TENANTS = 25;
/** The most pods of a tenant that are worth their time. */
const MOST_PODS = 20;

/** Next to nothing, so that synth says of everything how much is needed. */
const NOTHING: Budget = {
  cpu: '1n',
  memory: 1,
  pods: 0,
  cpuLimit: '1n',
  memoryLimit: 1,
  ephemeralStorage: 1,
  ephemeralStorageLimit: 1,
  services: 0,
  configMaps: 0,
};

/** A tenant of a name, with a budget. */
function tenantOf(given: Case<TenantWorkloadsCase>, id: string, budget: Budget): Case<TenantWorkloadsCase> {
  const { props } = given;
  return { ...given, props: { ...props, id, props: { ...props.props, budget } } };
}

/** What synth says that the workloads of a tenant need, by the names of a ResourceQuota. */
function needsOf(given: Case<TenantWorkloadsCase>, id: string, minor: string): ReadonlyMap<string, string> {
  const made = synthesize(tenantWorkloads, tenantOf(given, id, NOTHING), minor);
  if (!('refused' in made)) return new Map();
  return new Map(
    [...made.refused.matchAll(/surging: ([a-z.-]+) \S+, needed (\S+);/g)].map(
      ([, name, needed]) => [String(name), String(needed)] as const,
    ),
  );
}

/** The budget that is exactly what is needed. */
function exactly(needs: ReadonlyMap<string, string>): Budget {
  const count = (name: string): number => Number(needs.get(name) ?? 0);
  return {
    cpu: needs.get('requests.cpu') ?? '1n',
    memory: needs.get('requests.memory') ?? 1,
    pods: count('pods'),
    cpuLimit: needs.get('limits.cpu') ?? '1n',
    memoryLimit: needs.get('limits.memory') ?? 1,
    ephemeralStorage: needs.get('requests.ephemeral-storage') ?? 1,
    ephemeralStorageLimit: needs.get('limits.ephemeral-storage') ?? 1,
    services: count('services'),
    configMaps: count('configmaps'),
    loadBalancers: count('services.loadbalancers'),
    nodePorts: count('services.nodeports'),
  };
}

interface Scaled {
  readonly replicas?: number;
  readonly maxReplicas: number;
  readonly scaleTargetRef: { readonly name: string };
}

/** Every pod that controllers would ever have at once: each Deployment at its maximum, and one more in a rollout. */
function podsOf(objects: readonly Manifest[]): readonly Manifest[] {
  const autoscalers = objects.filter(({ kind }) => kind === 'HorizontalPodAutoscaler');
  return workloadsOf(objects).flatMap((workload) => {
    const { name } = workload.manifest.metadata;
    const scaled = autoscalers.find(({ spec }) => (spec as Scaled).scaleTargetRef.name === name);
    const most = (scaled?.spec as Scaled | undefined)?.maxReplicas;
    const replicas = most ?? Number((workload.manifest.spec as Scaled).replicas);
    const pod = onItsOwn(podOf(workload));
    return Array.from({ length: replicas + 1 }, (_, index) => ({
      ...pod,
      metadata: { ...pod.metadata, name: `${name}-${index}` },
    }));
  });
}

/** What of a tenant is refused that is created for good, and what of its quota is then not used up to the last. */
async function faultsOf(client: Client, objects: readonly Manifest[]): Promise<readonly string[]> {
  const namespaced = ['LimitRange', 'ResourceQuota', 'Service'];
  await apply(client, [
    ...objects.filter(({ kind }) => kind === 'Namespace'),
    ...objects.filter(({ kind }) => namespaced.includes(kind)),
  ]);
  const faults: string[] = [];
  for (const pod of podsOf(objects)) {
    const { status, body } = await client.create(pod);
    if (status >= 300) faults.push(`pod ${pod.metadata.name}: ${status} ${body.message}`);
  }
  const quota = objects.find(({ kind }) => kind === 'ResourceQuota') as Manifest;
  const { hard, used } = (await client.get(quota)).body.status as Record<string, Record<string, string>>;
  for (const [name, most] of Object.entries(hard ?? {})) {
    const is = Quantity.of(used?.[name] ?? '0');
    // A budget cannot be of nothing, so that what is not needed is next to it; counts of objects it does not state.
    if (name.startsWith('count/') || is.isZero || is.compare(Quantity.of(most)) === 0) continue;
    faults.push(`${name}: ${is} used of ${most}`);
  }
  return faults;
}

describeEachVersion('what synth says that a tenant needs', (client, minor) => {
  const report = new Report('quotas, by tenants with all of their pods');

  test('is what its pods and Services take, no less and no more', async () => {
    const found: string[] = [];
    let [tenants, pods] = [0, 0];
    for (const [index, given] of casesFrom(tenantWorkloads, SEED, FIRST)) {
      const id = `quota-${index}`;
      const needs = needsOf(given, id, minor);
      if (!needs.has('pods') || Number(needs.get('pods')) > MOST_PODS) continue;
      const made = synthesize(tenantWorkloads, tenantOf(given, id, exactly(needs)), minor);
      if (!('objects' in made)) continue;
      found.push(...(await faultsOf(client, made.objects)).map((fault) => `case ${index}: ${fault}`));
      tenants += 1;
      pods += Number(needs.get('pods'));
      if (tenants === TENANTS) break;
    }
    expect(report.take(minor, { findings: found, counts: { tenants, pods } })).toEqual([]);
  }, 300_000);
});
