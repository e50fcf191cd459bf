import type { RenderedObject } from '../../core/rendered-object';
import { FirstOfTenants } from './first-of-tenants';

/** A host that an object of a tenant serves. */
export interface Host {
  /** `shop.example.com`; `*.example.com` for each that has one more part; `*` for all. */
  readonly host: string;
  readonly tenant: string;
  readonly object: RenderedObject;
}

/** Every host stands under this name as well, for what serves all. */
const ANY = 'any';

/**
 * Hosts by what they are and by the wildcards that they match: what meets a host is found by its own name, however many
 * there are.
 * Source: https://kubernetes.io/docs/concepts/services-networking/ingress/#hostname-wildcards
 */
export class HostIndex {
  private readonly hosts = new FirstOfTenants<Host>();

  /** Adds a host. */
  add(host: Host): void {
    this.hosts.add([host.host, ...matchedBy(host.host).map(matching), ANY], host);
  }

  /** The first that was added of another tenant that a request for the host could be served by. */
  firstMeeting({ host, tenant }: Host): Host | undefined {
    const names = host === '*' ? [ANY] : [host, matching(host), ...matchedBy(host), '*'];
    return this.hosts.ofOther(names, tenant);
  }
}

/** The name under which stands what matches a wildcard. */
function matching(wildcard: string): string {
  return `matches ${wildcard}`;
}

/** The wildcard that a host matches. */
function matchedBy(host: string): readonly string[] {
  return host.startsWith('*') ? [] : [host.replace(/^[^.]*/, '*')];
}
