import type { DashboardRow, PanelQuery } from '../../observability/dashboard-model';
import type { AlertFacts } from './operator-alert';
import type { OperatorSeries } from './operator-series';

/** Range of rates on a dashboard: Grafana puts in what suits the scrape interval and what is shown. */
const RANGE = '$__rate_interval';

/** What the dashboard of an operator shows; with the metrics of another framework, only what every pod has. */
export function operatorDashboard(series: OperatorSeries, facts: AlertFacts): readonly DashboardRow[] {
  const pods = podsRow(series);
  if (!facts.controllerRuntime) return [pods];
  return [
    pods,
    leaderRow(series),
    reconcileRow(series),
    queueRow(series),
    apiClientRow(series),
    ...(facts.webhooks.length > 0 ? [webhookRow(series)] : []),
  ];
}

function podsRow(series: OperatorSeries): DashboardRow {
  const limit = series.container('kube_pod_container_resource_limits', { resource: 'memory' });
  return {
    title: 'Pods',
    panels: [
      {
        title: 'Ready replicas',
        type: 'stat',
        queries: [
          { expr: series.deployment('kube_deployment_status_replicas_available'), legend: 'ready' },
          { expr: series.deployment('kube_deployment_spec_replicas'), legend: 'wanted' },
        ],
      },
      {
        title: 'Memory against its limit',
        description: 'A pod that reaches the limit is killed.',
        unit: 'bytes',
        queries: [
          { expr: series.container('container_memory_working_set_bytes'), legend: '{{pod}}' },
          { expr: `min(${limit})`, legend: 'limit' },
        ],
      },
      {
        title: 'CPU',
        description: 'Cores in use.',
        queries: [rate(series.container('container_cpu_usage_seconds_total'), 'pod')],
      },
    ],
  };
}

function leaderRow(series: OperatorSeries): DashboardRow {
  return {
    title: 'Leader',
    panels: [
      {
        title: 'Leader',
        description: 'One pod is at 1, those that stand by are at 0.',
        queries: [{ expr: series.own('leader_election_master_status'), legend: '{{pod}}' }],
      },
    ],
  };
}

function reconcileRow(series: OperatorSeries): DashboardRow {
  const ofControllers = (metric: string): PanelQuery => rate(series.own(metric), 'controller');
  return {
    title: 'Reconciling',
    panels: [
      {
        title: 'Objects reconciled',
        unit: 'ops',
        queries: [ofControllers('controller_runtime_reconcile_total')],
      },
      { title: 'Errors', unit: 'ops', queries: [ofControllers('controller_runtime_reconcile_errors_total')] },
      {
        title: 'Time that an object takes',
        description: 'What 99 in 100 objects stay below.',
        unit: 's',
        queries: [quantile(series, 'controller_runtime_reconcile_time_seconds', 'controller')],
      },
    ],
  };
}

function queueRow(series: OperatorSeries): DashboardRow {
  const by = (operation: 'sum' | 'max', metric: string): PanelQuery => ({
    expr: `${operation} by (name) (${series.own(metric)})`,
    legend: '{{name}}',
  });
  return {
    title: 'Queues',
    panels: [
      { title: 'Objects that wait', queries: [by('sum', 'workqueue_depth')] },
      {
        title: 'Time that an object waits',
        description: 'What 99 in 100 objects stay below.',
        unit: 's',
        queries: [quantile(series, 'workqueue_queue_duration_seconds', 'name')],
      },
      {
        title: 'Unfinished work',
        description: 'Seconds that workers have spent on objects that they are still at.',
        unit: 's',
        queries: [by('sum', 'workqueue_unfinished_work_seconds')],
      },
    ],
  };
}

function apiClientRow(series: OperatorSeries): DashboardRow {
  const requests = series.own('rest_client_requests_total');
  return {
    title: 'API server',
    panels: [
      {
        title: 'Requests by code',
        description: '429 is throttled; <error> was never answered.',
        unit: 'reqps',
        queries: [rate(requests, 'code')],
      },
      {
        title: 'Requests by method',
        unit: 'reqps',
        queries: [rate(requests, 'method')],
      },
    ],
  };
}

function webhookRow(series: OperatorSeries): DashboardRow {
  return {
    title: 'Webhooks',
    panels: [
      {
        title: 'Requests by code',
        unit: 'reqps',
        queries: [rate(series.own('controller_runtime_webhook_requests_total'), 'webhook', 'code')],
      },
      {
        title: 'Time that a request takes',
        description: 'What 99 in 100 requests stay below.',
        unit: 's',
        queries: [quantile(series, 'controller_runtime_webhook_latency_seconds', 'webhook')],
      },
    ],
  };
}

/** How fast a counter goes up, by labels. */
function rate(counter: string, ...labels: readonly string[]): PanelQuery {
  return {
    expr: `sum by (${labels.join(', ')}) (rate(${counter}[${RANGE}]))`,
    legend: labels.map((label) => `{{${label}}}`).join(' '),
  };
}

function quantile(series: OperatorSeries, histogram: string, label: string): PanelQuery {
  const buckets = `rate(${series.own(`${histogram}_bucket`)}[${RANGE}])`;
  return { expr: `histogram_quantile(0.99, sum by (${label}, le) (${buckets}))`, legend: `{{${label}}}` };
}
