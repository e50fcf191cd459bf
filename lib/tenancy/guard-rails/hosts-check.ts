import { addAppCheck } from '../../core/app-check';
import type { Check, Finding } from '../../core/check';
import { fieldOf, itemsOf } from '../../core/manifest-fields';
import type { ObjectIndex, RenderedObject } from '../../core/rendered-object';
import { TENANT_LABEL } from '../labels';
import { Bound } from './bounds-annotations';
import { type Domain, DomainIndex } from './domain-index';
import { HostIndex } from './host-index';

/**
 * Proves that domains are one tenant's alone, and that no host is served for two tenants: a policy of the cluster sees one
 * request, and an ingress controller takes the older of two Ingresses, or both.
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

/** What serves hosts, of any version. */
const SERVING: readonly (readonly [group: string, kind: string])[] = [
  ['networking.k8s.io', 'Ingress'],
  ['gateway.networking.k8s.io', 'GRPCRoute'],
  ['gateway.networking.k8s.io', 'HTTPRoute'],
  ['gateway.networking.k8s.io', 'TLSRoute'],
];

function sharedHosts(objects: ObjectIndex, namespaces: readonly RenderedObject[]): readonly Finding[] {
  const tenants = new Map(
    namespaces.map(({ name, manifest }) => [name, manifest.metadata.labels?.[TENANT_LABEL] as string]),
  );
  const before = new HostIndex();
  const serving = SERVING.flatMap(([group, kind]) => objects.ofKind(group, kind));
  return serving.flatMap((object): readonly Finding[] => {
    const tenant = tenants.get(object.namespace ?? '');
    if (tenant === undefined) return [];
    return hostsOf(object).flatMap((host) => {
      const served = { host, tenant, object };
      const other = before.firstMeeting(served);
      before.add(served);
      if (!other) return [];
      return [
        {
          path: object.path,
          problem: `serves for tenant ${tenant} what [${other.object.path}] serves for tenant ${other.tenant}, as ${other.host}`,
          given: host,
          allowed: 'hosts of its own: of paths, the longer one would take requests from the other tenant',
        },
      ];
    });
  });
}

/** An Ingress without a host serves all of its controller; a route without one, those of its Gateway. */
function hostsOf({ kind, manifest }: RenderedObject): readonly string[] {
  if (kind !== 'Ingress') return [...new Set(itemsOf(fieldOf(manifest.spec, 'hostnames')).map(String))];
  const hosts = itemsOf(fieldOf(manifest.spec, 'rules')).map((rule) => fieldOf(rule, 'host') || '*');
  const isAny = fieldOf(manifest.spec, 'defaultBackend') !== undefined;
  return [...new Set([...hosts.map(String), ...(isAny ? ['*'] : [])])];
}
