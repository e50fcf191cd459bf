import { type TenantNamespace, WebService, type WebServiceProps } from '../../lib';
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
