/** What a tenant has. */
interface OfTenant {
  /** Name of the tenant. */
  readonly tenant: string;
}

/** Something, and when it was added. */
type Added<T> = readonly [order: number, item: T];

/** The first of each name, and the first of another tenant: one of both is the first that is not a given tenant's. */
export class FirstOfTenants<T extends OfTenant> {
  private readonly byName = new Map<string, readonly [first: Added<T>, other?: Added<T>]>();
  private size = 0;

  /** Adds something under some names. */
  add(names: readonly string[], item: T): void {
    const added: Added<T> = [this.size++, item];
    for (const name of names) {
      const [first, other] = this.byName.get(name) ?? [];
      if (!first) this.byName.set(name, [added]);
      else if (!other && first[1].tenant !== item.tenant) this.byName.set(name, [first, added]);
    }
  }

  /** The first that was added under any of some names by another tenant. */
  ofOther(names: readonly string[], tenant: string): T | undefined {
    const found = names.map((name) => this.byName.get(name)?.find((added) => added?.[1].tenant !== tenant));
    return found.filter((added) => added !== undefined).sort(([a], [b]) => a - b)[0]?.[1];
  }
}
