import { BUILTIN_KINDS, Wave, waveNumber, waveOf } from '../../lib/core';

describe('the wave of a kind', () => {
  it('puts each kind after those that it cannot do without', () => {
    const order = [
      ['CustomResourceDefinition'],
      ['Namespace', 'ClusterRole', 'StorageClass', 'PriorityClass'],
      ['ServiceAccount', 'Role', 'RoleBinding', 'ResourceQuota', 'LimitRange', 'NetworkPolicy'],
      ['ConfigMap', 'Secret', 'Service'],
      ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'],
      ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'Ingress', 'HorizontalPodAutoscaler'],
    ];
    const waves = order.map((kinds) => [...new Set(kinds.map(waveOf))]);
    expect(waves.map((found) => found.length)).toEqual(waves.map(() => 1));
    expect(waves.flat()).toEqual(waves.flat().toSorted((a, b) => a - b));
    expect(new Set(waves.flat()).size).toBe(order.length);
  });

  it('brings a claim together with the workload that it waits for', () => {
    expect(waveOf('PersistentVolumeClaim')).toBe(waveOf('Deployment'));
  });

  it('has quotas, limits and policies in force before any pod can start', () => {
    const guards = ['ResourceQuota', 'LimitRange', 'NetworkPolicy', 'Role', 'RoleBinding', 'ServiceAccount'];
    const pods = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'Pod', 'ReplicaSet'];
    for (const guard of guards) {
      for (const pod of pods) expect(waveOf(guard)).toBeLessThan(waveOf(pod));
    }
  });

  it('has every object of the cluster itself before every workload', () => {
    const webhooks = ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'];
    for (const { kind, namespaced } of BUILTIN_KINDS) {
      if (!namespaced && !webhooks.includes(kind)) expect(waveOf(kind)).toBeLessThanOrEqual(Wave.OPERATORS);
    }
  });

  it('has nothing special for a kind that it does not know', () => {
    expect(waveOf('Widget')).toBe(Wave.OPERATORS);
  });
});

test('the wave of an object is what Argo CD reads: 0 without an annotation, and where it is no number', () => {
  expect([undefined, '', 'first', '1.5', '-20', '+3', '7'].map(waveNumber)).toEqual([0, 0, 0, 0, -20, 3, 7]);
});
