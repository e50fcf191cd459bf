import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { type TenantNamespace, type TenantProps, WebService, type WebServiceProps } from '../../lib';
import { renderLimits } from '../../lib/tenancy/limits/limit-range';
import { complaintOf, workload } from './support';

const BUDGET = { cpu: 100, memory: '100Gi', pods: 100 };
const GIBIBYTE = { requests: { memory: '1Gi' } };

/** What is said of objects in a namespace that limits containers to 256Mi of memory where they state nothing. */
const complaint = (declare: (home: TenantNamespace) => void): string =>
  complaintOf({ budget: BUDGET }, declare);

const complaintOfShop = (props: Partial<WebServiceProps>): string =>
  complaint((home) => void new WebService(home, 'shop', { image: 'a/b:1', port: 80, ...props }));

test('a request over the limit that a namespace gives by default is refused, since no pod would be admitted', () => {
  expect(complaintOfShop({ resources: GIBIBYTE })).toContain(
    '[chart/alpha/alpha/shop/Deployment] spec.template.spec.containers[0].resources.requests.memory ' +
      'is over the limit that namespace alpha gives to a container without one, so none of its pods would be admitted; ' +
      'given: "1Gi"; allowed: at most 256Mi; ' +
      'fix: state resources.limits.memory of container shop, or raise containerDefaults.limits.memory of the tenant',
  );
});

test('a request up to that limit is no problem, nor is one below a limit of its own, nor one that is not limited', () => {
  expect(complaintOfShop({ resources: { requests: { memory: '256Mi' } } })).toBe('');
  expect(complaintOfShop({ resources: { ...GIBIBYTE, limits: { memory: '1Gi' } } })).toBe('');
  expect(complaintOfShop({ resources: { requests: { cpu: 8 } } })).toBe('');
});

test('the defaults that a tenant states are those that count', () => {
  const containerDefaults = { requests: { cpu: 1, memory: '1Gi' }, limits: { cpu: 2 } };
  const message = complaintOf({ budget: BUDGET, containerDefaults }, (home) => {
    const resources = { requests: { cpu: 3, memory: '8Gi' } };
    new WebService(home, 'shop', { image: 'a/b:1', port: 80, resources });
  });
  expect(message).toContain('1 problem(s)');
  expect(message).toContain('resources.requests.cpu is over the limit');
});

test.each<[string, Partial<WebServiceProps>, string]>([
  ['sidecars', { sidecars: [{ name: 'proxy', image: 'a:1', resources: GIBIBYTE }] }, 'of container proxy'],
  [
    'init containers',
    { initContainers: [{ name: 'migrate', image: 'a:1', resources: GIBIBYTE }] },
    'migrate',
  ],
])('%s are judged alike', (_, props, name) => {
  const message = complaintOfShop(props);
  expect(message).toContain(
    'spec.template.spec.initContainers[0].resources.requests.memory is over the limit',
  );
  expect(message).toContain(name);
});

test.each([
  ['Pod', 'v1', 'spec'],
  ['Deployment', 'apps/v1', 'spec.template.spec'],
  ['StatefulSet', 'apps/v1', 'spec.template.spec'],
  ['DaemonSet', 'apps/v1', 'spec.template.spec'],
  ['ReplicaSet', 'apps/v1', 'spec.template.spec'],
  ['Job', 'batch/v1', 'spec.template.spec'],
  ['CronJob', 'batch/v1', 'spec.jobTemplate.spec.template.spec'],
])('the pods of a %s of whatever library are judged alike', (kind, apiVersion, field) => {
  const spec = field
    .split('.')
    .slice(1)
    .reduceRight<object>((inner, name) => ({ [name]: inner }), {
      containers: [{ name: 'c', image: 'a:1', resources: GIBIBYTE }],
    });
  expect(complaint((home) => void workload(home, kind, apiVersion, spec))).toContain(
    `[chart/alpha/alpha/${kind}] ${field}.containers[0].resources.requests.memory is over the limit`,
  );
});

test('a request over the own limit of a container is refused as well', () => {
  const container = { name: 'c', image: 'a:1', resources: { ...GIBIBYTE, limits: { memory: '512Mi' } } };
  expect(complaint((home) => void workload(home, 'Pod', 'v1', { containers: [container] }))).toContain(
    'spec.containers[0].resources.requests.memory is over the limit of its container; given: "1Gi"; allowed: at most 512Mi',
  );
});

const ROOMY = { requests: { cpu: '500m', memory: '128Mi' }, limits: { cpu: 1, memory: '256Mi' } };
const container = (resources: object, name = 'c') => ({ name, image: 'a:1', resources });
const limited = (props: Partial<TenantProps>, ...containers: object[]): string =>
  complaintOf({ budget: BUDGET, containerDefaults: ROOMY, ...props }, (home) =>
    workload(home, 'Pod', 'v1', { containers }),
  );

test.each<[string, Partial<TenantProps>, readonly object[], string | undefined]>([
  [
    'a container over the most',
    { containerRange: { max: { cpu: 1 } } },
    [container({ limits: { cpu: '1001m' } })],
    'spec.containers[0].resources.limits.cpu is over what a container may have in namespace alpha, so it would not be admitted; given: "1001m"; allowed: at most 1',
  ],
  [
    'a container at the most',
    { containerRange: { max: { cpu: 1 } } },
    [container({ limits: { cpu: 1 } })],
    undefined,
  ],
  [
    'a container below the least',
    { containerRange: { min: { memory: '64Mi' } } },
    [container({ requests: { memory: '63Mi' } })],
    'spec.containers[0].resources.requests.memory is below what a container requests at the least',
  ],
  [
    'a container beyond the ratio',
    { containerRange: { maxLimitRequestRatio: { cpu: 2 } } },
    [container({ requests: { cpu: '499m' }, limits: { cpu: 1 } })],
    'spec.containers[0].resources.limits.cpu is more times the request of 499m than a container may have',
  ],
  [
    'a container at the ratio',
    { containerRange: { maxLimitRequestRatio: { cpu: 2 } } },
    [container({ requests: { cpu: '500m' }, limits: { cpu: 1 } })],
    undefined,
  ],
  [
    'a container that states a request alone, by the limit that it gets',
    { containerRange: { maxLimitRequestRatio: { cpu: 2 } } },
    [container({ requests: { cpu: '100m' } })],
    'more times the request of 100m',
  ],
  [
    'a pod over the most',
    { podRange: { max: { cpu: 1 } } },
    [container({ limits: { cpu: '600m' } }), container({ limits: { cpu: '600m' } }, 'd')],
    'sum of limits.cpu in spec is over what a pod may have in namespace alpha, so it would not be admitted; given: "1200m"; allowed: at most 1',
  ],
  [
    'a pod below the least',
    { podRange: { min: { cpu: '200m' } } },
    [container({ requests: { cpu: '100m' }, limits: { cpu: 1 } })],
    'sum of requests.cpu in spec is below what a pod requests at the least',
  ],
  [
    'a pod whose containers make up the least together',
    { podRange: { min: { cpu: '200m' } } },
    [container({ requests: { cpu: '100m' } }), container({ requests: { cpu: '100m' } }, 'd')],
    undefined,
  ],
  [
    'a pod beyond the ratio',
    { podRange: { maxLimitRequestRatio: { memory: 2 } } },
    [container({ requests: { memory: '100Mi' }, limits: { memory: '201Mi' } })],
    'sum of limits.memory in spec is more times the request of 100Mi than a pod may have',
  ],
])('%s is judged as the API server would', (_, props, containers, message) => {
  const found = limited(props, ...containers);
  if (message === undefined) expect(found).toBe('');
  else expect(found).toContain(message);
});

test.each([
  ['2Gi', 'is below what a claim requests at the least'],
  ['3Gi', undefined],
  ['5Gi', undefined],
  ['6Gi', 'is over what a claim may have'],
])('claims are judged alike: %s', (storage, message) => {
  const spec = { resources: { requests: { storage } } };
  const found = complaintOf({ budget: BUDGET, claimRange: { min: '3Gi', max: '5Gi' } }, (home) => {
    workload(home, 'PersistentVolumeClaim', 'v1', spec);
    workload(home, 'StatefulSet', 'apps/v1', { template: { spec: {} }, volumeClaimTemplates: [{ spec }] });
  });
  if (message === undefined) expect(found).toBe('');
  else {
    expect(found).toContain(`PersistentVolumeClaim] spec.resources.requests.storage ${message}`);
    expect(found).toContain(`spec.volumeClaimTemplates[0].spec.resources.requests.storage ${message}`);
  }
});

test('a LimitRange that another construct puts into the namespace counts as well, with what the API server fills in', () => {
  const found = complaintOf({ budget: BUDGET }, (home) => {
    new ApiObject(new Construct(home, 'other'), 'limits', {
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: { name: 'other', namespace: home.name },
      spec: { limits: [{ type: 'Container', max: { cpu: '1' } }] },
    });
    workload(home, 'Pod', 'v1', { containers: [container({ requests: { cpu: '2' } })] });
  });
  expect(found).toContain('resources.requests.cpu is over the limit that namespace alpha gives');
});

test('golden limits of everything that can be bounded, with what the API server would fill in', () => {
  expect(
    renderLimits(
      {
        containerDefaults: { requests: { cpu: '100m', memory: '128Mi', ephemeralStorage: '1Gi' } },
        containerRange: {
          min: { cpu: '10m' },
          max: { cpu: 2, memory: '512Mi', ephemeralStorage: '2Gi' },
          maxLimitRequestRatio: { cpu: 20 },
        },
        podRange: { max: { memory: '1Gi' } },
        claimRange: { min: '1Gi', max: '100Gi' },
      },
      { 'requests.cpu': '4', 'limits.memory': '8Gi' },
    ),
  ).toMatchSnapshot();
});
