import { inProp, PlatformError } from '../core/errors';
import { parseInteger } from '../core/values/integer';
import { checkLabelSelector } from './label-selector';

/** How much an operator does at once. What is not stated is left to its program. */
export interface Performance {
  /**
   * How many objects each controller reconciles at once.
   * @default - 1 in controller-runtime
   */
  readonly maxConcurrentReconciles?: number;
  /**
   * Requests a second to the API server, on average.
   * @default - the client's own limit, or none, where the API server's fairness is left to do it
   */
  readonly clientQps?: number;
  /**
   * Requests to the API server at once; at least `clientQps`.
   * @default - the client's own
   */
  readonly clientBurst?: number;
  /**
   * Seconds after which everything is reconciled again, whether it changed or not.
   * @default - 10 hours in controller-runtime
   */
  readonly resyncSeconds?: number;
  /**
   * Labels of the objects that its caches hold, beside what it reconciles, as `kubectl -l` takes them. A cache of every
   * Secret or ConfigMap of its scope can take more memory than the rest of the operator.
   * @default - everything that it watches
   */
  readonly cacheLabelSelector?: string;
  /**
   * How many objects it takes together, where it works in batches.
   * @default - the program's own
   */
  readonly batchSize?: number;
}

/**
 * Parses the settings.
 * @throws PlatformError without a path for a number out of range, a burst below the rate, and an invalid selector
 */
export function parsePerformance(performance: Performance): Performance {
  const { cacheLabelSelector, ...numbers } = performance;
  for (const [name, value] of Object.entries(numbers)) {
    if (value !== undefined) inProp(name, () => parseInteger(value, { min: 1 }));
  }
  const { clientQps, clientBurst } = numbers;
  if (clientQps !== undefined && clientBurst !== undefined && clientBurst < clientQps) {
    throw new PlatformError(
      {
        problem: 'is below the rate, and would hold it down',
        given: clientBurst,
        allowed: `clientQps or more: ${clientQps}`,
      },
      { prop: 'clientBurst' },
    );
  }
  if (cacheLabelSelector !== undefined)
    inProp('cacheLabelSelector', () => checkLabelSelector(cacheLabelSelector));
  return performance;
}
