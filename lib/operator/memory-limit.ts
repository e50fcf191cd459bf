import { Quantity } from '../core/values/quantity';
import type { Env } from '../workload/env';
import type { ComputeResources } from '../workload/resources';
import type { Runtime } from './framework/framework';

const MEBI = 2 ** 20;

/**
 * Tells a runtime of the memory that its container may use, so that it collects garbage rather than being killed:
 *
 * - Go knows no limit by itself; `GOMEMLIMIT` is a soft one. 90 % of the container's leaves room for what it does not
 *   count. https://go.dev/doc/gc-guide#Memory_limit
 * - Node sizes its heap by the machine; buffers and code come on top of it, so it gets 75 %.
 * - The JVM takes a quarter of the container's memory for its heap unless it is told otherwise; it gets 75 %.
 *
 * A field reference (`limits.memory`) cannot take a share of a limit, so the numbers are written out.
 * @returns nothing where there is no limit
 */
export function memoryLimitEnv(runtime: Runtime, { limits }: ComputeResources): Record<string, string> {
  if (limits?.memory === undefined) return {};
  const bytes = Quantity.of(limits.memory).toNumber();
  if (bytes === 0) return {};
  const mebibytes = (share: number): number => Math.max(1, Math.floor((bytes * share) / MEBI));
  switch (runtime) {
    case 'go':
      return { GOMEMLIMIT: `${mebibytes(0.9)}MiB` };
    case 'node':
      return { NODE_OPTIONS: `--max-old-space-size=${mebibytes(0.75)}` };
    case 'jvm':
      return { JAVA_TOOL_OPTIONS: '-XX:MaxRAMPercentage=75' };
  }
}

/** Variables that hold several options, of which the limit is one. */
const OPTIONS = ['JAVA_TOOL_OPTIONS', 'NODE_OPTIONS'];

/** Adds the limit to variables: a value that was stated wins, and options that were stated come after it. */
export function withMemoryLimit(env: Env, limits: Readonly<Record<string, string>>): Env {
  const joined = Object.entries(limits).map(([name, limit]) => {
    const stated = env[name];
    const isOptions = OPTIONS.includes(name) && typeof stated === 'string';
    return [name, isOptions ? `${limit} ${stated}` : (stated ?? limit)];
  });
  return { ...env, ...Object.fromEntries(joined) };
}
