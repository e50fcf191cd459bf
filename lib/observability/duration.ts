import { PlatformError } from '../core/errors';

/** Source: the pattern of `Duration` in the definitions of the Prometheus Operator. */
const DURATION = /^(?:0|(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?)$/;
/** How many seconds each unit has, in the order of the pattern; Prometheus counts years of 365 days. */
const SECONDS = [31_536_000, 604_800, 86_400, 3600, 60, 1, 0.001];

/**
 * Returns how many seconds a duration of Prometheus has: `30s`, `1h30m`.
 * @throws PlatformError without a path when it is none, or no time at all
 */
export function secondsOf(duration: string): number {
  const units = typeof duration === 'string' ? DURATION.exec(duration)?.slice(1) : undefined;
  const seconds = units?.reduce((sum, count, unit) => sum + Number(count ?? 0) * (SECONDS[unit] ?? 0), 0);
  if (seconds) return seconds;
  throw new PlatformError({
    problem: 'is not a duration',
    given: duration,
    allowed: 'more than zero, in units from y, w, d, h, m, s and ms, from the largest: 30s, 1h30m',
  });
}

/**
 * Returns a duration of Prometheus as it was written.
 * @throws PlatformError without a path when it is none, or no time at all
 */
export function checkDuration(duration: string): string {
  secondsOf(duration);
  return duration;
}
