import type { IConstruct } from 'constructs';
import { at, PlatformError } from '../core/errors';

/** How Argo CD brings a cluster to what a repository says. */
export interface SyncPolicyProps {
  /**
   * Whether it acts by itself. If not, somebody must start every sync, and `prune` and `selfHeal` mean nothing.
   * @default true
   */
  readonly automated?: boolean;
  /**
   * Whether it deletes what is no longer in the repository. Objects that hold data are never deleted, whatever
   * this says, and nothing is when the repository says nothing at all.
   * @default true
   */
  readonly prune?: boolean;
  /**
   * Whether it undoes changes that were made in the cluster alone.
   * @default true
   */
  readonly selfHeal?: boolean;
  /**
   * How often it tries a failed sync of a commit again: after 5, 10, 20, … seconds, never more than 3 minutes.
   * The default keeps trying for 17 minutes, enough for an operator to come up whose kinds others wait for.
   * Trying without end is not offered: a retry holds on to its commit, so the one that mends it would never
   * be tried.
   * @default 10
   */
  readonly retryLimit?: number;
  /**
   * Whether a sync fails that would take over an object from another Application. Without it, both of them
   * would overwrite the object in turns, or one would prune what the other still needs.
   *
   * Argo CD cannot tell a moved object from a stolen one. Turn it off for the commit that renames a chart or
   * moves objects to another chart, and on again once that is synced.
   * @default true
   */
  readonly failOnSharedResource?: boolean;
}

const MAX_RETRIES = 100;

/**
 * The sync policy of an Application, as Argo CD stores it: what is off is left out.
 *
 * - `ApplyOutOfSyncOnly`: objects that are as they should be are not applied again, so a sync costs what changed.
 * - `PruneLast`: nothing is deleted before its replacement is healthy.
 * - `Replace` and `Force` are never set: both delete objects in order to change them.
 * - `CreateNamespace` is not either: namespaces are declared, with their labels and policies.
 *
 * Sources: https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/,
 * https://argo-cd.readthedocs.io/en/stable/user-guide/auto_sync/
 * @throws PlatformError for an invalid retry limit
 */
export function syncPolicy(scope: IConstruct, props: SyncPolicyProps): object {
  return {
    ...(props.automated !== false && {
      automated: {
        ...(props.prune !== false && { prune: true }),
        ...(props.selfHeal !== false && { selfHeal: true }),
      },
    }),
    retry: {
      limit: at(scope, 'retryLimit', () => checkRetryLimit(props.retryLimit ?? 10)),
      backoff: { duration: '5s', factor: 2, maxDuration: '3m' },
    },
    syncOptions: [
      'ApplyOutOfSyncOnly=true',
      ...(props.failOnSharedResource !== false ? ['FailOnSharedResource=true'] : []),
      'PruneLast=true',
    ],
  };
}

/**
 * Returns the number when it may limit retries.
 * @throws PlatformError when it is not a whole number from 1 to 100
 */
export function checkRetryLimit(limit: number): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= MAX_RETRIES) return limit;
  throw new PlatformError({
    problem: 'is not a number of retries',
    given: limit,
    allowed: `a whole number from 1 to ${MAX_RETRIES}`,
  });
}
