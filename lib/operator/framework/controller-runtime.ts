import { METRICS_CERT_DIR, WEBHOOK_CERT_DIR } from './cert-dirs';
import type { Framework, RenderedSettings } from './framework';
import { type ManagerSettings, scopeEnv, stated } from './manager-settings';

/** Port that the webhook server of controller-runtime listens on, unless its code says otherwise. */
const WEBHOOK_PORT = 9443;

/**
 * controller-runtime in Go, as kubebuilder and the Operator SDK scaffold it. The flags that are always passed are those of
 * kubebuilder's `main.go`. Those for settings beyond it have the names that the components of Kubernetes use
 * (`--kube-api-qps`, `--leader-elect-lease-duration`), and are passed where the setting is stated alone.
 *
 * The name of the lease (`LeaderElectionID`) is part of the program. It is passed for shards alone, which run one program
 * several times.
 *
 * Sources: https://book.kubebuilder.io/cronjob-tutorial/main-revisited,
 * https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/
 */
export const CONTROLLER_RUNTIME: Framework = {
  name: 'controller-runtime',
  runtime: 'go',
  metrics: 'controller-runtime',
  render(settings: ManagerSettings): RenderedSettings {
    const { leaderElection, performance, webhook } = settings;
    const flags = stated({
      'health-probe-bind-address': `:${settings.healthPort}`,
      'metrics-bind-address': `:${settings.metricsPort}`,
      'metrics-cert-path': unless(METRICS_CERT_DIR, settings.metricsCertificate?.certDir),
      'webhook-cert-path': unless(WEBHOOK_CERT_DIR, webhook?.certDir),
      'webhook-port': unless(WEBHOOK_PORT, webhook?.port),
      'leader-elect-resource-name': settings.labelSelector && settings.leaseName,
      'leader-elect-lease-duration': duration(leaderElection.leaseDurationSeconds),
      'leader-elect-renew-deadline': duration(leaderElection.renewDeadlineSeconds),
      'leader-elect-retry-period': duration(leaderElection.retryPeriodSeconds),
      'max-concurrent-reconciles': performance.maxConcurrentReconciles,
      'kube-api-qps': performance.clientQps,
      'kube-api-burst': performance.clientBurst,
      'sync-period': duration(performance.resyncSeconds),
      'cache-label-selector': performance.cacheLabelSelector,
      'batch-size': performance.batchSize,
    });
    // Also with one replica: while a rollout surges there are two.
    const args = ['--leader-elect', ...Object.entries(flags).map(([name, value]) => `--${name}=${value}`)];
    return { args, env: scopeEnv(settings) };
  },
};

/** A setting, where it is not the one that the program has anyway. */
function unless<T>(known: T, value: T | undefined): T | undefined {
  return value === known ? undefined : value;
}

/** A duration as Go reads it. */
function duration(seconds: number | undefined): string | undefined {
  return seconds === undefined ? undefined : `${seconds}s`;
}
