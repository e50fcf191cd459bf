import * as fc from 'fast-check';
import { clusterScopedName } from '../../lib';
import { nameProblem } from '../../lib/core';

const label = fc.stringMatching(/^[a-c](-?[a-c]){0,2}$/);

test('an operator in a namespace of its name has that name, and any other both', () => {
  expect(clusterScopedName('op', 'op')).toBe('op');
  expect(clusterScopedName('op', 'team-a')).toBe('op.team-a');
  expect(clusterScopedName('op', 'op', 'cluster')).toBe('op-cluster');
  expect(clusterScopedName('op', 'team-a', 'cluster')).toBe('op-cluster.team-a');
});

test('no two operators have one name in common', () => {
  const operator = fc.tuple(label, label);
  const part = fc.constantFrom('cluster', 'operands', 'resources');
  fc.assert(
    fc.property(operator, operator, part, part, (one, other, ofOne, ofOther) => {
      fc.pre(one.join() !== other.join());
      expect(clusterScopedName(...one)).not.toBe(clusterScopedName(...other));
      expect(clusterScopedName(...one, ofOne)).not.toBe(clusterScopedName(...other, ofOther));
    }),
  );
});

test('the longest of them is a DNS subdomain', () => {
  expect(
    nameProblem('dns-subdomain', clusterScopedName('a'.repeat(63), 'b'.repeat(63), 'resources')),
  ).toBeUndefined();
});
