import type { RenderedObject } from '../../core/rendered-object';
import { FirstOfTenants } from './first-of-tenants';

/** A domain of a tenant, as one of its namespaces states it. */
export interface Domain {
  readonly domain: string;
  readonly tenant: string;
  readonly namespace: RenderedObject;
}

/**
 * Domains by what they are and by what they are below of: what meets a domain is found by the parts of its own name,
 * however many there are.
 */
export class DomainIndex {
  private readonly domains = new FirstOfTenants<Domain>();

  /** Adds a domain. */
  add(domain: Domain): void {
    this.domains.add([domain.domain, ...parentsOf(domain.domain).map(below)], domain);
  }

  /** The first that was added of another tenant that is the domain, or is above or below it. */
  firstMeeting({ domain, tenant }: Domain): Domain | undefined {
    return this.domains.ofOther([below(domain), domain, ...parentsOf(domain)], tenant);
  }
}

/** The name under which stands what is below a domain. */
function below(domain: string): string {
  return `below ${domain}`;
}

/** The names that a domain is below of: `b.c` and `c` of `a.b.c`. */
function parentsOf(domain: string): readonly string[] {
  const parts = domain.split('.');
  return parts.slice(1).map((_, index) => parts.slice(index + 1).join('.'));
}
