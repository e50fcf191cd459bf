import { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Cluster, Namespace, NetworkPolicy, PlatformApp } from '../../lib';

function synth(declare: (home: Namespace) => void): () => unknown {
  const app = new PlatformApp({ cluster: new Cluster({ kubernetes: '1.36' }) });
  declare(new Namespace(new Chart(app, 'chart', { namespace: 'default' }), 'home'));
  return () => app.units();
}

test('an object of cdk8s-plus inside a namespace that takes that of its Chart is refused', () => {
  expect(synth((home) => void new kplus.ConfigMap(home, 'c', { data: { a: 'b' } }))).toThrow(
    /\[chart\/home\/c\/Resource\] metadata\.namespace is created in namespace home, but would land elsewhere; given: "default"/,
  );
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
