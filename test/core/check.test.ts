import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import {
  addCheck,
  type Check,
  describeFinding,
  ObjectIndex,
  PlatformApp,
  RenderedObject,
  type SynthesisError,
} from '../../lib/core';
import { inTemporaryDirectory } from '../support/files';
import { CLUSTER, configMap, manifestsOf, newApp, newChart, thrown } from './support';

describe('a check', () => {
  it('reads every object of the app, wherever it was added', () => {
    const app = newApp();
    const one = new Chart(app, 'one', { namespace: 'a' });
    configMap(one, 'x');
    configMap(new Chart(new Chart(app, 'two'), 'three', { namespace: 'b' }), 'y');
    const seen: string[] = [];
    addCheck(new Construct(one, 'checker'), ({ all }) => {
      seen.push(...all.map(({ path }) => path));
      return [];
    });
    app.units();
    expect(seen).toEqual(['one/x', 'two/three/y']);
  });

  it('runs once for a synth, and again for the next', () => {
    const chart = newChart();
    configMap(chart, 'x');
    const check = jest.fn<ReturnType<Check>, Parameters<Check>>(() => []);
    addCheck(chart, check);
    manifestsOf(chart);
    expect(check).toHaveBeenCalledTimes(1);
    manifestsOf(chart);
    expect(check).toHaveBeenCalledTimes(2);
  });

  it('stops a synth by what it finds, with the path, the prop and the fix', () => {
    const chart = newChart();
    addCheck(chart, () => [
      { path: 'chart/db', prop: 'spec.storage', problem: 'is too small', given: '1Gi', fix: 'take 10Gi' },
    ]);
    expect(() => manifestsOf(chart)).toThrow(
      '[chart/db] spec.storage is too small; given: "1Gi"; fix: take 10Gi',
    );
  });

  it('warns without stopping a synth: each thing once, on standard error when it writes', () => {
    const written = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    inTemporaryDirectory((outdir) => {
      const app = new PlatformApp({ outdir, cluster: CLUSTER });
      const chart = new Chart(app, 'chart', { namespace: 'a' });
      configMap(chart, 'x');
      const warn: Check = () => [{ path: 'chart/x', problem: 'is old', severity: 'warning' }];
      for (const check of [warn, warn]) addCheck(chart, check);
      app.synth();
      expect(app.warnings).toEqual(['[chart/x] is old']);
    });
    expect(written.mock.calls).toEqual([['warning: [chart/x] is old\n']]);
    written.mockRestore();
  });

  it('does not hide what others find', () => {
    const chart = newChart();
    const box = new Construct(chart, 'box');
    for (const [scope, path] of [
      [chart, 'a'],
      [box, 'b'],
      [box, 'c'],
    ] as const) {
      addCheck(scope, () => [{ path, problem: 'is wrong' }]);
    }
    configMap(chart, 'No_Name');
    const { problems } = thrown(() => manifestsOf(chart)) as SynthesisError;
    expect(problems).toEqual([
      expect.stringContaining('[chart/No_Name] metadata.name'),
      ...['[a] is wrong', '[b] is wrong', '[c] is wrong'],
    ]);
  });
});

describe('a validation of a construct', () => {
  it('stops a synth with the path of the construct, together with all others', () => {
    const app = newApp();
    for (const id of ['one', 'two']) {
      const construct = new Construct(new Chart(app, id), 'thing');
      construct.node.addValidation({ validate: () => ['has no owner', 'has no name'] });
    }
    const { problems } = thrown(() => app.units()) as SynthesisError;
    expect(problems).toEqual([
      ...['[one/thing] has no owner', '[one/thing] has no name'],
      ...['[two/thing] has no owner', '[two/thing] has no name'],
    ]);
  });
});

describe('the line for a finding', () => {
  it('leaves out what the finding leaves out', () => {
    expect(describeFinding({ path: 'a/b', problem: 'is wrong' })).toBe('[a/b] is wrong');
  });
});

describe('the objects that a check looks up', () => {
  const object = (apiVersion: string, kind: string, name: string, namespace?: string): RenderedObject =>
    new RenderedObject(`chart/${name}`, { apiVersion, kind, metadata: { name, namespace } });

  const role = object('rbac.authorization.k8s.io/v1', 'Role', 'r', 'a');
  const beta = object('rbac.authorization.k8s.io/v1beta1', 'Role', 'old', 'b');
  const service = object('v1', 'Service', 's', 'a');
  const namespace = object('v1', 'Namespace', 'a');
  const index = new ObjectIndex([role, beta, service, namespace]);

  it('are found by namespace', () => {
    expect(index.inNamespace('a')).toEqual([role, service]);
    expect(index.inNamespace('none')).toEqual([]);
  });

  it('are found by kind, whatever the version', () => {
    expect(index.ofKind('rbac.authorization.k8s.io', 'Role')).toEqual([role, beta]);
    expect(index.ofKind('', 'Service')).toEqual([service]);
    expect(index.ofKind('example.com', 'Service')).toEqual([]);
  });

  it('know the traits of their kind', () => {
    expect(role.builtin).toMatchObject({ plural: 'roles', namespaced: true });
    expect(namespace.builtin).toMatchObject({ namespaced: false });
    expect(object('example.com/v1', 'Role', 'x').builtin).toBeUndefined();
  });
});
