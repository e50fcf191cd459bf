import { ApiObject, type App, Chart, Testing } from 'cdk8s';
import { addCheck, type Check, emit, PlatformApp } from '../../../lib/core';
import { addAppCheck } from '../../../lib/core/app-check';
import { perApp } from '../../../lib/core/per-app';
import { CLUSTER, configMap, contentOf, directories } from '../support';

const directory = directories();

/** Stands for a rule of a room above core. */
addAppCheck(
  () =>
    ({ all }) =>
      all.filter(({ name }) => name === 'forbidden').map(({ path }) => ({ path, problem: 'is forbidden' })),
);

function charts(app: App, ...ids: readonly string[]): readonly Chart[] {
  return ids.map((id) => new Chart(app, id, { namespace: id }));
}

describe('a stock App', () => {
  let written: jest.SpyInstance;

  beforeEach(() => {
    written = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  });
  afterEach(() => written.mockRestore());

  it('is stopped by what a check finds in any of its charts, before it writes anything', () => {
    const app = Testing.app({ outdir: directory() });
    const [one, two] = charts(app, 'one', 'two') as [Chart, Chart];
    configMap(one, 'x');
    configMap(two, 'y');
    addCheck(one, ({ all }) => all.map(({ path }) => ({ path, problem: 'is wrong', fix: 'remove it' })));
    const lines = [
      'Validation failed with the following errors:',
      '  [] [one/x] is wrong; fix: remove it',
      '  [] [two/y] is wrong; fix: remove it',
    ].join('\n');
    for (const run of [
      () => app.synth(),
      () => app.synthYaml(),
      () => Testing.synth(one),
      () => two.toJson(),
    ])
      expect(run).toThrow(lines);
    expect(contentOf(app.outdir)).toEqual({});
  });

  it.each<[string, (chart: Chart) => void]>([
    ['adds a check', (chart) => addCheck(chart, () => [])],
    ['tells the app a fact', (chart) => perApp('test-facts', () => [])(chart)],
    ['emits an object', (chart) => emit(chart, 'a', 'v1/ConfigMap', { name: 'a' }, {})],
  ])('is held to the rules for all objects once something in it %s', (_, declare) => {
    const [chart] = charts(Testing.app(), 'one') as [Chart];
    configMap(chart, 'forbidden');
    expect(() => Testing.synth(chart)).not.toThrow();
    declare(chart);
    expect(() => Testing.synth(chart)).toThrow('  [] [one/forbidden] is forbidden');
  });

  it('is told of a problem once, whatever of ours is in it, and of those that its own constructs find', () => {
    const [chart] = charts(Testing.app(), 'one') as [Chart];
    for (const id of ['a', 'b']) emit(chart, id, 'v1/ConfigMap', { name: id }, {});
    addCheck(chart, () => [{ path: 'one', problem: 'is wrong' }]);
    chart.node.addValidation({ validate: () => ['has no owner'] });
    expect(() => Testing.synth(chart)).toThrow(
      /^Validation failed with the following errors:\n {2}\[\] \[one\] is wrong\n {2}\[one\] has no owner$/,
    );
  });

  it('is judged as it is now, however often it was found sound before', () => {
    const [chart] = charts(Testing.app(), 'one') as [Chart];
    let limit = 1;
    addCheck(chart, ({ all }) => (all.length > limit ? [{ path: 'one', problem: 'is full' }] : []));
    configMap(chart, 'x');
    expect(() => Testing.synth(chart)).not.toThrow();
    configMap(chart, 'y');
    expect(() => Testing.synth(chart)).toThrow('is full');
    limit = 2;
    expect(() => Testing.synth(chart)).not.toThrow();
  });

  it('prints what is warned of once, though it validates again for each chart', () => {
    const app = Testing.app({ outdir: directory() });
    const [one, two] = charts(app, 'one', 'two') as [Chart, Chart];
    configMap(one, 'x');
    const check = jest.fn<ReturnType<Check>, Parameters<Check>>(() => [
      { path: 'one/x', problem: 'is old', severity: 'warning' },
    ]);
    addCheck(two, check);
    app.synth();
    expect(check).toHaveBeenCalledTimes(3);
    app.synth();
    expect(written.mock.calls).toEqual([['warning: [one/x] is old\n']]);
  });

  it('may hold what depends on where a chart is applied, which is told without stopping it', () => {
    const app = Testing.app();
    const [one, two] = [new Chart(app, 'one', { namespace: 'a' }), new Chart(app, 'two', { namespace: 'a' })];
    emit(one, 'x', 'v1/ConfigMap', { name: 'x' }, {});
    configMap(two, 'x');
    const free = new Chart(app, 'free');
    for (let index = 0; index < 8; index++) configMap(free, `c${index}`);
    Testing.synth(one);
    const told = written.mock.calls.map(([line]) => line as string);
    expect(told).toHaveLength(6);
    expect(told).toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          /^warning: \[two\/x\] is the second object with one identity; the first is at \[one\/x\]/,
        ),
        expect.stringMatching(/^warning: \[free\/c0\] has no namespace/),
        'warning: [(app)] has 4 more findings like the last one\n',
      ]),
    );
  });

  it('is told of every object that cannot be rendered, by its path', () => {
    const [chart] = charts(Testing.app(), 'one') as [Chart];
    emit(chart, 'a', 'v1/ConfigMap', { name: 'a' }, {});
    for (const id of ['x', 'y']) {
      const broken = new ApiObject(chart, id, { apiVersion: 'v1', kind: 'ConfigMap' });
      broken.toJson = () => {
        throw new Error(`[${broken.node.path}] is broken`);
      };
    }
    expect(() => Testing.synth(chart)).toThrow('  [] [one/x] is broken\n  [] [one/y] is broken');
  });
});

it('copies of this package that meet in one stock App run each check once', () => {
  const [chart] = charts(Testing.app(), 'one') as [Chart];
  const check = jest.fn<ReturnType<Check>, Parameters<Check>>(() => [{ path: 'one', problem: 'is wrong' }]);
  jest.isolateModules(() => {
    (require('../../../lib/core') as { addCheck: typeof addCheck }).addCheck(chart, check);
  });
  addCheck(chart, () => [{ path: 'one', problem: 'is old' }]);
  expect(() => Testing.synth(chart)).toThrow(/errors:\n {2}\[\] \[one\] is wrong\n {2}\[\] \[one\] is old$/);
  expect(check).toHaveBeenCalledTimes(1);
});

it('a PlatformApp runs each check once, however many charts it has', () => {
  const app = new PlatformApp({ outdir: directory(), cluster: CLUSTER });
  const check = jest.fn<ReturnType<Check>, Parameters<Check>>(() => []);
  for (const chart of charts(app, 'one', 'two', 'three')) configMap(chart, 'x');
  addCheck(app, check);
  app.synth();
  expect(check).toHaveBeenCalledTimes(1);
});
