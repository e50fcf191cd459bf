import { App, Chart } from 'cdk8s';
import { z } from 'zod';
import { Cluster } from '../../lib/core';
import { CustomResource } from '../../lib/kind/custom-resource';
import { CustomResourceDefinition } from '../../lib/kind/custom-resource-definition';
import { Kind } from '../../lib/kind/kind';
import { celRules } from '../../lib/kind/schema/fields';

const names = { group: 'toys.example.com', kind: 'Range', plural: 'ranges', description: 'A range.' };

function range(rule: string): Kind {
  const spec = z.strictObject({ min: z.int().default(0), max: z.int(), steps: z.array(z.int()).optional() });
  const rules = celRules({ rule, message: 'must be at least min', fieldPath: '.max' });
  return new Kind({ ...names, spec: spec.meta(rules) }) as Kind;
}

function chart(kubernetes?: string): Chart {
  const app = new App();
  if (kubernetes) new Cluster({ kubernetes }).provideTo(app);
  return new Chart(app, 'chart', { namespace: 'shop' });
}

test('an object that breaks a rule of its kind is refused, defaults filled in', () => {
  const kind = range('self.min <= self.max');
  expect(() => new CustomResource(chart(), 'one', kind, { max: -1 })).toThrow(
    '[chart/one] max must be at least min; given: -1; allowed: self.min <= self.max',
  );
  expect(() => new CustomResource(chart(), 'one', kind, { max: 1 })).not.toThrow();
});

test('an object that is wrong by itself is not judged by rules', () => {
  const kind = range('self.min <= self.max');
  expect(() => new CustomResource(chart(), 'one', kind, { max: 'x' } as never)).toThrow(
    'max has the wrong type',
  );
});

test('a kind whose rule the API server would refuse is refused where it is declared', () => {
  expect(() => range('self.mn <= self.max')).toThrow(
    'Kind Range.spec has a CEL rule that does not compile: there is no field "mn"',
  );
  expect(() => range('self.steps.all(x, self.steps.all(y, x <= y))')).toThrow(
    'fix: bound spec.steps by maxItems',
  );
});

test('a kind whose rule a cluster does not take yet is refused for that cluster', () => {
  const kind = range('self.?min.orValue(0) <= self.max');
  const define = (kubernetes?: string) => () =>
    new CustomResourceDefinition(chart(kubernetes), 'ranges', { kind });
  expect(define('1.28')).toThrow(
    '[chart/ranges] kind has CEL rules in v1 with functions that an API server of Kubernetes 1.28 does not take yet; given: "self.?min.orValue(0) <= self.max"; allowed: a cluster of 1.29 or newer, or a rule without them',
  );
  expect(define('1.29')).not.toThrow();
  expect(define()).not.toThrow();
});
