import { ApiObject, Chart } from 'cdk8s';
import * as fc from 'fast-check';
import {
  Cluster,
  type ComputeAmounts,
  type ComputeResources,
  type Manifest,
  PlatformApp,
  type ResourceRange,
  SynthesisError,
  Tenant,
  type TenantProps,
} from '../../../lib';
import type { Client } from '../bed/client';
import { describeEachVersion } from '../bed/clusters';
import { partial } from '../property/values/records';
import { apply } from './apply';
import { settled } from './judgement';
import { Report } from './report';

/** Admission learns of limits and quotas a moment after these are written. */
const PATIENCE = 3_000;
const BUDGET = { cpu: '1P', memory: '1E', pods: 10 };
/** How many namespaces have limits drawn for them, and how many pods are tried in each. */
const [NAMESPACES, PODS] = [25, 12];

/** Amounts so close to each other that about as many are within a range as beyond. */
const near = partial<ComputeAmounts>({
  cpu: fc.constantFrom('100m', '250m', '500m', 1, 2),
  memory: fc.constantFrom('64Mi', '100M', '128Mi', '256Mi', '512Mi'),
  ephemeralStorage: fc.constantFrom('1Gi', '2Gi'),
});
const ratio = fc.constantFrom(1, 2, '2500m', 4);
const range = partial<ResourceRange>({
  min: near,
  max: near,
  maxLimitRequestRatio: partial<ComputeAmounts>({ cpu: ratio, memory: ratio, ephemeralStorage: ratio }),
});
const closeRanges = partial<Pick<TenantProps, 'containerRange' | 'podRange'>>({
  containerRange: range,
  podRange: range,
}).chain((drawn) =>
  partial<ComputeResources>({ requests: near, limits: near }).map((defaults) => ({
    ...drawn,
    containerDefaults: {
      requests: { cpu: '100m', memory: '64Mi', ephemeralStorage: '1Gi', ...defaults.requests },
      limits: { cpu: '250m', memory: '256Mi', ephemeralStorage: '2Gi', ...defaults.limits },
    },
  })),
);
const closePod = fc.array(partial<ComputeResources>({ requests: near, limits: near }), {
  minLength: 1,
  maxLength: 2,
});

function objectsOf(minor: string, name: string, props: Partial<TenantProps>): readonly Manifest[] {
  return synthesize(minor, name, props, () => undefined);
}

function synthesize(
  minor: string,
  name: string,
  props: Partial<TenantProps>,
  declare: (tenant: Tenant) => void,
): readonly Manifest[] {
  const app = new PlatformApp({ cluster: new Cluster({ kubernetes: minor }) });
  declare(new Tenant(new Chart(app, 'chart'), name, { budget: BUDGET, ...props }));
  return app.units().flatMap((unit) => unit.objects.map(({ manifest }) => manifest));
}

function pod(namespace: string, containers: readonly object[], name = 'pod'): Manifest {
  const spec = {
    automountServiceAccountToken: false,
    containers: containers.map((container, index) => ({
      name: `c${index}`,
      image: 'registry.example.com/a:1',
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      ...container,
    })),
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  };
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace }, spec };
}

function claim(namespace: string, name: string, storage: string, storageClassName?: string): Manifest {
  const spec = { accessModes: ['ReadWriteOnce'], storageClassName, resources: { requests: { storage } } };
  return { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name, namespace }, spec };
}

/** Whether synth takes an object in the namespace of a tenant; `undefined` where it is refused for another reason. */
function acceptedBySynth(
  minor: string,
  name: string,
  props: Partial<TenantProps>,
  object: Manifest,
): boolean {
  try {
    synthesize(minor, name, props, (tenant) => void new ApiObject(tenant.namespace(), 'object', object));
    return true;
  } catch (error) {
    if (error instanceof SynthesisError) return false;
    throw error;
  }
}

describeEachVersion('the bounds of a tenant', (client: Client, minor) => {
  const report = new Report('bounds of tenants');
  const create = (object: Manifest) => client.create(object, { dryRun: 'All' });

  test('admit the pods that synth takes, and no other', async () => {
    const drawn = fc.sample(fc.tuple(closeRanges, fc.array(closePod, { minLength: PODS, maxLength: PODS })), {
      numRuns: NAMESPACES * 20,
      seed: 7,
    });
    const findings: string[] = [];
    const counts = { admitted: 0, refused: 0 };
    let namespaces = 0;
    for (const [index, [props, pods]] of drawn.entries()) {
      const name = `bounds-${index}`;
      let objects: readonly Manifest[];
      try {
        objects = objectsOf(minor, name, props);
      } catch {
        continue;
      }
      await apply(client, objects);
      namespaces += 1;
      for (const containers of pods) {
        const object = pod(
          name,
          containers.map((given) => ({ resources: rendered(given) })),
        );
        const expected = acceptedBySynth(minor, name, props, object);
        const judged = await settled(PATIENCE, async () => {
          const { status, body } = await create(object);
          if (status < 300 === expected) return { findings: [], status };
          const what = JSON.stringify({ props, containers });
          return {
            findings: [`${what}: synth ${expected}, the server ${status} ${body.message ?? ''}`],
            status,
          };
        });
        findings.push(...judged.findings);
        counts[expected ? 'admitted' : 'refused'] += 1;
      }
      if (namespaces === NAMESPACES) break;
    }
    expect(Math.min(counts.admitted, counts.refused)).toBeGreaterThan(30);
    expect(report.take(minor, { findings, counts: { namespaces, ...counts } })).toEqual([]);
  }, 300_000);

  test('let nothing new start in a tenant that is cordoned, and leave alone what runs', async () => {
    const name = 'cordon';
    const phase = async (cordoned: boolean) => {
      await apply(client, objectsOf(minor, name, { cordoned }));
      return settled(PATIENCE, async () => {
        const { status, body } = await create(pod(name, [{}], 'next'));
        const right = cordoned ? status === 403 && /exceeded quota/.test(String(body.message)) : status < 300;
        return { findings: right ? [] : [`a pod is answered with ${status} ${body.message ?? ''}`] };
      });
    };
    expect((await phase(false)).findings).toEqual([]);
    expect((await client.create(pod(name, [{}], 'old'))).status).toBe(201);
    expect((await phase(true)).findings).toEqual([]);
    expect((await create(claim(name, 'new', '1Gi'))).status).toBe(403);
    expect((await client.get(pod(name, [{}], 'old'))).status).toBe(200);
    expect((await phase(false)).findings).toEqual([]);
  }, 60_000);

  test('give the default account its pull secrets, which pods get that state none, and no controller takes back', async () => {
    const name = 'accounts';
    const objects = objectsOf(minor, name, { imagePullSecrets: ['registry'] });
    await apply(client, objects);
    const account = objects.find(({ kind }) => kind === 'ServiceAccount') as Manifest;
    const before = (await client.get(account)).body;
    expect(before).toMatchObject({
      automountServiceAccountToken: false,
      imagePullSecrets: [{ name: 'registry' }],
    });
    const { body } = await create(pod(name, [{}]));
    expect(body.spec).toMatchObject({ imagePullSecrets: [{ name: 'registry' }] });
    await apply(client, objects);
    expect((await client.get(account)).body.metadata).toEqual(before.metadata);
  }, 60_000);

  test('hold storage by class, and the number of Secrets', async () => {
    const name = 'counted';
    const budget = {
      ...BUDGET,
      secrets: 1,
      storageClasses: { fast: { storage: '3Gi' }, legacy: { persistentVolumeClaims: 0 } },
    };
    await apply(client, objectsOf(minor, name, { budget, claimRange: { min: '1Gi', max: '2Gi' } }));
    const answer = async (object: Manifest) => (await client.create(object)).status;
    expect(await answer(claim(name, 'small', '1Mi', 'fast'))).toBe(403);
    expect(await answer(claim(name, 'large', '3Gi', 'slow'))).toBe(403);
    expect(await answer(claim(name, 'legacy', '1Gi', 'legacy'))).toBe(403);
    expect(await answer(claim(name, 'one', '2Gi', 'fast'))).toBe(201);
    expect(await answer(claim(name, 'two', '2Gi', 'fast'))).toBe(403);
    expect(await answer(claim(name, 'three', '2Gi', 'slow'))).toBe(201);
    const secret = (id: string): Manifest => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: id, namespace: name },
    });
    expect(await answer(secret('one'))).toBe(201);
    expect(await answer(secret('two'))).toBe(403);
  }, 60_000);
});

/** Resources as a manifest has them. */
function rendered(given: { readonly requests?: object; readonly limits?: object }): object {
  const amounts = (map: object = {}) =>
    Object.fromEntries(
      Object.entries(map).map(([name, value]) => [
        name === 'ephemeralStorage' ? 'ephemeral-storage' : name,
        String(value),
      ]),
    );
  return { requests: amounts(given.requests), limits: amounts(given.limits) };
}
