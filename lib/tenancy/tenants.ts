import type { IConstruct } from 'constructs';
import { append } from '../core/append';
import { fail } from '../core/errors';
import { perApp } from '../core/per-app';
import type { Kind } from '../kind/kind';
import type { ConnectionSet } from '../network/matrix/connection-set';

/** Connections from a tenant to another that the platform wants. */
export interface PermittedConnection {
  /** Name of the tenant that is connected to. */
  readonly to: string;
  /** On which ports. */
  readonly connections: ConnectionSet;
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

/** What an app knows of its tenants. */
interface Registry {
  /** The tenants by their names, in the order in which they were declared. */
  readonly byName: Map<string, TenantFacts & { readonly permitted: PermittedConnection[] }>;
  /** The tenants by their namespaces. */
  readonly byNamespace: Map<string, TenantFacts>;
  /** Names of the tenants that are permitted to connect to one, by the name of that one. */
  readonly permittedTo: Map<string, string[]>;
}

const registryOf = perApp<Registry>('tenants', () => ({
  byName: new Map(),
  byNamespace: new Map(),
  permittedTo: new Map(),
}));

/**
 * Tells the app of a tenant, which is permitted no connections yet.
 * @throws PlatformError for a name that another tenant of the app has, as the proofs would take both for one, and for a
 * namespace that another has
 */
export function registerTenant(scope: IConstruct, tenant: Omit<TenantFacts, 'permitted'>): void {
  const { byName, byNamespace } = registryOf(scope);
  const first = byName.get(tenant.name);
  if (first) {
    fail(scope, 'name', {
      problem: `is that of another tenant, at [${first.path}]`,
      given: tenant.name,
      fix: 'give each tenant a name of its own, or all namespaces to one',
    });
  }
  const facts = { ...tenant, permitted: [] };
  byName.set(tenant.name, facts);
  for (const namespace of tenant.namespaces) {
    const owner = byNamespace.get(namespace);
    if (owner) {
      // Within a namespace nothing isolates a tenant from another.
      fail(scope, 'namespaces', {
        problem: `has a namespace that tenant ${owner.name} has as well, at [${owner.path}]`,
        given: namespace,
        allowed: 'namespaces of its own',
      });
    }
    byNamespace.set(namespace, facts);
  }
}

/** Tells the app that connections from a tenant of it to another are wanted. */
export function permitConnections(app: IConstruct, from: string, permitted: PermittedConnection): void {
  const { byName, permittedTo } = registryOf(app);
  byName.get(from)?.permitted.push(permitted);
  append(permittedTo, permitted.to, from);
}

/** The tenants of an app. */
export function tenantsOf(app: IConstruct): readonly TenantFacts[] {
  return [...registryOf(app).byName.values()];
}

/** Names of the namespaces that the pods of a tenant are permitted to connect to. */
export function connectsTo(app: IConstruct, name: string): readonly string[] {
  const { byName } = registryOf(app);
  return namespacesOf(
    app,
    byName.get(name)?.permitted.map(({ to }) => to),
  );
}

/** Names of the namespaces whose pods are permitted to connect to those of a tenant. */
export function connectedFrom(app: IConstruct, name: string): readonly string[] {
  return namespacesOf(app, registryOf(app).permittedTo.get(name));
}

/** The namespaces of tenants by name; none of those that are not of the app. */
function namespacesOf(app: IConstruct, tenants: readonly string[] = []): readonly string[] {
  const { byName } = registryOf(app);
  return tenants.flatMap((name) => byName.get(name)?.namespaces ?? []);
}
