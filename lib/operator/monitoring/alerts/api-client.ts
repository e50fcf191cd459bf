import { type OperatorAlert, ofControllerRuntime } from '../operator-alert';
import type { OperatorSeries } from '../operator-series';
import { RATE_WINDOW } from '../operator-series';

/**
 * On what the API server answers. Source: `rest_client_requests_total`, by `code`, in pkg/metrics/client_go_adapter.go of
 * controller-runtime; the code is `<error>` where there was no answer, in rest/request.go of client-go. Latencies of
 * requests and of the client's own limiter are measured only by programs that ask for it, so that nothing rests on them.
 */
export const API_CLIENT = {
  OperatorApiThrottled: {
    severity: 'warning',
    for: '15m',
    threshold: 0.05,
    applies: ofControllerRuntime,
    expr: (series, threshold) => `${share(series, '429')} > ${threshold}`,
    summary: 'is throttled by the API server',
    description: '{{ $value | humanizePercentage }} of its requests are refused as too many.',
  },
  OperatorApiErrors: {
    severity: 'warning',
    for: '15m',
    threshold: 0.05,
    applies: ofControllerRuntime,
    expr: (series, threshold) => `${share(series, '5..|<error>')} > ${threshold}`,
    summary: 'gets errors from the API server',
    description: '{{ $value | humanizePercentage }} of its requests fail, or are never answered.',
  },
} as const satisfies Record<string, OperatorAlert>;

function share(series: OperatorSeries, codes: string): string {
  const rate = (labels: object): string =>
    `sum(rate(${series.own('rest_client_requests_total', { ...labels })}[${RATE_WINDOW}]))`;
  return `${rate({ code: { matches: codes } })} / ${rate({})}`;
}
