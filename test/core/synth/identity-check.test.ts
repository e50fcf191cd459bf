import { ApiObject, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { SynthesisError } from '../../../lib/core';
import { definitionOf } from '../../support/definition';
import { configMap, manifestsOf, newApp, newChart, thrown } from '../support';

function problemsOf(chart: Chart): readonly string[] {
  const error = thrown(() => manifestsOf(chart));
  if (error instanceof SynthesisError) return error.problems;
  throw error;
}

function object(scope: Construct, apiVersion: string, kind: string, metadata: object = {}): ApiObject {
  return new ApiObject(scope, `${kind}-${scope.node.children.length}`, {
    apiVersion,
    kind,
    metadata: { name: 'x', ...metadata },
  });
}

function definition(scope: Construct, kind: string, namespaced: boolean): ApiObject {
  const versions = [{ name: 'v1' }, { name: 'v2' }];
  return new ApiObject(scope, kind, definitionOf(kind, { namespaced, versions }));
}

describe('two objects', () => {
  it('may not be of one kind, namespace and name', () => {
    const chart = newChart('a');
    configMap(chart, 'settings');
    configMap(new Construct(chart, 'again'), 'settings');
    expect(problemsOf(chart)).toEqual([
      expect.stringMatching(
        /^\[chart\/again\/settings\] is the second object with one identity; the first is at \[chart\/settings\]; given: ".*ConfigMap a\/settings"; fix: .+/,
      ),
    ]);
  });

  it('may not be so in different charts either', () => {
    const app = newApp();
    for (const id of ['one', 'two']) configMap(new Chart(app, id, { namespace: 'a' }), 'settings');
    expect(() => app.units()).toThrow('[two/settings] is the second object');
  });

  it('may not be so in two versions of one group, which are one object', () => {
    const chart = newChart();
    object(chart, 'example.com/v1', 'Widget');
    object(chart, 'example.com/v1beta1', 'Widget');
    expect(problemsOf(chart)).toHaveLength(1);
  });

  it.each([
    ['namespace', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', namespace: 'other' } }],
    ['name', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'y' } }],
    ['kind', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' } }],
    ['group', { apiVersion: 'example.com/v1', kind: 'ConfigMap', metadata: { name: 'x' } }],
  ])('may differ in nothing but their %s', (_, other) => {
    const chart = newChart();
    configMap(chart, 'x');
    new ApiObject(chart, 'other', other);
    expect(manifestsOf(chart)).toHaveLength(2);
  });
});

describe('a cluster-scoped object', () => {
  it('may have no namespace', () => {
    const chart = newChart('a');
    object(chart, 'storage.k8s.io/v1', 'StorageClass', { name: 'fast' });
    expect(problemsOf(chart)).toEqual([
      expect.stringMatching(
        /^\[chart\/StorageClass-0\] has a namespace, but StorageClass is cluster-scoped; given: "a"; fix: .*create this one in a Chart without/,
      ),
    ]);
  });

  it('of cdk8s-plus is refused in a chart with a namespace, which stamps it', () => {
    const chart = newChart('a');
    new kplus.ClusterRole(chart, 'reader').allowRead(kplus.ApiResource.PODS);
    expect(problemsOf(chart)).toEqual([
      expect.stringContaining('[chart/reader/Resource] has a namespace, but ClusterRole is cluster-scoped'),
    ]);
  });

  it('of cdk8s-plus is welcome in a chart without', () => {
    const chart = new Chart(newApp(), 'cluster');
    new kplus.ClusterRole(chart, 'reader').allowRead(kplus.ApiResource.PODS);
    expect(manifestsOf(chart)).toHaveLength(1);
  });
});

describe('a namespaced object', () => {
  it('must have a namespace', () => {
    const chart = new Chart(newApp(), 'chart');
    object(chart, 'apps/v1', 'Deployment', { name: 'web' });
    expect(problemsOf(chart)).toEqual([
      expect.stringMatching(
        /^\[chart\/Deployment-0\] has no namespace, so Deployment "web" would land wherever it is applied from; fix: set `metadata\.namespace`/,
      ),
    ]);
  });
});

describe('an object of a custom kind', () => {
  it('must have a namespace where its definition in the app says so', () => {
    const app = newApp();
    definition(new Chart(app, 'definitions'), 'Widget', true);
    object(new Chart(app, 'chart'), 'example.com/v1', 'Widget');
    expect(() => app.units()).toThrow('[chart/Widget-0] has no namespace');
  });

  it('may have none where its definition in the app says so', () => {
    const app = newApp();
    definition(new Chart(app, 'definitions'), 'Planet', false);
    object(new Chart(app, 'chart', { namespace: 'a' }), 'example.com/v1', 'Planet');
    expect(() => app.units()).toThrow('has a namespace, but Planet is cluster-scoped');
  });

  it('passes where it is as its definition says', () => {
    const app = newApp();
    const definitions = new Chart(app, 'definitions');
    definition(definitions, 'Widget', true);
    definition(definitions, 'Planet', false);
    object(new Chart(app, 'widgets', { namespace: 'a' }), 'example.com/v1', 'Widget');
    object(new Chart(app, 'planets'), 'example.com/v2', 'Planet');
    expect(manifestsOf(definitions)).toHaveLength(4);
  });

  it('is taken as it is where no definition is in the app', () => {
    const app = newApp();
    object(new Chart(app, 'one', { namespace: 'a' }), 'example.com/v1', 'Widget');
    object(new Chart(app, 'two'), 'example.com/v1', 'Widget');
    expect(app.units()).toHaveLength(2);
  });

  it('is taken as it is where the definition is not one', () => {
    const app = newApp();
    object(new Chart(app, 'chart'), 'apiextensions.k8s.io/v1', 'CustomResourceDefinition');
    object(new Chart(app, 'two'), 'example.com/v1', 'Widget');
    const error = thrown(() => app.units());
    expect((error as SynthesisError).problems).toEqual([
      expect.stringContaining('[chart/CustomResourceDefinition-0] spec is required'),
    ]);
  });
});

describe('the name of an object', () => {
  it.each([
    ['v1', 'ConfigMap', 'No_Name'],
    ['v1', 'ConfigMap', 'a..b'],
    ['v1', 'Service', '1st'],
    ['v1', 'Service', 'a.b'],
    ['v1', 'Secret', `${'a'.repeat(254)}`],
    ['rbac.authorization.k8s.io/v1', 'Role', 'a/b'],
    ['example.com/v1', 'Widget', 'Widget'],
    ['v1', 'ConfigMap', ''],
  ])('must be one for its kind: %s %s "%s"', (apiVersion, kind, name) => {
    const chart = newChart();
    object(chart, apiVersion, kind, { name });
    expect(problemsOf(chart)).toEqual([
      expect.stringMatching(
        new RegExp(
          `^\\[chart/${kind}-0\\] metadata\\.name is not a valid name; given: "${name.slice(0, 50)}.*; allowed: at most`,
        ),
      ),
    ]);
  });

  it.each([
    ['v1', 'ConfigMap', '1.a'],
    ['v1', 'Service', 'a-1'],
    ['rbac.authorization.k8s.io/v1', 'Role', 'system:Reader_of.all'],
    ['example.com/v1', 'Widget', 'a.b'],
  ])('may be whatever its kind allows: %s %s %s', (apiVersion, kind, name) => {
    const chart = newChart();
    object(chart, apiVersion, kind, { name });
    expect(manifestsOf(chart)).toMatchObject([{ metadata: { name } }]);
  });
});

describe('the error of a synth', () => {
  it('has every problem, each on a line of its own', () => {
    const chart = newChart('a');
    configMap(chart, 'No_Name');
    object(chart, 'v1', 'Node', { name: 'No_Node' });
    const error = thrown(() => manifestsOf(chart)) as SynthesisError;
    expect(error.name).toBe('SynthesisError');
    expect(error.problems).toHaveLength(3);
    expect(error.message.split('\n')).toEqual([
      expect.stringContaining('nothing was written'),
      ...error.problems.map((problem) => `  - ${problem}`),
    ]);
  });
});
