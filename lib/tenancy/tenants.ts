import type { IConstruct } from 'constructs';
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
