import { PlatformError } from '../../core/errors';
import type { Framework, RenderedSettings } from './framework';
import { type ManagerSettings, refuseSetting, scopeEnv, serverEnv, stated } from './manager-settings';

/** What the Java Operator SDK must know to be told settings of single controllers. */
export interface JavaOperatorSdkOptions {
  /**
   * Names of its controllers, as `@ControllerConfiguration(name = …)` has them. Needed for a label selector and for
   * `resyncSeconds`, which it takes for each controller alone.
   * @default - none
   */
  readonly controllerNames?: readonly string[];
}

const NAME = 'the Java Operator SDK';

/**
 * The Java Operator SDK, whose `ConfigLoader` (from 5.3 on) reads environment variables named after its keys. It has no
 * servers of its own: the ports, and where their certificates are, stand in variables that the program reads. So do its
 * namespaces.
 *
 * Source: https://javaoperatorsdk.io/docs/documentation/configuration/
 */
export function javaOperatorSdk({ controllerNames = [] }: JavaOperatorSdkOptions = {}): Framework {
  return {
    name: NAME,
    runtime: 'jvm',
    // The client of fabric8 renews by a patch; the SDK looks at its start for one rule with all that it needs.
    leaseVerbs: ['create', 'get', 'patch', 'update'],
    metrics: 'other',
    render(settings: ManagerSettings): RenderedSettings {
      const { leaderElection, performance } = settings;
      refuseSetting(
        NAME,
        'performance.clientQps',
        performance.clientQps,
        'it limits how often a controller reconciles, in code',
      );
      refuseSetting(NAME, 'performance.clientBurst', performance.clientBurst, 'remove it');
      refuseSetting(NAME, 'performance.batchSize', performance.batchSize, 'pass it by `env`');
      refuseSetting(
        NAME,
        'performance.cacheLabelSelector',
        performance.cacheLabelSelector,
        'state it for the informers in code',
      );
      const env = stated({
        JOSDK_LEADER_ELECTION_LEASE_NAME: settings.leaseName,
        JOSDK_LEADER_ELECTION_LEASE_DURATION: duration(leaderElection.leaseDurationSeconds),
        JOSDK_LEADER_ELECTION_RENEW_DEADLINE: duration(leaderElection.renewDeadlineSeconds),
        JOSDK_LEADER_ELECTION_RETRY_PERIOD: duration(leaderElection.retryPeriodSeconds),
        JOSDK_RECONCILIATION_CONCURRENT_THREADS: performance.maxConcurrentReconciles,
      });
      return {
        args: [],
        env: {
          ...scopeEnv(settings),
          ...serverEnv(settings),
          ...env,
          ...controllerEnv(settings, controllerNames),
        },
      };
    },
  };
}

function controllerEnv(
  { labelSelector, performance }: ManagerSettings,
  names: readonly string[],
): Record<string, string> {
  const settings = stated({
    LABEL_SELECTOR: labelSelector,
    MAX_RECONCILIATION_INTERVAL: duration(performance.resyncSeconds),
  });
  if (Object.keys(settings).length > 0 && names.length === 0) {
    throw new PlatformError(
      {
        problem: `has no controller names, and ${NAME} takes label selectors and resync intervals for each controller alone`,
        allowed: "the names of its controllers: javaOperatorSdk({ controllerNames: ['postgresql'] })",
      },
      { prop: 'framework' },
    );
  }
  return Object.fromEntries(
    names.flatMap((name) =>
      Object.entries(settings).map(([key, value]) => [`JOSDK_CONTROLLER_${variable(name)}_${key}`, value]),
    ),
  );
}

/** A part of a key as the variable of the environment has it. */
function variable(name: string): string {
  return name.replace(/[.-]/g, '_').toUpperCase();
}

/** A duration by ISO 8601. */
function duration(seconds: number | undefined): string | undefined {
  return seconds === undefined ? undefined : `PT${seconds}S`;
}
