import { ApiObject, Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { emit, Namespace, SYNC_WAVE, Wave } from '../../../lib/core';
import { CLUSTER, configMap, manifestsOf, newApp, newChart, thrown } from '../support';

const namesOf = (chart: Chart): readonly (string | undefined)[] =>
  manifestsOf(chart).map(({ metadata }) => metadata.name);

describe('the documents of a chart', () => {
  it('are sorted by wave: by the annotation, and by kind where there is none', () => {
    const chart = newChart();
    const object = (apiVersion: string, kind: string, wave?: string): ApiObject => {
      const annotations = wave === undefined ? undefined : { [SYNC_WAVE]: wave };
      return new ApiObject(chart, kind, { apiVersion, kind, metadata: { name: 'x', annotations } });
    };
    object('apps/v1', 'Deployment');
    object('v1', 'Service');
    object('v1', 'Secret', '-15');
    object('networking.k8s.io/v1', 'NetworkPolicy');
    object('v1', 'ConfigMap', '100');
    object('v1', 'ServiceAccount', '5');
    expect(manifestsOf(chart).map(({ kind }) => kind)).toEqual([
      ...['Secret', 'NetworkPolicy', 'Service', 'ServiceAccount', 'Deployment', 'ConfigMap'],
    ]);
  });

  it('are sorted by group, kind, namespace and name within a wave', () => {
    const chart = newChart('b');
    for (const name of ['z', '10', '2', 'a']) configMap(chart, name);
    configMap(new Construct(chart, 'other'), 'y', { namespace: 'a' });
    new ApiObject(chart, 'secret', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' } });
    expect(namesOf(chart)).toEqual(['y', '10', '2', 'a', 'z', 'a']);
  });

  it('count a wave that is no number as 0, as Argo CD does', () => {
    const chart = newChart();
    configMap(chart, 'x', { annotations: { [SYNC_WAVE]: 'first' } });
    const policy = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'y' } };
    new ApiObject(chart, 'y', policy);
    expect(namesOf(chart)).toEqual(['y', 'x']);
  });

  it('can be applied from top to bottom', () => {
    const chart = newChart();
    const home = new Namespace(chart, 'shop');
    emit(home, 'Role', 'rbac.authorization.k8s.io/Role', { name: 'r' }, { rules: [] });
    emit(home, 'Job', 'batch/Job', { name: 'j' }, { spec: { template: { spec: { containers: [] } } } });
    emit(home, 'Settings', 'v1/ConfigMap', { name: 'c' }, {}, { wave: Wave.DEFINITIONS });
    expect(manifestsOf(chart).map(({ kind }) => kind)).toEqual(['ConfigMap', 'Namespace', 'Role', 'Job']);
  });
});

describe('a dependency within a chart', () => {
  it('moves an object behind what it depends on', () => {
    const chart = newChart();
    const [a, , c] = ['a', 'b', 'c'].map((name) => configMap(chart, name));
    a?.addDependency(c as ApiObject);
    expect(namesOf(chart)).toEqual(['c', 'a', 'b']);
  });

  it('holds for every object in the constructs that it is between', () => {
    const chart = newChart();
    const [front, back] = [new Construct(chart, 'front'), new Construct(chart, 'back')];
    for (const name of ['a', 'b']) configMap(front, name);
    for (const name of ['y', 'z']) configMap(new Construct(back, `${name}-box`), name);
    front.node.addDependency(back);
    expect(namesOf(chart)).toEqual(['y', 'z', 'a', 'b']);
  });

  it('may be on a part of oneself', () => {
    const chart = newChart();
    const group = new Construct(chart, 'group');
    const [, b] = ['a', 'b'].map((name) => configMap(group, name));
    group.node.addDependency(b as ApiObject);
    expect(namesOf(chart)).toEqual(['b', 'a']);
  });

  it('is kept for objects of cdk8s-plus, which depend on one another by themselves', () => {
    const chart = newChart();
    const deployment = new kplus.Deployment(chart, 'web', {
      containers: [{ image: 'shop', portNumber: 80 }],
    });
    const service = deployment.exposeViaService();
    deployment.node.addDependency(service);
    expect(manifestsOf(chart).map(({ kind }) => kind)).toEqual(['Service', 'Deployment']);
  });

  it('puts every object behind those it depends on, and drops none', () => {
    const edges = fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 20 });
    fc.assert(
      fc.property(edges, (pairs) => {
        const chart = newChart();
        const objects = [...Array(10).keys()].map((index) => configMap(chart, `o${index}`));
        // From the higher to the lower number, so that there is no cycle.
        const ordered = pairs.filter(([from, to]) => from > to);
        for (const [from, to] of ordered) objects[from]?.addDependency(objects[to] as ApiObject);
        const names = namesOf(chart);
        expect([...names].sort()).toEqual(objects.map(({ name }) => name));
        for (const [from, to] of ordered) {
          expect(names.indexOf(`o${to}`)).toBeLessThan(names.indexOf(`o${from}`));
        }
      }),
    );
  });

  it('orders as the stock App does', () => {
    const stock = Testing.app();
    CLUSTER.provideTo(stock);
    const charts = [newChart(), new Chart(stock, 'chart', { namespace: 'shop' })] as const;
    for (const chart of charts) {
      const [a, b, c] = ['a', 'b', 'c'].map((name) => configMap(chart, name));
      a?.addDependency(b as ApiObject);
      b?.addDependency(c as ApiObject);
    }
    expect(Testing.synth(charts[1])).toEqual(manifestsOf(charts[0]));
  });
});

describe('dependencies that make a circle', () => {
  it('are refused with the way round', () => {
    const chart = newChart();
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => configMap(chart, name));
    d?.addDependency(a as ApiObject);
    a?.addDependency(b as ApiObject);
    b?.addDependency(c as ApiObject);
    c?.addDependency(a as ApiObject);
    expect(() => manifestsOf(chart)).toThrow(
      '[chart/a] depends on itself: chart/a -> chart/b -> chart/c -> chart/a',
    );
  });
});

describe('a dependency on another chart', () => {
  it('is refused between charts', () => {
    const app = newApp();
    const [one, two] = ['one', 'two'].map((id) => new Chart(app, id, { namespace: id })) as [Chart, Chart];
    configMap(one, 'x');
    configMap(two, 'y');
    two.addDependency(one);
    const error = thrown(() => app.units());
    expect(error).toHaveProperty(
      'message',
      expect.stringContaining('[two] depends on [one] in another chart'),
    );
    expect(error).toHaveProperty('message', expect.stringContaining('fix: create both in one chart'));
  });

  it('is refused between objects', () => {
    const app = newApp();
    const [x, y] = ['x', 'y'].map((id) => configMap(new Chart(app, `of-${id}`, { namespace: id }), id));
    y?.addDependency(x as ApiObject);
    expect(() => app.units()).toThrow('[of-y/y] depends on [of-x/x] in another chart');
  });

  it('is refused on a nested chart', () => {
    const chart = newChart();
    configMap(chart, 'x').addDependency(configMap(new Chart(chart, 'nested', { namespace: 'a' }), 'y'));
    expect(() => manifestsOf(chart)).toThrow('[chart/x] depends on [chart/nested/y] in another chart');
  });
});

describe('the id of a chart', () => {
  it('must be a name for a folder', () => {
    const app = newApp();
    configMap(new Chart(app, 'My Chart', { namespace: 'a' }), 'x');
    expect(() => app.units()).toThrow(
      /\[My Chart\] id names a folder of the output, but is not a valid name for one; given: "My Chart"; allowed: .+/,
    );
  });

  it('must be one in every part of its path', () => {
    const app = newApp();
    configMap(new Chart(new Construct(app, '..'), 'one', { namespace: 'a' }), 'x');
    expect(() => app.units()).toThrow('given: ".."');
  });

  it('may be anything while the chart has no objects of its own', () => {
    const app = newApp();
    new Chart(app, 'My Chart');
    expect(app.units()).toEqual([]);
  });
});
