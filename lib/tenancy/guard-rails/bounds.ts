import type { Cluster } from '../../core/cluster';
import { inProp, PlatformError } from '../../core/errors';
import { checkLabels, checkQualifiedName, type StringMap } from '../../core/labels';
import { checkName } from '../../core/names';
import { Cidr } from '../../core/values/cidr';
import { Image } from '../../core/values/image';
import { insideOf } from '../../network/matrix/cluster-addresses';

/**
 * What the members of a tenant may choose in what they write. Guard rails hold them to it in the cluster, and synth
 * holds the objects of the app to it. It stands on the tenant's namespaces, so that one policy serves all tenants.
 */
export interface TenantBounds {
  /**
   * Where images may come from: `ghcr.io/acme` allows `ghcr.io/acme/shop:1.0`, not `ghcr.io/acme-corp/shop:1.0`. What
   * begins with no host is of Docker Hub.
   * @default - anywhere
   */
  readonly registries?: readonly string[];
  /**
   * Domains that an Ingress may serve, each with the names below it: `alpha.example.com`.
   * @default - none
   */
  readonly domains?: readonly string[];
  /**
   * Ingress classes to choose from.
   * @default - that of the Cluster's ingress controller
   */
  readonly ingressClasses?: readonly string[];
  /**
   * Storage classes to choose from. Every claim then names one of them.
   * @default - any; a claim that names none gets the default class of the cluster
   */
  readonly storageClasses?: readonly string[];
  /**
   * Priority classes to choose from.
   * @default - none
   */
  readonly priorityClasses?: readonly string[];
  /**
   * Runtime classes to choose from.
   * @default - none
   */
  readonly runtimeClasses?: readonly string[];
  /**
   * Labels of nodes that every pod must ask for.
   * @default - none
   */
  readonly nodeSelector?: StringMap;
  /**
   * Keys of taints that pods may tolerate, beside those that Kubernetes adds tolerations for itself.
   * @default - none
   */
  readonly tolerations?: readonly string[];
  /**
   * Address ranges outside the cluster that the network policies of members may open. What is outside is known where the
   * Cluster states `podCidrs` and `serviceCidrs`; addresses of the API server may be listed on any. `0.0.0.0/0` and `::/0`
   * stand for every address outside: policies then leave out by `except` what is inside, as `toOutside` does.
   * @default - none
   */
  readonly egressCidrs?: readonly string[];
}

/** Bounds in canonical form, with what the cluster gives where nothing is stated. */
export type ParsedBounds = Required<TenantBounds>;

/** Every address of a family, which as a bound stands for those outside the cluster. */
export const EVERYWHERE: readonly string[] = ['0.0.0.0/0', '::/0'];

/** Stands for any value in a list of a {@link ParsedBounds}. */
export const ANY = '*';

/**
 * Returns bounds in canonical form.
 * @throws PlatformError without a path, naming the bound, for one that is unknown, for a value that is none, and for an
 * address range that reaches into the cluster, or may do so, or to the metadata service of a cloud
 */
export function parseBounds(bounds: TenantBounds, cluster: Cluster): ParsedBounds {
  const names = (prop: keyof TenantBounds, values: readonly string[]): readonly string[] =>
    each(prop, values, (name) => checkName('dns-subdomain', name));
  for (const name of Object.keys(bounds)) checkBound(name);
  const { registries = [ANY], storageClasses = [ANY], nodeSelector = {} } = bounds;
  const { ingressClasses = cluster.ingress ? [cluster.ingress.className] : [] } = bounds;
  return {
    registries: bounds.registries ? each('registries', registries, parseRegistry) : registries,
    domains: names('domains', bounds.domains ?? []),
    ingressClasses: names('ingressClasses', ingressClasses),
    storageClasses: bounds.storageClasses ? names('storageClasses', storageClasses) : storageClasses,
    priorityClasses: names('priorityClasses', bounds.priorityClasses ?? []),
    runtimeClasses: names('runtimeClasses', bounds.runtimeClasses ?? []),
    nodeSelector: inProp('nodeSelector', () => checkLabels(nodeSelector)),
    tolerations: each('tolerations', bounds.tolerations ?? [], checkQualifiedName),
    egressCidrs: each('egressCidrs', bounds.egressCidrs ?? [], (cidr) => parseOutside(cidr, cluster)),
  };
}

const BOUNDS: Readonly<Record<keyof TenantBounds, true>> = {
  registries: true,
  domains: true,
  ingressClasses: true,
  storageClasses: true,
  priorityClasses: true,
  runtimeClasses: true,
  nodeSelector: true,
  tolerations: true,
  egressCidrs: true,
};

/** A bound that is misspelt would leave its default in force, which may be anything. */
function checkBound(name: string): void {
  if (Object.hasOwn(BOUNDS, name)) return;
  throw new PlatformError({
    problem: 'has a bound that is unknown',
    given: name,
    allowed: Object.keys(BOUNDS).join(', '),
  });
}

function each(prop: string, values: readonly string[], parse: (value: string) => string): readonly string[] {
  if (!Array.isArray(values)) {
    throw new PlatformError(
      { problem: 'is not a list', given: values, allowed: 'a list of texts' },
      { prop },
    );
  }
  const parsed = values.map((value, index) => inProp(`${prop}[${index}]`, () => parse(value)));
  return [...new Set(parsed)].sort();
}

/** A registry or a part of one, in the long form that the images of every registry have. */
function parseRegistry(registry: string): string {
  const [host = ''] = registry.split('/');
  const long = host === 'localhost' || /[.:]/.test(host) ? registry : `docker.io/${registry}`;
  try {
    Image.of(`${long}/image:1`);
    return long;
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    throw new PlatformError({
      problem: 'is no registry, nor a part of one',
      given: registry,
      allowed: 'a host, alone or with a path below it, and no tag: `ghcr.io/acme`',
    });
  }
}

function parseOutside(cidr: string, cluster: Cluster): string {
  const range = Cidr.of(cidr);
  if (cluster.apiServer?.cidrs.some((address) => address.contains(range))) return range.toString();
  const isEverywhere = EVERYWHERE.includes(range.toString());
  const inside = isEverywhere ? undefined : insideOf(cluster).find((other) => other.overlaps(range));
  if (inside) {
    throw new PlatformError({
      problem: `overlaps ${inside}, which is of the cluster, of a link or of the metadata service of a cloud`,
      given: cidr,
      allowed: 'address ranges outside the cluster',
      fix: `state the ranges around it one by one; or every address outside, by ${EVERYWHERE.join(' and ')}`,
    });
  }
  const missing = (['podCidrs', 'serviceCidrs'] as const).filter((prop) => cluster[prop].length === 0);
  if (missing.length === 0) return range.toString();
  throw new PlatformError({
    problem: `may be an address range of the cluster, which does not state its ${missing.join(' and ')}`,
    given: cidr,
    allowed: 'address ranges outside the cluster',
    fix: `pass ${missing.map((prop) => `\`${prop}\``).join(' and ')} to the Cluster`,
  });
}
