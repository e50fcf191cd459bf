import { ApiObject, Chart } from 'cdk8s';
import { Cluster, Namespace, PlatformApp } from '../../../lib';

function synth(declare: (app: PlatformApp) => void): () => unknown {
  const app = new PlatformApp({ cluster: new Cluster({ kubernetes: '1.36' }) });
  declare(app);
  return () => app.units();
}

test('a label of a Chart that is none is refused at every object that it lands on', () => {
  const units = synth((app) => void new Namespace(new Chart(app, 'c', { labels: { 'a b': 'x' } }), 'home'));
  expect(units).toThrow(
    /\[c\/home\/Namespace\] metadata\.labels is not a label or annotation key; given: "a b"/,
  );
});

test('annotations that the API server would refuse for their size are refused', () => {
  const annotate = (size: number): (() => unknown) =>
    synth((app) => {
      new ApiObject(new Chart(app, 'c'), 'x', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'x', namespace: 'y', annotations: { note: 'ü'.repeat(size / 2) } },
      });
    });
  expect(annotate(262_000)).not.toThrow();
  expect(annotate(262_200)).toThrow(/\[c\/x\] metadata\.annotations are too large; given: "262204 bytes"/);
});
