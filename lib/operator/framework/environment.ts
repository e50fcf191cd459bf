import { EnvSource } from '../../workload/env';
import type { Framework, RenderedSettings, Runtime } from './framework';
import { type ManagerSettings, scopeEnv, serverEnv, stated } from './manager-settings';

/** What a program that reads its settings from the environment is made with. */
export interface EnvironmentOptions {
  /**
   * What runs it.
   * @default 'node'
   */
  readonly runtime?: Runtime;
}

/**
 * A program without a framework of its own for settings: each is an environment variable. Times are in seconds, lists
 * separated by commas; a variable that is not there leaves the choice to the program.
 *
 * `WATCH_NAMESPACE`, `WATCH_LABEL_SELECTOR`, `POD_NAME` (its identity in the election), `POD_NAMESPACE` (where the lease
 * is), `LEASE_NAME`, `LEASE_DURATION_SECONDS`, `LEASE_RENEW_DEADLINE_SECONDS`, `LEASE_RETRY_PERIOD_SECONDS`,
 * `HEALTH_PROBE_PORT`, `METRICS_PORT`, `METRICS_CERT_DIR`, `WEBHOOK_PORT`, `WEBHOOK_CERT_DIR`,
 * `MAX_CONCURRENT_RECONCILES`, `KUBE_API_QPS`, `KUBE_API_BURST`, `RESYNC_SECONDS`, `CACHE_LABEL_SELECTOR`, `BATCH_SIZE`.
 */
export function environment({ runtime = 'node' }: EnvironmentOptions = {}): Framework {
  return {
    name: 'a program that reads the environment',
    runtime,
    metrics: 'other',
    render(settings: ManagerSettings): RenderedSettings {
      const { leaderElection, performance } = settings;
      return {
        args: [],
        env: {
          ...scopeEnv(settings),
          ...serverEnv(settings),
          ...stated({
            LEASE_NAME: settings.leaseName,
            LEASE_DURATION_SECONDS: leaderElection.leaseDurationSeconds,
            LEASE_RENEW_DEADLINE_SECONDS: leaderElection.renewDeadlineSeconds,
            LEASE_RETRY_PERIOD_SECONDS: leaderElection.retryPeriodSeconds,
            MAX_CONCURRENT_RECONCILES: performance.maxConcurrentReconciles,
            KUBE_API_QPS: performance.clientQps,
            KUBE_API_BURST: performance.clientBurst,
            RESYNC_SECONDS: performance.resyncSeconds,
            CACHE_LABEL_SELECTOR: performance.cacheLabelSelector,
            BATCH_SIZE: performance.batchSize,
          }),
          POD_NAME: EnvSource.field('metadata.name'),
          POD_NAMESPACE: EnvSource.field('metadata.namespace'),
        },
      };
    },
  };
}
