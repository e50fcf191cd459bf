import type { IConstruct } from 'constructs';

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
}

const TENANTS = Symbol.for('cdk8s-platform.tenants');

interface Root {
  [TENANTS]?: TenantFacts[];
}

/** Tells the app of a tenant. */
export function registerTenant(scope: IConstruct, tenant: TenantFacts): void {
  const root = scope.node.root as Root;
  root[TENANTS] ??= [];
  root[TENANTS].push(tenant);
}

/** The tenants of an app. */
export function tenantsOf(app: IConstruct): readonly TenantFacts[] {
  return (app.node.root as Root)[TENANTS] ?? [];
}
