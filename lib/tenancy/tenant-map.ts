import { derived } from '../core/derived';
import { ConnectionSet } from '../network/matrix/connection-set';
import { type TenantFacts, tenantsOf } from './tenants';

/** The tenants of an app by their names and by their namespaces. */
export class TenantMap {
  private readonly byName: ReadonlyMap<string, TenantFacts>;
  private readonly byNamespace: ReadonlyMap<string, TenantFacts>;
  private readonly permitted: ReadonlyMap<string, ConnectionSet>;

  constructor(
    /** The tenants. */
    readonly tenants: readonly TenantFacts[],
  ) {
    this.byName = new Map(tenants.map((tenant) => [tenant.name, tenant]));
    this.byNamespace = new Map(
      tenants.flatMap((tenant) => tenant.namespaces.map((namespace) => [namespace, tenant])),
    );
    this.permitted = permittedAmong(tenants);
  }

  /** The namespaces of all tenants. */
  get namespaces(): readonly string[] {
    return [...this.byNamespace.keys()];
  }

  /** The tenant of a name; `undefined` where none has it. */
  named(name: string): TenantFacts | undefined {
    return this.byName.get(name);
  }

  /** The tenant of a namespace; `undefined` where it is of none. */
  of(namespace: string): TenantFacts | undefined {
    return this.byNamespace.get(namespace);
  }

  /** On which ports the one tenant may connect to the other, by their names. */
  permittedBetween(from: string, to: string): ConnectionSet {
    return this.permitted.get(`${from} ${to}`) ?? ConnectionSet.NONE;
  }

  /** Whether namespaces are of two tenants, of which the one may not connect to the other on all of some ports. */
  areApart(from: string, to: string, connections: ConnectionSet): boolean {
    const [source, target] = [this.of(from), this.of(to)];
    if (!source || !target || source.name === target.name) return false;
    return !connections.isWithin(this.permittedBetween(source.name, target.name));
  }

  /** What connections there may be from a namespace of a tenant to one of another, as findings say it. */
  permission(from: string, to: string): string {
    const permitted = this.permittedBetween(`${this.of(from)?.name}`, `${this.of(to)?.name}`);
    return `between tenants, what one of them permits${permitted.isEmpty ? '' : `: ${permitted}`}`;
  }
}

/** The tenants of an app, when its objects have been rendered. */
export const tenantMapOf = derived((_objects, app) => new TenantMap(tenantsOf(app)));

function permittedAmong(tenants: readonly TenantFacts[]): ReadonlyMap<string, ConnectionSet> {
  const found = new Map<string, ConnectionSet>();
  for (const { name, permitted } of tenants) {
    for (const { to, connections } of permitted) {
      const key = `${name} ${to}`;
      found.set(key, connections.union(found.get(key) ?? ConnectionSet.NONE));
    }
  }
  return found;
}
