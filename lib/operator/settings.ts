import { inProp, PlatformError } from '../core/errors';
import { parseInteger } from '../core/values/integer';
import { parsePort } from '../core/values/port';
import { type Disruption, parseDisruption } from '../workload/disruption-budget';
import { type LeaderElection, parseLeaderElection } from './leader-election';
import { type Performance, parsePerformance } from './performance';

/** Numbers that an operator runs by. */
export interface OperatorSettings {
  /**
   * How many pods run; one of them leads, the others stand by.
   * @default 2
   */
  readonly replicas?: number;
  /**
   * Port that it serves authenticated metrics on, to the cluster's monitoring alone.
   * @default 8443
   */
  readonly metricsPort?: number;
  /**
   * Port that it answers `/healthz` and `/readyz` on.
   * @default 8081
   */
  readonly healthPort?: number;
  /**
   * How many pods a drain may take at once.
   * @default - one
   */
  readonly disruption?: Disruption;
  /**
   * How long a leader leads.
   * @default - what its program has
   */
  readonly leaderElection?: LeaderElection;
  /**
   * How much it does at once.
   * @default - what its program has
   */
  readonly performance?: Performance;
}

/** The numbers that an operator runs by, checked, defaults filled in. */
export type ParsedSettings = Required<OperatorSettings>;

/**
 * Parses the settings, defaults filled in.
 * @throws PlatformError without a path for a number out of range, and for two servers on one port
 */
export function parseSettings(settings: OperatorSettings): ParsedSettings {
  const { disruption = {} } = settings;
  const replicas = inProp('replicas', () => parseInteger(settings.replicas ?? 2, { min: 1 }));
  const metricsPort = inProp('metricsPort', () => parsePort(settings.metricsPort ?? 8443));
  const healthPort = inProp('healthPort', () => parsePort(settings.healthPort ?? 8081));
  inProp('disruption', () => parseDisruption(disruption, replicas));
  if (metricsPort === healthPort) {
    throw new PlatformError(
      { problem: 'is the health port as well', given: metricsPort, allowed: 'two ports' },
      { prop: 'metricsPort' },
    );
  }
  const leaderElection = inProp('leaderElection', () => parseLeaderElection(settings.leaderElection ?? {}));
  const performance = inProp('performance', () => parsePerformance(settings.performance ?? {}));
  return { replicas, metricsPort, healthPort, disruption, leaderElection, performance };
}
