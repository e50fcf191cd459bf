import type { Node } from './nodes';
import type { Pod, SpreadConstraint } from './pods';
import { choose } from './scheduler';

const HOSTNAME = 'kubernetes.io/hostname';
const labels = { app: 'operator' };

function node(name: string, cordoned = false): Node {
  return { name, cordoned, labels: { [HOSTNAME]: name } };
}

function pod(
  nodeName?: string,
  whenUnsatisfiable: SpreadConstraint['whenUnsatisfiable'] = 'ScheduleAnyway',
): Pod {
  const constraint = {
    maxSkew: 1,
    topologyKey: HOSTNAME,
    whenUnsatisfiable,
    labelSelector: { matchLabels: labels },
  };
  const metadata = { name: 'operator', uid: 'operator', labels };
  return { metadata, spec: { nodeName, topologySpreadConstraints: [constraint] } };
}

test('a pod goes where the fewest of its kind are', () => {
  expect(choose(pod(), [pod('a')], [node('a'), node('b')])?.name).toBe('b');
});

test('a pod that is going counts no more', () => {
  const going = { ...pod('b'), metadata: { ...pod().metadata, deletionTimestamp: '2030-01-31T02:00:00Z' } };
  expect(choose(pod(), [pod('a'), going, going], [node('a'), node('b')])?.name).toBe('b');
});

test('no pod goes to a closed node, whatever its spread', () => {
  expect(choose(pod(), [pod('a')], [node('a'), node('b', true)])?.name).toBe('a');
  expect(choose(pod(), [], [node('a', true)])).toBeUndefined();
});

test('a hard constraint keeps a pod waiting where it would be skewed', () => {
  const [a, b] = [node('a'), node('b', true)];
  expect(choose(pod(undefined, 'DoNotSchedule'), [pod('a')], [a, b])).toBeUndefined();
  expect(choose(pod(undefined, 'DoNotSchedule'), [pod('b')], [a, b])?.name).toBe('a');
});
