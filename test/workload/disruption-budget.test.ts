import fc from 'fast-check';
import { PlatformError } from '../../lib/core';
import { DisruptionBudget, type DisruptionBudgetProps } from '../../lib/workload';
import { manifestsOf, messageOf, newChart, yamlOf } from '../core/support';
import { shop } from './support';

interface Budget {
  readonly maxUnavailable?: number;
  readonly minAvailable?: number;
}

function budgetOf(props: Partial<DisruptionBudgetProps>): Budget | undefined {
  const chart = newChart();
  new DisruptionBudget(chart, 'budget', { name: 'web', selector: { app: 'web' }, replicas: 3, ...props });
  return manifestsOf(chart)[0]?.spec as Budget | undefined;
}

describe('a disruption budget', () => {
  it('lets a drain take one pod at a time', () => {
    const chart = newChart();
    new DisruptionBudget(chart, 'budget', { name: 'web', selector: { app: 'web' }, replicas: 3 });
    expect(yamlOf(chart)).toMatchInlineSnapshot(`
"apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  annotations:
    argocd.argoproj.io/sync-wave: "-10"
  labels:
    app.kubernetes.io/managed-by: cdk8s-platform
  name: web
  namespace: shop
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      app: web
  unhealthyPodEvictionPolicy: AlwaysAllow
"
`);
  });

  it('says how many may be gone, or how many must stay', () => {
    expect(budgetOf({ maxUnavailable: 2 })).toMatchObject({ maxUnavailable: 2 });
    expect(budgetOf({ minAvailable: 2 })).toMatchObject({ minAvailable: 2 });
    expect(budgetOf({ minAvailable: 2 })).not.toHaveProperty('maxUnavailable');
  });

  it('is none for a single pod, which could never be evicted', () => {
    expect(budgetOf({ replicas: 1 })).toBeUndefined();
  });

  it('never blocks a drain', () => {
    const count = fc.option(fc.integer({ min: -1, max: 10 }), { nil: undefined });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), count, count, (replicas, minAvailable, maxUnavailable) => {
        let budget: Budget | undefined;
        try {
          budget = budgetOf({ replicas, minAvailable, maxUnavailable });
        } catch (error) {
          expect(error).toBeInstanceOf(PlatformError);
          return;
        }
        const allowed = budget?.maxUnavailable ?? replicas - (budget?.minAvailable ?? 0);
        expect(allowed).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  it.each<[string, object, string]>([
    ['both at once', { minAvailable: 1, maxUnavailable: 1 }, 'states both minAvailable and maxUnavailable'],
    ['every pod to stay', { minAvailable: 2 }, 'minAvailable would let no pod of 2 be evicted'],
    ['none to stay', { minAvailable: 0 }, 'minAvailable would let no pod of 2 be evicted, or protects none'],
    ['none to go', { maxUnavailable: 0 }, 'maxUnavailable would let no pod be evicted'],
    ['half a pod to go', { maxUnavailable: 1.5 }, 'maxUnavailable would let no pod be evicted'],
  ])('of a web service is refused with %s', (_, disruption, message) => {
    expect(messageOf(() => shop({ disruption }))).toContain(`[chart/shop/DisruptionBudget] ${message}`);
  });

  it('selects some pods', () => {
    expect(messageOf(() => budgetOf({ selector: {} }))).toContain('selector is an empty selector');
  });
});
