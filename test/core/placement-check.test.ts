import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Cluster, Namespace, NetworkPolicy, PlatformApp } from '../../lib';

function synth(declare: (home: Namespace) => void): () => unknown {
  const app = new PlatformApp({ cluster: new Cluster({ kubernetes: '1.36' }) });
  declare(new Namespace(new Chart(app, 'chart', { namespace: 'default' }), 'home'));
  return () => app.units();
}

function problemsOf(app: PlatformApp): readonly string[] {
  try {
    app.units();
    return [];
  } catch (error) {
    return (error as { problems?: readonly string[] }).problems ?? [String(error)];
  }
}

test('an object of cdk8s-plus inside a namespace that takes that of its Chart is refused', () => {
  expect(synth((home) => void new kplus.ConfigMap(home, 'c', { data: { a: 'b' } }))).toThrow(
    /\[chart\/home\/c\/Resource\] metadata\.namespace is created in namespace home, but would land elsewhere; given: "default"/,
  );
});

test('an object without a namespace is told once, with the namespace that it is to have', () => {
  const app = new PlatformApp({ cluster: new Cluster({ kubernetes: '1.36' }) });
  const home = new Namespace(new Chart(app, 'chart'), 'home');
  new ApiObject(home, 'c', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' } });
  expect(problemsOf(app)).toEqual([
    '[chart/home/c] metadata.namespace is created in namespace home, but would land elsewhere; given: nothing; ' +
      "allowed: home; fix: pass metadata: { namespace: 'home' }, or create it elsewhere",
  ]);
});

test('an object whose namespace is taken from it is told as one without', () => {
  const app = new PlatformApp({ cluster: new Cluster({ kubernetes: '1.36' }) });
  const home = new Namespace(new Chart(app, 'chart'), 'home');
  const metadata = { name: 'c', namespace: 'home' };
  new ApiObject(home, 'c', { apiVersion: 'v1', kind: 'ConfigMap', metadata }).addJsonPatch(
    JsonPatch.remove('/metadata/namespace'),
  );
  expect(problemsOf(app)).toEqual([expect.stringMatching(/^\[chart\/home\/c\] has no namespace/)]);
});

test('an object of ours inside a namespace that states another is refused', () => {
  expect(synth((home) => void new NetworkPolicy(home, 'open', { namespace: 'beta', pods: 'all' }))).toThrow(
    /\[chart\/home\/open\/NetworkPolicy\] metadata\.namespace .* given: "beta"; allowed: home/,
  );
});

test('cluster-scoped objects, and those of a Chart or Namespace further inside, are where they belong', () => {
  expect(
    synth((home) => {
      new NetworkPolicy(new Namespace(home, 'inner'), 'closed', { pods: 'all' });
      new NetworkPolicy(new Chart(home, 'chart', { namespace: 'other' }), 'closed', { pods: 'all' });
      new NetworkPolicy(home, 'closed', { pods: 'all' });
    }),
  ).not.toThrow();
});
