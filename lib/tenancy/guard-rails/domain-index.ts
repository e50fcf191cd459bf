import type { RenderedObject } from '../../core/rendered-object';

/** A domain of a tenant, as one of its namespaces states it. */
export interface Domain {
  readonly domain: string;
  readonly tenant: string;
  readonly namespace: RenderedObject;
}

/** A domain, and when it was added. */
type Added = readonly [order: number, domain: Domain];

/**
 * Domains by what they are and by what they are below of: what meets a domain is found by the parts of its own name,
 * however many there are.
 */
export class DomainIndex {
  private readonly same = new FirstOfTenants();
  private readonly below = new FirstOfTenants();
  private size = 0;

  /** Adds a domain. */
  add(domain: Domain): void {
    const added: Added = [this.size++, domain];
    this.same.add(domain.domain, added);
    for (const parent of parentsOf(domain.domain)) this.below.add(parent, added);
  }

  /** The first that was added of another tenant that is the domain, or is above or below it. */
  firstMeeting({ domain, tenant }: Domain): Domain | undefined {
    const found = [
      this.below.ofOther(domain, tenant),
      ...[domain, ...parentsOf(domain)].map((name) => this.same.ofOther(name, tenant)),
    ].filter((added) => added !== undefined);
    return found.sort(([a], [b]) => a - b)[0]?.[1];
  }
}

/** Of each name, the first domain, and the first of another tenant: one of both is the first that is not a given one's. */
class FirstOfTenants {
  private readonly byName = new Map<string, readonly [first: Added, other?: Added]>();

  add(name: string, added: Added): void {
    const [first, other] = this.byName.get(name) ?? [];
    if (!first) this.byName.set(name, [added]);
    else if (!other && first[1].tenant !== added[1].tenant) this.byName.set(name, [first, added]);
  }

  ofOther(name: string, tenant: string): Added | undefined {
    return this.byName.get(name)?.find((added) => added?.[1].tenant !== tenant);
  }
}

/** The names that a domain is below of: `b.c` and `c` of `a.b.c`. */
function parentsOf(domain: string): readonly string[] {
  const parts = domain.split('.');
  return parts.slice(1).map((_, index) => parts.slice(index + 1).join('.'));
}
