import { series as seriesOf } from '../../../observability/expression';
import { type AlertFacts, type OperatorAlert, ofControllerRuntime } from '../operator-alert';
import { RATE_WINDOW } from '../operator-series';

/**
 * On its webhooks.
 *
 * Sources: `controller_runtime_webhook_requests_total`, by path as `webhook` and by `code`, in
 * pkg/webhook/internal/metrics/metrics.go of controller-runtime; `apiserver_admission_webhook_rejection_count`, by `name`
 * of the webhook and `error_type`, and `apiserver_admission_webhook_fail_open_count`, by `name`, in
 * pkg/admission/metrics/metrics.go of k8s.io/apiserver; `apiserver_crd_conversion_webhook_duration_seconds`, by `crd_name` and
 * `succeeded`, in pkg/apiserver/conversion/metrics.go of k8s.io/apiextensions-apiserver.
 */
export const WEBHOOKS = {
  OperatorWebhookErrors: {
    severity: 'warning',
    for: '5m',
    threshold: 0.05,
    applies: (facts) => hasWebhooks(facts) && ofControllerRuntime(facts),
    expr: (series, threshold) => {
      const rate = (labels: object): string =>
        `sum by (webhook) (rate(${series.own('controller_runtime_webhook_requests_total', { ...labels })}[${RATE_WINDOW}]))`;
      return `${rate({ code: { matches: '5..' } })} / ${rate({})} > ${threshold}`;
    },
    summary: 'fails in its webhooks',
    description: '{{ $value | humanizePercentage }} of the requests to {{ $labels.webhook }} end in errors.',
  },
  OperatorWebhookUnreachable: {
    severity: 'critical',
    for: '5m',
    applies: hasWebhooks,
    expr: (_series, _threshold, { webhooks }) => {
      const name = { matches: anyOf(webhooks) };
      const refused = seriesOf('apiserver_admission_webhook_rejection_count', {
        name,
        error_type: 'calling_webhook_error',
      });
      const open = seriesOf('apiserver_admission_webhook_fail_open_count', { name });
      const rate = (metric: string): string => `sum by (name) (rate(${metric}[${RATE_WINDOW}]))`;
      return `${rate(refused)} > 0 or ${rate(open)} > 0`;
    },
    summary: 'has a webhook that the API server cannot reach',
    description:
      'Calls of {{ $labels.name }} fail: requests are refused, or let through without being looked at.',
  },
  OperatorConversionFailing: {
    severity: 'critical',
    for: '5m',
    applies: ({ conversions }) => conversions.length > 0,
    expr: (_series, _threshold, { conversions }) => {
      const calls = seriesOf('apiserver_crd_conversion_webhook_duration_seconds_count', {
        crd_name: { matches: anyOf(conversions) },
        succeeded: 'false',
      });
      return `sum by (crd_name) (rate(${calls}[${RATE_WINDOW}])) > 0`;
    },
    summary: 'does not convert its objects',
    description:
      'Conversions of {{ $labels.crd_name }} fail: its objects can be read and written in their stored version alone.',
  },
} as const satisfies Record<string, OperatorAlert>;

function anyOf(names: readonly string[]): string {
  return names.map((name) => name.replaceAll('.', '\\.')).join('|');
}

function hasWebhooks({ webhooks }: AlertFacts): boolean {
  return webhooks.length > 0;
}
