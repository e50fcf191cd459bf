import { addAppCheck } from '../../core/app-check';
import type { Check, Finding } from '../../core/check';
import type { ObjectIndex, RenderedObject } from '../../core/rendered-object';
import { TENANT_LABEL } from '../labels';
import { Bound } from './bounds-annotations';
import { type Domain, DomainIndex } from './domain-index';

/**
 * Proves that domains are one tenant's alone, and that no host and path is served for two tenants: a policy of the cluster
 * sees one request, and an ingress controller takes the older of two Ingresses, or both.
 */
export const hostsCheck: Check = (objects) => {
  const namespaces = objects
    .ofKind('', 'Namespace')
    .filter(({ manifest: { metadata } }) => metadata.labels?.[TENANT_LABEL] !== undefined);
  return [...sharedDomains(namespaces), ...sharedHosts(objects, namespaces)];
};

addAppCheck(() => hostsCheck);

function sharedDomains(namespaces: readonly RenderedObject[]): readonly Finding[] {
  const before = new DomainIndex();
  const told = new Set<string>();
  return namespaces.flatMap(domainsOf).flatMap((stated) => {
    const { domain, tenant, namespace } = stated;
    const other = before.firstMeeting(stated);
    before.add(stated);
    const pair = `${tenant} ${domain}`;
    if (!other || told.has(pair)) return [];
    told.add(pair);
    return [
      {
        path: namespace.path,
        problem: `has a domain of its tenant ${tenant} that meets ${other.domain} of tenant ${other.tenant}, at [${other.namespace.path}]: members of both could serve the same hosts`,
        given: domain,
        allowed: 'domains of which none is, or is below, a domain of another tenant',
        fix: 'state narrower `allowed.domains`',
      },
    ];
  });
}

function domainsOf(namespace: RenderedObject): readonly Domain[] {
  const { labels = {}, annotations = {} } = namespace.manifest.metadata;
  const stated = annotations[Bound.DOMAINS];
  const tenant = labels[TENANT_LABEL] as string;
  return stated === undefined ? [] : stated.split(',').map((domain) => ({ domain, tenant, namespace }));
}

interface IngressSpec {
  readonly rules?: readonly {
    readonly host?: string;
    readonly http?: { readonly paths?: readonly { readonly path?: string }[] };
  }[];
}

function sharedHosts(objects: ObjectIndex, namespaces: readonly RenderedObject[]): readonly Finding[] {
  const tenants = new Map(
    namespaces.map(({ name, manifest }) => [name, manifest.metadata.labels?.[TENANT_LABEL] as string]),
  );
  const served = new Map<string, { readonly tenant: string; readonly ingress: RenderedObject }>();
  return objects.ofKind('networking.k8s.io', 'Ingress').flatMap((ingress): readonly Finding[] => {
    const tenant = tenants.get(ingress.namespace ?? '');
    if (tenant === undefined) return [];
    return placesOf(ingress).flatMap((place) => {
      const other = served.get(place) ?? { tenant, ingress };
      served.set(place, other);
      if (other.tenant === tenant) return [];
      return [
        {
          path: ingress.path,
          problem: `serves for tenant ${tenant} what [${other.ingress.path}] serves for tenant ${other.tenant}`,
          given: place,
          allowed: 'a host and path of its own',
        },
      ];
    });
  });
}

function placesOf({ manifest }: RenderedObject): readonly string[] {
  const { rules = [] } = (manifest.spec ?? {}) as IngressSpec;
  const places = rules.flatMap(({ host = '*', http }) =>
    (http?.paths ?? []).map(({ path = '/' }) => `${host}${path}`),
  );
  return [...new Set(places)];
}
