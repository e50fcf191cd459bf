import type { OperatorAlert } from '../operator-alert';

/**
 * On whether it runs at all, for operators of any framework.
 *
 * Sources: `up` is Prometheus' own; the others are stable metrics of kube-state-metrics, docs/metrics/workload/
 * deployment-metrics.md and pod-metrics.md.
 */
export const AVAILABILITY = {
  OperatorUnavailable: {
    severity: 'critical',
    for: '5m',
    expr: (series) => `${series.deployment('kube_deployment_status_replicas_available')} == 0`,
    summary: 'is not available',
    description: 'None of its pods is ready. Nothing that it manages is reconciled.',
  },
  OperatorReplicasMissing: {
    severity: 'warning',
    for: '15m',
    expr: (series) =>
      `${series.deployment('kube_deployment_status_replicas_available')} < ${series.deployment('kube_deployment_spec_replicas')}`,
    summary: 'has fewer replicas than it should',
    description:
      'Only {{ $value }} of its pods are ready. Nobody may be there to take over when its leader goes.',
  },
  OperatorRestarting: {
    severity: 'warning',
    threshold: 3,
    expr: (series, threshold) =>
      `increase(${series.container('kube_pod_container_status_restarts_total')}[1h]) > ${threshold}`,
    summary: 'restarts again and again',
    description: 'Its pod {{ $labels.pod }} was restarted {{ $value | humanize }} times within an hour.',
  },
  OperatorMetricsAbsent: {
    severity: 'warning',
    for: '10m',
    expr: (series) => `absent(${series.own('up')} == 1)`,
    summary: 'has no metrics',
    description: 'Prometheus reaches none of its pods. Every other alert on its metrics is blind.',
  },
} as const satisfies Record<string, OperatorAlert>;
