import { inProp, PlatformError } from '../core/errors';
import { parseInteger } from '../core/values/integer';

/** How long a leader leads. What is not stated is left to the program; those built on client-go have the same defaults. */
export interface LeaderElection {
  /**
   * Seconds after which another may take the lease of a leader that no longer renews it: how long nothing is reconciled
   * after a leader was lost without releasing it.
   * @default - 15 in client-go
   */
  readonly leaseDurationSeconds?: number;
  /**
   * Seconds that a leader tries to renew the lease before it gives up; below the duration of the lease, or two lead at
   * once.
   * @default - 10 in client-go
   */
  readonly renewDeadlineSeconds?: number;
  /**
   * Seconds between two tries to take or renew the lease; each a call to the API server by every replica.
   * @default - 2 in client-go
   */
  readonly retryPeriodSeconds?: number;
}

/** Defaults of client-go, which hold for what is not stated. */
const DEFAULTS = { leaseDurationSeconds: 15, renewDeadlineSeconds: 10, retryPeriodSeconds: 2 };
/** How much a retry may be late. Source: JitterFactor in k8s.io/client-go, tools/leaderelection/leaderelection.go. */
const JITTER = 1.2;
/** Seconds that workers have to finish, in controller-runtime (`GracefulShutdownTimeout`). */
const SHUTDOWN_SECONDS = 30;

/**
 * Parses the timings of an election as client-go does, which stops a program with others.
 * @throws PlatformError without a path, for times that are none and for a leader that could outlive its lease
 */
export function parseLeaderElection(election: LeaderElection): LeaderElection {
  for (const [name, seconds] of Object.entries(election)) {
    if (seconds !== undefined) inProp(name, () => parseInteger(seconds, { min: 1 }));
  }
  const { leaseDurationSeconds, renewDeadlineSeconds, retryPeriodSeconds } = timings(election);
  if (renewDeadlineSeconds >= leaseDurationSeconds) {
    throw new PlatformError(
      {
        problem: 'is not below the duration of the lease: two replicas could lead at once',
        given: renewDeadlineSeconds,
        allowed: `less than leaseDurationSeconds: ${leaseDurationSeconds}`,
      },
      { prop: 'renewDeadlineSeconds' },
    );
  }
  if (retryPeriodSeconds * JITTER >= renewDeadlineSeconds) {
    throw new PlatformError(
      {
        problem: `is not ${JITTER} times below the deadline to renew: a leader could give up without a second try`,
        given: retryPeriodSeconds,
        allowed: `less than renewDeadlineSeconds / ${JITTER}: ${renewDeadlineSeconds} / ${JITTER}`,
      },
      { prop: 'retryPeriodSeconds' },
    );
  }
  return election;
}

/**
 * Parses how long a pod has to stop: its workers finish, and then the leader releases the lease, which may take as long as
 * renewing it. A pod that is killed before keeps the others waiting for the lease to run out.
 * @throws PlatformError without a path, for a time that leaves none to release the lease
 */
export function parseGracePeriod(seconds: number | undefined, election: LeaderElection): number {
  const { renewDeadlineSeconds } = timings(election);
  if (seconds === undefined) return SHUTDOWN_SECONDS + renewDeadlineSeconds;
  parseInteger(seconds, { min: 0, problem: 'is not a time to stop in' });
  if (seconds > renewDeadlineSeconds) return seconds;
  throw new PlatformError({
    problem: 'leaves no time to release the lease, for which the other replicas then wait',
    given: seconds,
    allowed: `more than renewDeadlineSeconds: ${renewDeadlineSeconds}`,
  });
}

function timings(election: LeaderElection): typeof DEFAULTS {
  const { leaseDurationSeconds, renewDeadlineSeconds, retryPeriodSeconds } = election;
  return {
    leaseDurationSeconds: leaseDurationSeconds ?? DEFAULTS.leaseDurationSeconds,
    renewDeadlineSeconds: renewDeadlineSeconds ?? DEFAULTS.renewDeadlineSeconds,
    retryPeriodSeconds: retryPeriodSeconds ?? DEFAULTS.retryPeriodSeconds,
  };
}
