import fc from 'fast-check';
import { PlatformError } from '../../lib/core';
import { type Disruption, DisruptionBudget, type DisruptionBudgetProps } from '../../lib/workload';
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

  it('is none for a single pod, whatever is stated: it would protect nothing', () => {
    expect(budgetOf({ replicas: 1 })).toBeUndefined();
    expect(budgetOf({ replicas: 1, maxUnavailable: 1 })).toBeUndefined();
  });

  it('is one for pods that may become several', () => {
    expect(budgetOf({ replicas: 1, maxReplicas: 5 })).toMatchObject({ maxUnavailable: 1 });
    expect(budgetOf({ replicas: 2, maxReplicas: 5, maxUnavailable: 4 })).toMatchObject({ maxUnavailable: 4 });
  });

  it('judges how many must stay by the fewest pods that there may be', () => {
    expect(budgetOf({ replicas: 3, maxReplicas: 9, minAvailable: 2 })).toMatchObject({ minAvailable: 2 });
    expect(messageOf(() => budgetOf({ replicas: 3, maxReplicas: 9, minAvailable: 3 }))).toContain(
      '[chart/budget] minAvailable would let no pod of 3 be evicted',
    );
    expect(messageOf(() => budgetOf({ replicas: 1, maxReplicas: 9, minAvailable: 1 }))).toContain(
      'allowed: none where there may be a single pod; fix: use maxUnavailable: 1',
    );
  });

  it('never blocks a drain, and always keeps some pod from one', () => {
    const count = fc.option(fc.integer({ min: -1, max: 10 }), { nil: undefined });
    const pods = fc.tuple(fc.integer({ min: 1, max: 10 }), fc.nat(5));
    fc.assert(
      fc.property(pods, count, count, ([replicas, more], minAvailable, maxUnavailable) => {
        const maxReplicas = replicas + more;
        let budget: Budget | undefined;
        try {
          budget = budgetOf({ replicas, maxReplicas, minAvailable, maxUnavailable });
        } catch (error) {
          expect(error).toBeInstanceOf(PlatformError);
          return;
        }
        if (!budget) {
          expect(maxReplicas).toBe(1);
          return;
        }
        const evictable = (present: number): number =>
          budget.maxUnavailable ?? present - (budget.minAvailable ?? 0);
        expect(evictable(replicas)).toBeGreaterThanOrEqual(1);
        expect(evictable(maxReplicas)).toBeLessThan(maxReplicas);
      }),
    );
  });

  it.each<[string, Partial<DisruptionBudgetProps>, string]>([
    ['half a pod', { replicas: 1.5 }, 'replicas is not valid; given: 1.5'],
    [
      'fewer pods at the most than at the least',
      { maxReplicas: 2 },
      'maxReplicas is below replicas; given: 2',
    ],
    ['both at once', { minAvailable: 1, maxUnavailable: 1 }, 'states both minAvailable and maxUnavailable'],
    ['every pod to stay', { minAvailable: 3 }, 'minAvailable would let no pod of 3 be evicted'],
  ])('by itself is refused with %s', (_, props, message) => {
    expect(messageOf(() => budgetOf(props))).toContain(`[chart/budget] ${message}`);
  });

  const REFUSED: readonly (readonly [string, Disruption, string])[] = [
    ['both at once', { minAvailable: 1, maxUnavailable: 1 }, ' states both minAvailable and maxUnavailable'],
    ['every pod to stay', { minAvailable: 2 }, '.minAvailable would let no pod of 2 be evicted'],
    ['none to stay', { minAvailable: 0 }, '.minAvailable would let no pod of 2 be evicted, or protects none'],
    ['none to go', { maxUnavailable: 0 }, '.maxUnavailable would let no pod be evicted'],
    ['half a pod to go', { maxUnavailable: 1.5 }, '.maxUnavailable would let no pod be evicted'],
    [
      'every pod to go',
      { maxUnavailable: 2 },
      '.maxUnavailable would let all 2 pods be evicted at once, and so protects none; given: 2; allowed: an integer from 1 to 1',
    ],
  ];

  it.each(REFUSED)('of a web service is refused with %s, where it was stated', (_, disruption, message) => {
    expect(messageOf(() => shop({ disruption }))).toContain(`[chart/shop] disruption${message}`);
  });

  it('selects some pods', () => {
    expect(messageOf(() => budgetOf({ selector: {} }))).toContain('selector is an empty selector');
  });
});
