import type { InstalledSoftware } from '../core/installed-software';
import { customKind } from './custom-kind';
import { available, established } from './ready';

/** Where Prometheus scrapes the endpoints of Services. */
export const SERVICE_MONITOR = customKind('monitoring.coreos.com/v1', 'ServiceMonitor', 'servicemonitors');
/** Where Prometheus scrapes pods. */
export const POD_MONITOR = customKind('monitoring.coreos.com/v1', 'PodMonitor', 'podmonitors');
/** Alerts, and what is computed ahead. */
export const PROMETHEUS_RULE = customKind('monitoring.coreos.com/v1', 'PrometheusRule', 'prometheusrules');

const KINDS = [
  customKind('monitoring.coreos.com/v1', 'Alertmanager', 'alertmanagers'),
  customKind('monitoring.coreos.com/v1alpha1', 'AlertmanagerConfig', 'alertmanagerconfigs'),
  POD_MONITOR,
  customKind('monitoring.coreos.com/v1', 'Probe', 'probes'),
  customKind('monitoring.coreos.com/v1', 'Prometheus', 'prometheuses'),
  customKind('monitoring.coreos.com/v1alpha1', 'PrometheusAgent', 'prometheusagents'),
  PROMETHEUS_RULE,
  customKind('monitoring.coreos.com/v1alpha1', 'ScrapeConfig', 'scrapeconfigs'),
  SERVICE_MONITOR,
  customKind('monitoring.coreos.com/v1', 'ThanosRuler', 'thanosrulers'),
];
const NAMESPACE = 'monitoring';

/**
 * The Prometheus Operator, as kube-prometheus installs it. Its Helm charts name the Deployment after the release.
 *
 * Sources: https://prometheus-operator.dev/docs/api-reference/api/,
 * https://github.com/prometheus-operator/kube-prometheus/tree/main/manifests
 */
export const PROMETHEUS_OPERATOR: InstalledSoftware = {
  name: 'the Prometheus Operator',
  namespaces: [NAMESPACE],
  kinds: KINDS,
  ready: [...established(KINDS), ...available(NAMESPACE, ['prometheus-operator'])],
};
