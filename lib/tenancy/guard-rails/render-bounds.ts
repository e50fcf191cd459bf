import type { IConstruct } from 'constructs';
import { Cluster } from '../../core/cluster';
import { at, fail } from '../../core/errors';
import { lazy } from '../../core/kube-object';
import type { StringMap } from '../../core/labels';
import { connectedFrom, connectsTo } from '../tenants';
import { parseBounds, type TenantBounds } from './bounds';
import { Bound, type BoundFacts, boundAnnotations, listedIfAny } from './bounds-annotations';
import type { GuardRails } from './guard-rails';

/** What is said of guard rails where tenants are declared. */
export interface GuardRailsOfTenant {
  /** The guard rails that hold the members. */
  readonly guardRails?: GuardRails | 'installed';
  /** What the members may choose. */
  readonly allowed?: TenantBounds;
}

/**
 * The annotations by which guard rails know the bounds of a tenant; none without guard rails.
 * @param name of the tenant
 * @throws PlatformError for bounds that are none, or that nothing would hold anybody to
 */
export function renderBounds(
  scope: IConstruct,
  name: string,
  { guardRails, allowed }: GuardRailsOfTenant,
  facts: Omit<BoundFacts, 'bounds'>,
): StringMap {
  const bounds = at(scope, 'allowed', () => parseBounds(allowed ?? {}, Cluster.of(scope)));
  if (guardRails === undefined) {
    if (allowed === undefined) return {};
    fail(scope, 'allowed', {
      problem: 'is for guard rails, which the tenant does not have: nothing would hold its members to it',
      given: allowed,
      fix: "pass `guardRails`: the GuardRails of this app, or 'installed'",
    });
  }
  return {
    ...at(scope, 'members', () => boundAnnotations({ ...facts, bounds })),
    [Bound.CONNECTS_TO]: lazy(() => listedIfAny(connectsTo(scope, name)) as string),
    [Bound.CONNECTED_FROM]: lazy(() => listedIfAny(connectedFrom(scope, name)) as string),
  };
}
