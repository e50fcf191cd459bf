import * as fc from 'fast-check';
import { longestWays } from '../../../lib/operator/composition/longest-ways';

const ways = (steps: Readonly<Record<string, readonly string[]>>) =>
  longestWays(Object.keys(steps), (node) => steps[node] ?? []);

test('the longest way counts, not the first', () => {
  const found = ways({ a: ['d', 'b'], b: ['c'], c: ['d'], d: [] });
  expect(found.ways.get('a')).toEqual(['a', 'b', 'c', 'd']);
  expect(found.ways.get('d')).toEqual(['d']);
  expect(found.ring).toBeUndefined();
});

test('a ring is found, and does not lead around without end', () => {
  const found = ways({ a: ['b'], b: ['c'], c: ['b'] });
  expect(found.ring).toEqual(['b', 'c', 'b']);
  expect(found.ways.get('a')).toEqual(['a', 'b', 'c']);
});

test('without a ring, each way is longer than those of the steps that it can take', () => {
  const graph = fc.array(fc.array(fc.nat(20), { maxLength: 4 }), { maxLength: 20 });
  fc.assert(
    fc.property(graph, (rows) => {
      // Steps lead to lower numbers alone, and so to no ring.
      const next = (node: number): readonly number[] => (rows[node] ?? []).filter((other) => other < node);
      const nodes = rows.map((_, node) => node);
      const found = longestWays(nodes, next);
      expect(found.ring).toBeUndefined();
      for (const node of nodes) {
        const lengths = next(node).map((other) => found.ways.get(other)?.length ?? 0);
        expect(found.ways.get(node)?.length).toBe(Math.max(0, ...lengths) + 1);
      }
    }),
  );
});
