import type { TenantFacts } from './tenants';

/** The tenants of an app by their names and by their namespaces. */
export class TenantMap {
  private readonly byName: ReadonlyMap<string, TenantFacts>;
  private readonly byNamespace: ReadonlyMap<string, TenantFacts>;
  private readonly permitted: ReadonlySet<string>;

  constructor(
    /** The tenants. */
    readonly tenants: readonly TenantFacts[],
  ) {
    this.byName = new Map(tenants.map((tenant) => [tenant.name, tenant]));
    this.byNamespace = new Map(
      tenants.flatMap((tenant) => tenant.namespaces.map((namespace) => [namespace, tenant])),
    );
    this.permitted = new Set(
      tenants.flatMap(({ name, permitted }) => permitted.map(({ to }) => `${name} ${to}`)),
    );
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

  /** Whether namespaces are of two tenants, of which the one may not connect to the other. */
  areApart(from: string, to: string): boolean {
    const [source, target] = [this.of(from), this.of(to)];
    if (!source || !target || source.name === target.name) return false;
    return !this.permitted.has(`${source.name} ${target.name}`);
  }
}
