import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import fc from 'fast-check';
import { type Budget, type TenantNamespace, WebService } from '../../lib';
import { complaintOf, cpu, pod, workload } from './support';

const AMPLE: Budget = { cpu: 100, memory: '100Gi', pods: 100 };

const complaint = (budget: Budget, declare: (home: TenantNamespace) => void): string =>
  complaintOf({ budget }, declare);

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

test('each amount counts in thousandths, to which the API server rounds it up', () => {
  const spec = { containers: [cpu('1100u'), cpu('1100u')] };
  expect(complaint({ ...AMPLE, cpu: '2200u' }, (home) => void workload(home, 'Pod', 'v1', spec))).toContain(
    'requests.cpu 3m, needed 4m',
  );
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

test('an init container counts with the native sidecars that start before it, not with those after', () => {
  const spec = {
    initContainers: [cpu('2'), { ...cpu('300m'), restartPolicy: 'Always' }],
    containers: [cpu('1')],
  };
  expect(complaint({ ...AMPLE, cpu: 2 }, (home) => void workload(home, 'Pod', 'v1', spec))).toBe('');
});

test.each<[string, object, number]>([
  ['by a quarter, rounded up, where nothing is stated', {}, 5],
  ['by the number that is stated', { strategy: { rollingUpdate: { maxSurge: 2 } } }, 6],
  ['by the share that is stated, rounded up', { strategy: { rollingUpdate: { maxSurge: '30%' } } }, 6],
  ['by no more pods than it has', { strategy: { rollingUpdate: { maxSurge: 50 } } }, 8],
  ['not at all', { strategy: { rollingUpdate: { maxSurge: 0 } } }, 4],
  ['not at all where it recreates its pods', { strategy: { type: 'Recreate' } }, 4],
])('a rollout surges %s', (_, strategy, needed) => {
  const spec = { replicas: 4, template: pod(cpu('1m')), ...strategy };
  const declare = (home: TenantNamespace): void => void workload(home, 'Deployment', 'apps/v1', spec);
  expect(complaint({ ...AMPLE, pods: needed - 1 }, declare)).toContain(`needed ${needed};`);
  expect(complaint({ ...AMPLE, pods: needed }, declare)).toBe('');
});

test('a share that is a whole number of pods is not rounded up for want of precision', () => {
  const spec = {
    replicas: 100,
    template: pod(cpu('1m')),
    strategy: { rollingUpdate: { maxSurge: '7%' } },
  };
  const declare = (home: TenantNamespace): void => void workload(home, 'Deployment', 'apps/v1', spec);
  expect(complaint({ cpu: 100, memory: '100Gi', pods: 107 }, declare)).toBe('');
});

test('every rollout surges at once, as when the whole tenant is synced', () => {
  const message = complaint({ ...AMPLE, pods: 5 }, (home) => {
    for (const name of ['one', 'two']) new WebService(home, name, { image: 'a/b:1', port: 80 });
  });
  expect(message).toContain('need at their largest, with every rollout surging: pods 5, needed 6');
});

test.each([
  ['StatefulSet', 'apps/v1', { replicas: 3, template: pod(cpu('1')) }, '3'],
  ['Deployment', 'apps/v1', { replicas: 4, template: pod(cpu('1')) }, '5'],
  ['Job', 'batch/v1', { parallelism: 2, template: pod(cpu('1')) }, '2'],
  ['CronJob', 'batch/v1', { jobTemplate: { spec: { template: pod(cpu('1')) } } }, '1'],
  ['ReplicaSet', 'apps/v1', { replicas: 2, template: pod(cpu('1')) }, '2'],
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

test('a load balancer without node ports of its own counts for those that it states alone', () => {
  const ports = (...nodePorts: readonly (number | undefined)[]) =>
    complaint({ ...AMPLE, loadBalancers: 0, nodePorts: 0 }, (home) =>
      workload(home, 'Service', 'v1', {
        type: 'LoadBalancer',
        allocateLoadBalancerNodePorts: false,
        ports: nodePorts.map((nodePort, index) => ({ name: `p${index}`, port: 80 + index, nodePort })),
      }),
    );
  expect(ports(undefined, undefined)).not.toContain('nodeports');
  expect(ports(undefined, 30_080)).toContain('services.nodeports 0, needed 1');
});

test('the claims of a StatefulSet count once for each of its pods, at the maximum of its autoscaler', () => {
  const claim = (storage: string): object => ({
    metadata: { name: storage.toLowerCase() },
    spec: { resources: { requests: { storage } } },
  });
  const set = {
    replicas: 3,
    template: pod(cpu('1m')),
    volumeClaimTemplates: [claim('10Gi'), claim('1Gi')],
  };
  const budget = { ...AMPLE, persistentVolumeClaims: 5, storage: '32Gi' };
  const message = complaint(budget, (home) => void workload(home, 'StatefulSet', 'apps/v1', set));
  expect(message).toContain('persistentvolumeclaims 5, needed 6');
  expect(message).toContain('requests.storage 32Gi, needed 33Gi');
  const scaled = complaint(budget, (home) => {
    workload(home, 'StatefulSet', 'apps/v1', set);
    workload(home, 'HorizontalPodAutoscaler', 'autoscaling/v2', {
      maxReplicas: 10,
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'w' },
    });
  });
  expect(scaled).toContain('persistentvolumeclaims 5, needed 20');
});

test.each<[string, string, string, unknown]>([
  ['an autoscaler without a spec', 'HorizontalPodAutoscaler', 'autoscaling/v2', undefined],
  ['an autoscaler without a target', 'HorizontalPodAutoscaler', 'autoscaling/v2', { maxReplicas: 3 }],
  [
    'an autoscaler without a number',
    'HorizontalPodAutoscaler',
    'autoscaling/v2',
    { maxReplicas: 'many', scaleTargetRef: { kind: 'Deployment', name: 'w' } },
  ],
  ['a pod without containers', 'Pod', 'v1', {}],
  ['a pod without a container among them', 'Pod', 'v1', { containers: [null, 'c'], initContainers: 'none' }],
  ['a Deployment without a template', 'Deployment', 'apps/v1', { replicas: 3 }],
  ['a Deployment without a pod', 'Deployment', 'apps/v1', { template: {} }],
  ['a CronJob without a template', 'CronJob', 'batch/v1', { jobTemplate: {} }],
  ['claims that are none', 'StatefulSet', 'apps/v1', { template: pod(), volumeClaimTemplates: [null] }],
  ['a claim without a size', 'PersistentVolumeClaim', 'v1', {}],
  ['ports that are none', 'Service', 'v1', { type: 'NodePort', ports: 80 }],
])('%s is no concern of the quota', (_, kind, apiVersion, spec) => {
  expect(complaint(AMPLE, (home) => void workload(home, kind, apiVersion, spec))).toBe('');
});

test('no object makes the checks fail, whatever its shape', () => {
  const value = fc.anything({ maxDepth: 0, withBigInt: false });
  const field = fc.constantFrom(
    ...[
      'replicas',
      'parallelism',
      'template',
      'spec',
      'jobTemplate',
      'strategy',
      'rollingUpdate',
      'maxSurge',
    ],
    ...['containers', 'initContainers', 'resources', 'requests', 'limits', 'cpu', 'memory', 'storage'],
    ...['maxReplicas', 'scaleTargetRef', 'kind', 'name', 'ports', 'type', 'volumeClaimTemplates'],
  );
  const { spec } = fc.letrec((tie) => ({
    spec: fc.dictionary(field, fc.oneof({ maxDepth: 6 }, value, tie('spec'), tie('list')), {
      noNullPrototype: true,
    }),
    list: fc.array(tie('spec'), { maxLength: 2 }),
  }));
  const kind = fc.constantFrom(
    ...[
      ['v1', 'Pod'],
      ['v1', 'Service'],
      ['v1', 'PersistentVolumeClaim'],
    ],
    ...[
      ['apps/v1', 'Deployment'],
      ['apps/v1', 'StatefulSet'],
      ['batch/v1', 'Job'],
    ],
    ...[
      ['batch/v1', 'CronJob'],
      ['autoscaling/v2', 'HorizontalPodAutoscaler'],
    ],
  );
  fc.assert(
    fc.property(kind, spec, ([apiVersion = '', name = ''], shape) => {
      const message = complaint(AMPLE, (home) => void workload(home, name, apiVersion, shape));
      expect(message === '' || message.startsWith('nothing was written')).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test.each<[string, string, unknown, string]>([
  [
    'Deployment',
    'apps/v1',
    { template: pod(cpu('1 core')) },
    'spec.template.spec.containers[0].resources.requests.cpu is not a Kubernetes quantity; given: "1 core"',
  ],
  [
    'CronJob',
    'batch/v1',
    { jobTemplate: { spec: { template: { spec: { initContainers: [cpu('1'), cpu('x')] } } } } },
    'spec.jobTemplate.spec.template.spec.initContainers[1].resources.requests.cpu is not a Kubernetes quantity',
  ],
  [
    'DaemonSet',
    'apps/v1',
    { template: pod({ name: 'c', resources: { limits: { memory: '1GB' } } }) },
    'spec.template.spec.containers[0].resources.limits.memory is not a Kubernetes quantity; given: "1GB"',
  ],
  [
    'PersistentVolumeClaim',
    'v1',
    { resources: { requests: { storage: {} } } },
    'spec.resources.requests.storage is not a Kubernetes quantity; given: {}',
  ],
  [
    'StatefulSet',
    'apps/v1',
    { template: pod(), volumeClaimTemplates: [{ spec: { resources: { requests: { storage: 'big' } } } }] },
    'spec.volumeClaimTemplates[0].spec.resources.requests.storage is not a Kubernetes quantity; given: "big"',
  ],
])('a quantity in a %s that is none is told once, by where it is', (kind, apiVersion, spec, message) => {
  const found = complaint(AMPLE, (home) => void workload(home, kind, apiVersion, spec));
  expect(found).toContain(`1 problem(s)\n  - [chart/alpha/alpha/${kind}] ${message}`);
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
