import type { IConstruct } from 'constructs';
import { fail } from '../core/errors';
import { perApp } from '../core/per-app';
import type { Kind } from '../kind/kind';

/** Connections from a tenant to another that the platform wants. */
export interface PermittedConnection {
  /** Name of the tenant that is connected to. */
  readonly to: string;
}

/** A tenant, as the proofs over a whole app know it. */
export interface TenantFacts {
  /** Path of its construct. */
  readonly path: string;
  /** Name of the tenant. */
  readonly name: string;
  /** Names of its namespaces. */
  readonly namespaces: readonly string[];
  /** Connections to other tenants that are no leak. */
  readonly permitted: readonly PermittedConnection[];
  /**
   * Whether pods of namespaces that the app does not know may connect to the tenant's.
   * @default - they may not
   */
  readonly isPermittedToAnyone?: () => boolean;
  /**
   * Custom kinds that its members may use.
   * @default - none
   */
  readonly kinds?: readonly Kind[];
  /**
   * Whether guard rails hold its members, so that these may write more.
   * @default false
   */
  readonly isGuarded?: boolean;
}

const tenantsIn = perApp<TenantFacts[]>('tenants', () => []);

/**
 * Tells the app of a tenant.
 * @throws PlatformError for a name that another tenant of the app has: the proofs would take both for one
 */
export function registerTenant(scope: IConstruct, tenant: TenantFacts): void {
  const tenants = tenantsIn(scope);
  const first = tenants.find(({ name }) => name === tenant.name);
  if (first) {
    fail(scope, 'name', {
      problem: `is that of another tenant, at [${first.path}]`,
      given: tenant.name,
      fix: 'give each tenant a name of its own, or all namespaces to one',
    });
  }
  tenants.push(tenant);
}

/** The tenants of an app. */
export function tenantsOf(app: IConstruct): readonly TenantFacts[] {
  return tenantsIn(app);
}

/** Names of the namespaces that the pods of a tenant are permitted to connect to. */
export function connectsTo(app: IConstruct, name: string): readonly string[] {
  const tenants = tenantsOf(app);
  const permitted = new Set(
    tenants
      .filter((tenant) => tenant.name === name)
      .flatMap((tenant) => tenant.permitted.map(({ to }) => to)),
  );
  return tenants.filter((tenant) => permitted.has(tenant.name)).flatMap(({ namespaces }) => namespaces);
}

/** Names of the namespaces whose pods are permitted to connect to those of a tenant. */
export function connectedFrom(app: IConstruct, name: string): readonly string[] {
  return tenantsOf(app)
    .filter(({ permitted }) => permitted.some(({ to }) => to === name))
    .flatMap(({ namespaces }) => namespaces);
}
