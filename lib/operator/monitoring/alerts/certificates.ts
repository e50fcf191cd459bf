import { type OperatorAlert, ofControllerRuntime } from '../operator-alert';

/**
 * On the certificates that it serves metrics and webhooks with.
 *
 * Sources: `certmanager_certificate_expiration_timestamp_seconds`, by `name` and `namespace` of the Certificate, in
 * internal/collectors/certificate_collector.go of cert-manager; `certwatcher_read_certificate_errors_total` in
 * pkg/certwatcher/metrics/metrics.go of controller-runtime.
 */
export const CERTIFICATES = {
  OperatorCertificateExpiry: {
    severity: 'critical',
    for: '15m',
    threshold: 604_800,
    applies: ({ certificates }) => certificates.length > 0,
    expr: (series, threshold, { certificates }) =>
      `min by (name) (${series.certificate('certmanager_certificate_expiration_timestamp_seconds', certificates)}) - time() < ${threshold}`,
    summary: 'has a certificate that expires',
    description:
      'Its Certificate {{ $labels.name }} expires in {{ $value | humanizeDuration }}, and cert-manager has not renewed it.',
  },
  OperatorCertificateUnreadable: {
    severity: 'warning',
    applies: ofControllerRuntime,
    expr: (series) => `increase(${series.own('certwatcher_read_certificate_errors_total')}[15m]) > 0`,
    summary: 'cannot read its certificate',
    description: 'Its pod {{ $labels.pod }} goes on serving with the certificate that it read before.',
  },
} as const satisfies Record<string, OperatorAlert>;
