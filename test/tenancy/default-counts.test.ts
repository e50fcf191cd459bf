import { ApiObject } from 'cdk8s';
import { type Budget, POSTGRES_KINDS, SharedNamespace, Tenant, type TenantProps } from '../../lib';
import { fieldOf } from '../../lib/core/manifest-fields';
import { rulesOf } from '../../lib/tenancy/roles';
import { only, rendered } from '../support/world';
import { complaintOf, workload } from './support';

const AMPLE: Budget = { cpu: 100, memory: '100Gi', pods: 100 };

function hardOf(props: TenantProps, namespace = 'alpha'): Record<string, string> {
  const manifests = rendered((chart) => void new Tenant(chart, 'alpha', props));
  const own = manifests.filter(({ metadata }) => metadata.namespace === namespace);
  return only<{ hard: Record<string, string> }>(own, 'ResourceQuota').spec.hard;
}

test('of everything that members may create there is a limit, but for custom kinds, which a quota would first refuse', () => {
  const hard = hardOf({ budget: AMPLE, kinds: POSTGRES_KINDS });
  expect(Object.keys(hard).filter((name) => name.includes('database.example.com'))).toEqual([]);
  const created = rulesOf('owner', [], true)
    .filter(({ verbs }) => verbs.includes('create'))
    .flatMap(({ apiGroups = [], resources = [] }) =>
      apiGroups.flatMap((group) =>
        resources
          .filter((resource) => !resource.includes('/'))
          .map((resource) => (group === '' ? resource : `${resource}.${group}`)),
      ),
    );
  expect(created).toEqual(expect.arrayContaining(['secrets', 'jobs.batch']));
  expect(created.filter((name) => !(name in hard) && !(`count/${name}` in hard))).toEqual([]);
});

test('what a budget states takes the place of a limit that it would have otherwise, and unlimited of any', () => {
  const stated = hardOf({
    budget: {
      ...AMPLE,
      secrets: 500,
      objects: { 'jobs.batch': 7, 'leases.coordination.k8s.io': 'unlimited' },
    },
  });
  expect(stated).toMatchObject({ secrets: '500', configmaps: '200', 'count/jobs.batch': '7' });
  expect(stated).not.toHaveProperty(['count/leases.coordination.k8s.io']);
  const open = hardOf({
    budget: {
      ...AMPLE,
      secrets: 'unlimited',
      configMaps: 'unlimited',
      services: 'unlimited',
      persistentVolumeClaims: 'unlimited',
    },
  });
  for (const name of ['secrets', 'configmaps', 'services', 'persistentvolumeclaims'])
    expect(open).not.toHaveProperty(name);
});

test('storage has no limit that is not stated', () => {
  expect(Object.keys(hardOf({ budget: AMPLE })).filter((name) => name.includes('storage'))).toEqual([]);
});

test('of what a total says nothing, each namespace has the limit of one, and of what it states a share', () => {
  const props: TenantProps = {
    namespaces: ['a', 'b'],
    totalBudget: { ...AMPLE, secrets: 30, services: 'unlimited' },
  };
  for (const name of ['a', 'b']) {
    const hard = hardOf(props, name);
    expect(hard).toMatchObject({ secrets: '15', configmaps: '200', 'count/jobs.batch': '500' });
    expect(hard).not.toHaveProperty('services');
  }
});

test('a total is proved of what it states alone', () => {
  const total = { cpu: 200, memory: '200Gi', pods: 200 };
  expect(() => hardOf({ namespaces: ['a', 'b'], budget: AMPLE, totalBudget: total }, 'a')).not.toThrow();
  expect(() =>
    hardOf({ namespaces: ['a', 'b'], budget: AMPLE, totalBudget: { ...total, services: 150 } }, 'a'),
  ).toThrow('totalBudget is below what the namespaces of the tenant may use together: services 200');
});

test('what the app renders itself is held to the limits that nobody stated', () => {
  const declare = (budget: Budget): string =>
    complaintOf({ budget }, (home) => {
      for (let index = 0; index < 200; index++) {
        const manifest = {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: `c${index}`, namespace: home.name },
        };
        new ApiObject(home, `c${index}`, manifest);
      }
    });
  expect(declare(AMPLE)).toMatch(/configmaps 200, needed 201; .* fix: raise the budget, or render fewer/);
  expect(declare({ ...AMPLE, configMaps: 'unlimited' })).toBe('');
});

test('a load balancer that takes node ports says what to do where the budget has none', () => {
  const declare = (budget: Partial<Budget>, spec: object): string =>
    complaintOf({ budget: { ...AMPLE, loadBalancers: 1, ...budget } }, (home) =>
      workload(home, 'Service', 'v1', { type: 'LoadBalancer', ports: [{ port: 80 }], ...spec }),
    );
  expect(declare({}, {})).toMatch(
    /services\.nodeports 0, needed 1; .*`allocateLoadBalancerNodePorts: false`/,
  );
  expect(declare({}, { allocateLoadBalancerNodePorts: false })).toBe('');
  expect(declare({ nodePorts: 1 }, {})).toBe('');
});

test('a cordoned namespace keeps its limits, and starts nothing', () => {
  expect(hardOf({ budget: AMPLE, cordoned: true })).toMatchObject({
    'count/jobs.batch': '0',
    persistentvolumeclaims: '0',
    secrets: '200',
  });
});

test('a shared namespace has the same limits', () => {
  const quota = only(
    rendered((chart) => void new SharedNamespace(chart, 'shared', { tenants: { ann: {} }, budget: AMPLE })),
    'ResourceQuota',
  );
  expect(fieldOf(quota, 'spec', 'hard')).toMatchObject({ secrets: '200', 'count/jobs.batch': '500' });
});
