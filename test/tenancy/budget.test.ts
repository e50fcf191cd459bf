import { ApiObject, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { type Budget, Quantity, Tenant, type TenantNamespace, type TenantProps, WebService } from '../../lib';
import { renderBudget } from '../../lib/tenancy/budget/budget';
import { only, rendered } from '../support/world';
import { complaintOf, pod, workload } from './support';

const AMPLE: Budget = { cpu: 100, memory: '100Gi', pods: 100 };

const hardOf = (props: TenantProps, namespace = 'alpha'): Record<string, string> => {
  const manifests = rendered((chart) => void new Tenant(chart, 'alpha', props));
  const own = manifests.filter(({ metadata }) => metadata.namespace === namespace);
  return only<{ hard: Record<string, string> }>(own, 'ResourceQuota').spec.hard;
};

test('golden quota of everything that can be limited', () => {
  expect(
    renderBudget({
      ...AMPLE,
      cpuLimit: 200,
      memoryLimit: '200Gi',
      ephemeralStorage: '50Gi',
      ephemeralStorageLimit: '100Gi',
      extendedResources: { 'nvidia.com/gpu': 4 },
      services: 10,
      loadBalancers: 2,
      nodePorts: 4,
      persistentVolumeClaims: 20,
      storage: '1Ti',
      storageClasses: {
        fast: { storage: '100Gi', persistentVolumeClaims: 5 },
        legacy: { persistentVolumeClaims: 0 },
      },
      secrets: 50,
      configMaps: 50,
      objects: { 'cronjobs.batch': 5, 'postgresqls.database.example.com': 3 },
    }),
  ).toMatchSnapshot();
});

test('a total is shared out equally, and each remainder goes to the first by name', () => {
  const props: TenantProps = {
    namespaces: ['b', 'a', 'c'],
    totalBudget: { cpu: 10, memory: '10Gi', pods: 10, loadBalancers: 1 },
  };
  expect(['a', 'b', 'c'].map((name) => hardOf(props, name).pods)).toEqual(['4', '3', '3']);
  expect(['a', 'b', 'c'].map((name) => hardOf(props, name)['requests.cpu'])).toEqual([
    '3334m',
    '3333m',
    '3333m',
  ]);
  expect(['a', 'b', 'c'].map((name) => hardOf(props, name)['services.loadbalancers'])).toEqual([
    '1',
    '0',
    '0',
  ]);
});

test('shares say how much of a total each namespace gets', () => {
  const props: TenantProps = {
    namespaces: ['shop', 'shop-staging'],
    totalBudget: { cpu: 8, memory: '16Gi', pods: 40 },
    budgetShares: { shop: 3, 'shop-staging': 1 },
  };
  expect(hardOf(props, 'shop')).toMatchObject({ 'requests.cpu': '6', 'requests.memory': '12Gi', pods: '30' });
  expect(hardOf(props, 'shop-staging')).toMatchObject({ 'requests.cpu': '2', pods: '10' });
});

test('a namespace has its own budget where there is one', () => {
  const props: TenantProps = { namespaces: ['a', 'b'], budget: AMPLE, budgets: { b: { ...AMPLE, cpu: 1 } } };
  expect(hardOf(props, 'a')['requests.cpu']).toBe('100');
  expect(hardOf(props, 'b')['requests.cpu']).toBe('1');
});

test('what is shared out is never more than the total, and of what can be counted all of it', () => {
  const total = fc.record({
    cpu: fc.integer({ min: 5, max: 100_000 }).map((milli) => `${milli}m`),
    memory: fc
      .tuple(fc.integer({ min: 5, max: 5000 }), fc.constantFrom('', 'k', 'Ki', 'Gi'))
      .map((it) => it.join('')),
    pods: fc.nat(500),
    services: fc.nat(20),
  });
  const weights = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(total, weights, (totalBudget, shares) => {
      const names = shares.map((_, index) => `n${index}`);
      const budgetShares = Object.fromEntries(names.map((name, index) => [name, shares[index] as number]));
      let hard: readonly Record<string, string>[];
      try {
        const props = { namespaces: names, totalBudget, budgetShares };
        const manifests = rendered((chart) => void new Tenant(chart, 'alpha', props));
        hard = manifests
          .filter(({ kind }) => kind === 'ResourceQuota')
          .map(({ spec }) => (spec as { hard: Record<string, string> }).hard);
      } catch (error) {
        // So small a total that one of them would be left without.
        expect((error as Error).message).toContain('leaves no requests.');
        return;
      }
      expect(hard).toHaveLength(names.length);
      for (const [resource, most] of Object.entries(renderBudget(totalBudget))) {
        const sum = hard.reduce((all, own) => all.add(own[resource] as string), Quantity.of(0));
        expect(`${resource} ${sum.compare(most)}`).toBe(`${resource} 0`);
      }
    }),
    { numRuns: 150 },
  );
});

test('the total is held against the quotas in the manifests, whoever changed them', () => {
  const declare = (patch: (quota: ApiObject) => void) => () =>
    rendered((chart) => {
      const tenant = new Tenant(chart, 'alpha', { namespaces: ['a', 'b'], totalBudget: AMPLE });
      patch(tenant.namespace('a').node.findChild('ResourceQuota') as ApiObject);
    });
  expect(declare(() => undefined)).not.toThrow();
  expect(declare((quota) => quota.addJsonPatch(JsonPatch.replace('/spec/hard/pods', '51')))).toThrow(
    'totalBudget is below what the namespaces of the tenant may use together: pods 101; given: "100"; allowed: at least 101',
  );
  expect(declare((quota) => quota.addJsonPatch(JsonPatch.remove('/spec/hard/pods')))).toThrow(
    'totalBudget is not held: the quota of namespace a does not limit pods',
  );
});

const secretsAndMaps = (home: TenantNamespace): void => {
  workload(home, 'Secret', 'v1', undefined);
  workload(home, 'ConfigMap', 'v1', undefined);
};
const gpu = { name: 'c', image: 'a:1', resources: { limits: { 'nvidia.com/gpu': '2' } } };
const scratch = { name: 'c', image: 'a:1', resources: { requests: { 'ephemeral-storage': '2Gi' } } };
const claim = (storageClassName?: string) => ({
  storageClassName,
  resources: { requests: { storage: '3Gi' } },
});
const claims = (home: TenantNamespace, storageClassName?: string): void =>
  void workload(home, 'StatefulSet', 'apps/v1', {
    replicas: 3,
    template: pod(),
    volumeClaimTemplates: [{ spec: claim(storageClassName) }],
  });
const ephemeral = {
  containerDefaults: { requests: { cpu: '1m', memory: 1, ephemeralStorage: '1Mi' }, limits: {} },
};

test.each<
  [string, Partial<TenantProps> & { budget: Budget }, (home: TenantNamespace) => void, string | undefined]
>([
  ['Secrets', { budget: { ...AMPLE, secrets: 0 } }, secretsAndMaps, 'secrets 0, needed 1'],
  [
    'ConfigMaps, with the one that Kubernetes keeps',
    { budget: { ...AMPLE, configMaps: 1 } },
    secretsAndMaps,
    'configmaps 1, needed 2',
  ],
  ['ConfigMaps that fit', { budget: { ...AMPLE, configMaps: 2 } }, secretsAndMaps, undefined],
  [
    'shared ConfigMaps',
    { budget: { ...AMPLE, configMaps: 1 }, sharedConfig: { proxy: { a: 'b' } } },
    () => undefined,
    'configmaps 1, needed 2',
  ],
  [
    'extended resources, which are requested by their limits',
    { budget: { ...AMPLE, extendedResources: { 'nvidia.com/gpu': 1 } } },
    (home) => void workload(home, 'Pod', 'v1', { containers: [gpu] }),
    'requests.nvidia.com/gpu 1, needed 2',
  ],
  [
    'ephemeral storage',
    { ...ephemeral, budget: { ...AMPLE, ephemeralStorage: '1Gi' } },
    (home) => void workload(home, 'Pod', 'v1', { containers: [scratch] }),
    'requests.ephemeral-storage 1Gi, needed 2Gi',
  ],
  [
    'ephemeral storage by default',
    { ...ephemeral, budget: { ...AMPLE, ephemeralStorage: '1Mi' } },
    (home) => void workload(home, 'Pod', 'v1', { containers: [{}, {}] }),
    'requests.ephemeral-storage 1Mi, needed 2Mi',
  ],
  [
    'claims of a class, of every pod',
    { budget: { ...AMPLE, storageClasses: { fast: { persistentVolumeClaims: 2 } } } },
    (home) => claims(home, 'fast'),
    'fast.storageclass.storage.k8s.io/persistentvolumeclaims 2, needed 3',
  ],
  [
    'storage of a class',
    { budget: { ...AMPLE, storageClasses: { fast: { storage: '8Gi' } } } },
    (home) => claims(home, 'fast'),
    'fast.storageclass.storage.k8s.io/requests.storage 8Gi, needed 9Gi',
  ],
  [
    'a class that is forbidden',
    { budget: { ...AMPLE, storageClasses: { fast: { persistentVolumeClaims: 0 } } } },
    (home) => void workload(home, 'PersistentVolumeClaim', 'v1', claim('fast')),
    'fast.storageclass.storage.k8s.io/persistentvolumeclaims 0, needed 1',
  ],
  [
    'claims of another class',
    { budget: { ...AMPLE, storageClasses: { fast: { persistentVolumeClaims: 0 } } } },
    (home) => claims(home, 'slow'),
    undefined,
  ],
  [
    'claims of whatever class the cluster has by default',
    { budget: { ...AMPLE, storageClasses: { fast: { persistentVolumeClaims: 0 } } } },
    (home) => claims(home),
    undefined,
  ],
  [
    'objects of a kind of Kubernetes',
    { budget: { ...AMPLE, objects: { 'deployments.apps': 0 } } },
    (home) => void new WebService(home, 'shop', { image: 'a/b:1', port: 80 }),
    'count/deployments.apps 0, needed 1',
  ],
])('%s count', (_, props, declare, message) => {
  const found = complaintOf(props, declare);
  if (message === undefined) expect(found).toBe('');
  else expect(found).toContain(message);
});

test('objects of a kind that the app defines count', () => {
  const objects = { 'toys.example.com': 1 };
  const declare = (count: number) => () =>
    rendered((chart) => {
      new ApiObject(chart, 'crd', {
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        metadata: { name: 'toys.example.com' },
        spec: {
          group: 'example.com',
          names: { kind: 'Toy', plural: 'toys' },
          scope: 'Namespaced',
          versions: [
            {
              name: 'v1',
              served: true,
              storage: true,
              schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
            },
          ],
        },
      });
      const home = new Tenant(chart, 'alpha', { budget: { ...AMPLE, objects } }).namespace();
      for (let index = 0; index < count; index++)
        new ApiObject(home, `toy-${index}`, {
          apiVersion: 'example.com/v1',
          kind: 'Toy',
          metadata: { name: `toy-${index}`, namespace: 'alpha' },
        });
    });
  expect(declare(1)).not.toThrow();
  expect(declare(2)).toThrow('count/toys.example.com 1, needed 2');
});

const quota = (home: TenantNamespace, spec: object): void =>
  void new ApiObject(new Construct(home, 'other'), 'quota', {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'other', namespace: home.name },
    spec,
  });

test('a quota that another construct puts into the namespace is held as well', () => {
  expect(
    complaintOf({ budget: AMPLE }, (home) => {
      new WebService(home, 'shop', { image: 'a/b:1', port: 80 });
      quota(home, { hard: { pods: '1' } });
    }),
  ).toContain('pods 1, needed 3');
  expect(
    complaintOf({ budget: AMPLE }, (home) => {
      new WebService(home, 'shop', { image: 'a/b:1', port: 80 });
      quota(home, { hard: { pods: '1' }, scopes: ['BestEffort'] });
    }),
  ).toBe('');
});
