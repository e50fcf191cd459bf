import type { Env } from '../../workload/env';
import type { ManagerSettings } from './manager-settings';

/** What runs an operator's code, as far as its memory goes. */
export type Runtime = 'go' | 'jvm' | 'node';

/** Metrics that a framework serves, which alerts and dashboards rest on. */
export type FrameworkMetrics = 'controller-runtime' | 'other';

/** How a program is told its settings. */
export interface RenderedSettings {
  /** Arguments, before those that the operator states itself. */
  readonly args: readonly string[];
  /** Environment variables; those that the operator states itself win. */
  readonly env: Env;
}

/**
 * What an operator is built with: how its program is told its settings. Anybody may write one for a program of theirs.
 *
 * A program stops at a flag that it does not know. So what is not stated is not passed, and what the framework has no
 * setting for is refused.
 */
export interface Framework {
  /** Name by which messages speak of it. */
  readonly name: string;
  /** What runs the code. */
  readonly runtime: Runtime;
  /**
   * Verbs by which its replicas take and renew the lease, by name.
   * @default - `get` and `update`, as client-go does
   */
  readonly leaseVerbs?: readonly string[];
  /** Metrics that it serves. */
  readonly metrics: FrameworkMetrics;
  /**
   * Renders settings as what the program reads.
   * @throws PlatformError without a path, for a setting that it has not
   */
  render(settings: ManagerSettings): RenderedSettings;
}
