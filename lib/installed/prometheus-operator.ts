import type { InstalledSoftware } from '../core/installed-software';
import { customKind } from './custom-kind';

/** Where Prometheus scrapes the endpoints of Services. */
export const SERVICE_MONITOR = customKind('monitoring.coreos.com/v1', 'ServiceMonitor', 'servicemonitors');
/** Where Prometheus scrapes pods. */
export const POD_MONITOR = customKind('monitoring.coreos.com/v1', 'PodMonitor', 'podmonitors');
/** Alerts, and what is computed ahead. */
export const PROMETHEUS_RULE = customKind('monitoring.coreos.com/v1', 'PrometheusRule', 'prometheusrules');

/** The Prometheus Operator. Source: https://prometheus-operator.dev/docs/api-reference/api/ */
export const PROMETHEUS_OPERATOR: InstalledSoftware = {
  name: 'the Prometheus Operator',
  namespaces: ['monitoring'],
  kinds: [POD_MONITOR, PROMETHEUS_RULE, SERVICE_MONITOR],
};
