import { ApiObject, Chart } from 'cdk8s';
import { Cluster, PlatformApp, Tenant } from '../../../lib';

const API = 'admissionregistration.k8s.io/v1';

function platform(bindings: readonly object[]): PlatformApp {
  const app = new PlatformApp({ cluster: new Cluster({ kubernetes: '1.36' }) });
  new Tenant(new Chart(app, 'alpha'), 'alpha', { budget: { cpu: 1, memory: '1Gi', pods: 1 } });
  const chart = new Chart(app, 'policies');
  new ApiObject(chart, 'policy', {
    apiVersion: API,
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: 'registries' },
    spec: {
      failurePolicy: 'Fail',
      matchConstraints: {
        resourceRules: [
          {
            apiGroups: ['apps'],
            apiVersions: ['*'],
            operations: ['UPDATE', 'CREATE'],
            resources: ['deployments'],
          },
          { apiGroups: [''], apiVersions: ['*'], operations: ['CREATE'], resources: ['pods'] },
        ],
      },
      matchConditions: [{ name: 'not-an-administrator', expression: 'true' }],
      validations: [
        { expression: 'true', message: 'Images come from ghcr.io.' },
        { expression: 'object.a', messageExpression: '"no " + object.b' },
      ],
    },
  });
  for (const [index, spec] of bindings.entries()) {
    new ApiObject(chart, `binding-${index}`, {
      apiVersion: API,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name: `registries-${index}` },
      spec: { policyName: 'registries', ...spec },
    });
  }
  return app;
}

function sections(app: PlatformApp) {
  const report = app.reports().find(({ name }) => name === 'guard-rails');
  return Object.fromEntries((report?.sections ?? []).map(({ name, rows }) => [name, rows]));
}

test('tells of a policy what it is asked about, for whom, and what follows', () => {
  const selector = {
    matchLabels: { tenant: 'yes' },
    matchExpressions: [
      { key: 'a', operator: 'In', values: ['x', 'y'] },
      { key: 'b', operator: 'DoesNotExist' },
      { key: 'c', operator: 'Exists' },
    ],
  };
  const app = platform([
    { validationActions: ['Deny', 'Audit'], matchResources: { namespaceSelector: selector } },
    { validationActions: ['Warn'] },
  ]);
  const what = {
    policy: 'registries',
    failurePolicy: 'Fail',
    operations: ['CREATE', 'UPDATE'],
    resources: ['deployments', 'pods'],
    conditions: ['not-an-administrator'],
  };
  expect(sections(app).policies).toEqual([
    {
      ...what,
      binding: 'registries-0',
      actions: ['Deny', 'Audit'],
      namespaces: 'tenant=yes, a in (x,y), !b, c',
    },
    { ...what, binding: 'registries-1', actions: ['Warn'], namespaces: 'all' },
  ]);
});

test('says of a policy that nothing binds that it is in force nowhere', () => {
  expect(sections(platform([])).policies).toEqual([
    expect.objectContaining({ policy: 'registries', actions: ['none: not bound'] }),
  ]);
});

test('tells what policies refuse', () => {
  expect(sections(platform([])).rules).toEqual([
    { policy: 'registries', message: 'Images come from ghcr.io.' },
    { policy: 'registries', message: '"no " + object.b' },
  ]);
});

test('tells the level of pod security of each namespace of a tenant', () => {
  expect(sections(platform([])).podSecurity).toEqual([
    {
      tenant: 'alpha',
      namespace: 'alpha',
      enforce: 'restricted',
      version: 'v1.36',
      audit: 'restricted',
      warn: 'restricted',
    },
  ]);
});
