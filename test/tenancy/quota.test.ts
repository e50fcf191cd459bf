import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { type Budget, Tenant, type TenantNamespace, WebService } from '../../lib';
import { rendered } from '../support/world';

const AMPLE: Budget = { cpu: 100, memory: '100Gi', pods: 100 };

/** What the check says of workloads under a budget; nothing when they fit. */
function complaint(budget: Budget, declare: (home: TenantNamespace) => void): string {
  try {
    rendered((chart) => declare(new Tenant(chart, 'alpha', { budget }).namespace()));
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

const workload = (home: TenantNamespace, kind: string, apiVersion: string, spec: object): ApiObject =>
  new ApiObject(home, `${kind}`, { apiVersion, kind, metadata: { name: 'w', namespace: home.name }, spec });

const pod = (...containers: object[]): object => ({ metadata: {}, spec: { containers } });
const cpu = (amount: string): object => ({
  name: 'c',
  image: 'a:1',
  resources: { requests: { cpu: amount } },
});

test('workloads that fit exactly are no problem', () => {
  const budget = { ...AMPLE, pods: 3, cpu: '300m' };
  expect(complaint(budget, (home) => void new WebService(home, 'shop', { image: 'a/b:1', port: 80 }))).toBe(
    '',
  );
});

test('one pod more, for the rollout that surges, is counted', () => {
  const budget = { ...AMPLE, pods: 2 };
  expect(
    complaint(budget, (home) => void new WebService(home, 'shop', { image: 'a/b:1', port: 80 })),
  ).toContain('pods 2, needed 3');
});

test('containers that state nothing count with the defaults of the namespace', () => {
  const budget = { ...AMPLE, cpu: '250m' };
  expect(
    complaint(budget, (home) => void new WebService(home, 'shop', { image: 'a/b:1', port: 80 })),
  ).toContain('requests.cpu 250m, needed 300m');
});

test('a container that states a limit alone counts with the limit', () => {
  const spec = { containers: [{ name: 'c', image: 'a:1', resources: { limits: { cpu: '2' } } }] };
  expect(complaint({ ...AMPLE, cpu: 1 }, (home) => void workload(home, 'Pod', 'v1', spec))).toContain(
    'needed 2',
  );
});

test('an init container counts where it is larger than what runs after it, together with the native sidecars', () => {
  const spec = {
    initContainers: [{ ...cpu('300m'), restartPolicy: 'Always' }, cpu('2')],
    containers: [cpu('1')],
  };
  expect(complaint({ ...AMPLE, cpu: 2 }, (home) => void workload(home, 'Pod', 'v1', spec))).toContain(
    'needed 2300m',
  );
  expect(complaint({ ...AMPLE, cpu: '2300m' }, (home) => void workload(home, 'Pod', 'v1', spec))).toBe('');
});

test.each([
  ['StatefulSet', 'apps/v1', { replicas: 3, template: pod(cpu('1')) }, '3'],
  ['Deployment', 'apps/v1', { replicas: 4, template: pod(cpu('1')) }, '5'],
  ['Job', 'batch/v1', { parallelism: 2, template: pod(cpu('1')) }, '2'],
  ['CronJob', 'batch/v1', { jobTemplate: { spec: { template: pod(cpu('1')) } } }, '1'],
])('the pods of a %s of whatever library count', (kind, apiVersion, spec, needed) => {
  expect(
    complaint({ ...AMPLE, cpu: '500m' }, (home) => void workload(home, kind, apiVersion, spec)),
  ).toContain(`requests.cpu 500m, needed ${needed};`);
});

test('a workload of cdk8s-plus counts', () => {
  const message = complaint({ ...AMPLE, cpu: 2 }, (home) => {
    new kplus.Deployment(home, 'd', {
      metadata: { namespace: home.name },
      replicas: 2,
      containers: [{ image: 'a:1', portNumber: 80 }],
    });
  });
  // 1000m a container is the default of cdk8s-plus; a surge of 25 % of two pods is one.
  expect(message).toContain('requests.cpu 2, needed 3');
});

test('services, load balancers, claims and their storage count', () => {
  const claim = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '20Gi' } } };
  const budget = { ...AMPLE, services: 0, persistentVolumeClaims: 0, storage: '10Gi' };
  const message = complaint(budget, (home) => {
    workload(home, 'Service', 'v1', { type: 'LoadBalancer', ports: [{ port: 80 }, { port: 443 }] });
    workload(home, 'PersistentVolumeClaim', 'v1', claim);
  });
  expect(message).toContain('services 0, needed 1');
  expect(message).toContain('services.loadbalancers 0, needed 1');
  expect(message).toContain('services.nodeports 0, needed 2');
  expect(message).toContain('persistentvolumeclaims 0, needed 1');
  expect(message).toContain('requests.storage 10Gi, needed 20Gi');
});

test('what other namespaces use does not count', () => {
  expect(
    complaint({ ...AMPLE, pods: 3 }, (home) => {
      new WebService(home, 'shop', { image: 'a/b:1', port: 80 });
      const spec = { replicas: 50, template: pod(cpu('1')) };
      new ApiObject(home.node.scope as TenantNamespace, 'other', {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'w', namespace: 'elsewhere' },
        spec,
      });
    }),
  ).toBe('');
});
