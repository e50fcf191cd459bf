import { type OperatorAlert, ofControllerRuntime } from '../operator-alert';
import { RATE_WINDOW } from '../operator-series';

/**
 * On what its controllers do, and on the queues that they work off.
 *
 * Sources, in controller-runtime: pkg/internal/controller/metrics/metrics.go for `controller_runtime_*`, by `controller`;
 * pkg/internal/metrics/workqueue.go for `workqueue_*`, by `name`, which is the controller's. Newer versions have the
 * labels `controller` and `priority` on queues as well; those of 0.16 have not.
 */
export const RECONCILING = {
  OperatorReconcileErrors: {
    severity: 'warning',
    for: '15m',
    threshold: 0.1,
    applies: ofControllerRuntime,
    expr: (series, threshold) =>
      `sum by (controller) (rate(${series.own('controller_runtime_reconcile_errors_total')}[${RATE_WINDOW}])) / sum by (controller) (rate(${series.own('controller_runtime_reconcile_total')}[${RATE_WINDOW}])) > ${threshold}`,
    summary: 'fails to reconcile',
    description:
      '{{ $value | humanizePercentage }} of what its controller {{ $labels.controller }} reconciles ends in errors.',
  },
  OperatorReconcileStuck: {
    severity: 'warning',
    for: '5m',
    threshold: 600,
    applies: ofControllerRuntime,
    expr: (series, threshold) =>
      `max by (name) (${series.own('workqueue_longest_running_processor_seconds')}) > ${threshold}`,
    summary: 'is stuck on an object',
    description:
      'Its controller {{ $labels.name }} has been at one object for {{ $value | humanizeDuration }}.',
  },
  // Unfinished work grows by a second a second for each worker that hangs, however many there are.
  OperatorWorkersStuck: {
    severity: 'critical',
    for: '5m',
    threshold: 300,
    applies: ofControllerRuntime,
    expr: (series, threshold) =>
      `sum by (controller) (label_replace(${series.own('workqueue_unfinished_work_seconds')}, "controller", "$1", "name", "(.+)")) / sum by (controller) (${series.own('controller_runtime_max_concurrent_reconciles')}) > ${threshold}`,
    summary: 'has no worker left',
    description:
      'The workers of its controller {{ $labels.controller }} have been at their objects for {{ $value | humanizeDuration }} each. Nothing else gets its turn.',
  },
  OperatorQueueDepth: {
    severity: 'warning',
    for: '15m',
    threshold: 100,
    applies: ofControllerRuntime,
    expr: (series, threshold) => `sum by (name) (${series.own('workqueue_depth')}) > ${threshold}`,
    summary: 'has a long queue',
    description: '{{ $value }} objects wait for its controller {{ $labels.name }}.',
  },
  // Up to 0.16, what waits for longer than 10 seconds is in one bucket, whose quantile is 10.
  OperatorQueueWaiting: {
    severity: 'warning',
    for: '15m',
    threshold: 10,
    applies: ofControllerRuntime,
    expr: (series, threshold) =>
      `histogram_quantile(0.99, sum by (name, le) (rate(${series.own('workqueue_queue_duration_seconds_bucket')}[${RATE_WINDOW}]))) >= ${threshold}`,
    summary: 'lets objects wait',
    description:
      'One in a hundred objects waits for its controller {{ $labels.name }} for {{ $value | humanizeDuration }} or longer.',
  },
} as const satisfies Record<string, OperatorAlert>;
