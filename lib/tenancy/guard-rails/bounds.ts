import type { Cluster } from '../../core/cluster';
import { inProp, PlatformError } from '../../core/errors';
import { checkLabels, checkQualifiedName, type StringMap } from '../../core/labels';
import { checkName } from '../../core/names';
import { Cidr } from '../../core/values/cidr';
import { Image } from '../../core/values/image';
import { insideOf } from '../../network/matrix/cluster-addresses';
import { type KnownProps, refuseUnknown } from '../known-props';

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
   * How images may be pulled. An image by its digest may be of `IfNotPresent` in any case: nobody guesses a digest, and it
   * is always the same content. With `['Always']`, no pod takes an image from its node by a name that others pulled it by
   * with their credentials, which kubelets before 1.35 let it. `Never` is not to be had.
   * @default - `Always` and `IfNotPresent`
   */
  readonly pullPolicies?: readonly ('Always' | 'IfNotPresent')[];
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
   * Gateways of other namespaces that routes of the Gateway API may attach to: `gateway-system/public`.
   * @default - none; those of its own namespace alone
   */
  readonly gateways?: readonly string[];
  /**
   * Annotations that Services, Ingresses and routes may have, by their keys, or by what these have before their name:
   * `nginx.ingress.kubernetes.io/`. Those that kubectl, Argo CD, Flux and Helm set are allowed anyway.
   * @default - any but those that guard rails know to take hosts, addresses or load balancers of others
   */
  readonly annotations?: readonly string[];
  /**
   * Storage classes to choose from. Every claim then names one of them.
   * @default - any; a claim that names none gets the default class of the cluster
   */
  readonly storageClasses?: readonly string[];
  /**
   * VolumeAttributesClasses to choose from.
   * @default - none
   */
  readonly volumeAttributesClasses?: readonly string[];
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

/** How an image may be pulled. */
type PullPolicy = NonNullable<TenantBounds['pullPolicies']>[number];

const PULL_POLICIES: readonly PullPolicy[] = ['Always', 'IfNotPresent'];

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
  refuseUnknown(bounds, BOUNDS);
  const { registries = [ANY], storageClasses = [ANY], nodeSelector = {} } = bounds;
  const { pullPolicies = PULL_POLICIES, annotations = [ANY] } = bounds;
  const { ingressClasses = cluster.ingress ? [cluster.ingress.className] : [] } = bounds;
  return {
    registries: bounds.registries ? each('registries', registries, parseRegistry) : registries,
    pullPolicies: each('pullPolicies', pullPolicies, parsePullPolicy),
    domains: each('domains', bounds.domains ?? [], parseDomain),
    ingressClasses: names('ingressClasses', ingressClasses),
    gateways: each('gateways', bounds.gateways ?? [], parseGateway),
    annotations: bounds.annotations ? each('annotations', annotations, parseAnnotation) : annotations,
    storageClasses: bounds.storageClasses ? names('storageClasses', storageClasses) : storageClasses,
    volumeAttributesClasses: names('volumeAttributesClasses', bounds.volumeAttributesClasses ?? []),
    priorityClasses: names('priorityClasses', bounds.priorityClasses ?? []),
    runtimeClasses: names('runtimeClasses', bounds.runtimeClasses ?? []),
    nodeSelector: inProp('nodeSelector', () => checkLabels(nodeSelector)),
    tolerations: each('tolerations', bounds.tolerations ?? [], checkQualifiedName),
    egressCidrs: each('egressCidrs', bounds.egressCidrs ?? [], (cidr) => parseOutside(cidr, cluster)),
  };
}

const BOUNDS: KnownProps<TenantBounds> = {
  registries: true,
  pullPolicies: true,
  domains: true,
  ingressClasses: true,
  gateways: true,
  annotations: true,
  storageClasses: true,
  volumeAttributesClasses: true,
  priorityClasses: true,
  runtimeClasses: true,
  nodeSelector: true,
  tolerations: true,
  egressCidrs: true,
};

function each<T extends string>(
  prop: string,
  values: readonly string[],
  parse: (value: string) => T,
): readonly T[] {
  if (!Array.isArray(values)) {
    throw new PlatformError(
      { problem: 'is not a list', given: values, allowed: 'a list of texts' },
      { prop },
    );
  }
  const parsed = values.map((value, index) => inProp(`${prop}[${index}]`, () => parse(value)));
  return [...new Set(parsed)].sort();
}

/** A domain of one label is that of a registry of domains, or of nobody: every host below it would be the tenant's. */
function parseDomain(domain: string): string {
  if (checkName('dns-subdomain', domain).includes('.')) return domain;
  throw new PlatformError({
    problem: 'is a domain of one label, below which are the hosts of everybody',
    given: domain,
    allowed: 'a domain with a dot: `alpha.example.com`',
  });
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

function parsePullPolicy(policy: string): PullPolicy {
  const known = PULL_POLICIES.find((other) => other === policy);
  if (known) return known;
  throw new PlatformError({
    problem: 'is no pull policy that a tenant may have',
    given: policy,
    allowed: PULL_POLICIES.join(', '),
  });
}

function parseGateway(gateway: string): string {
  const [namespace = '', name, ...rest] = typeof gateway === 'string' ? gateway.split('/') : [];
  if (name === undefined || rest.length > 0) {
    throw new PlatformError({
      problem: 'is no Gateway of another namespace',
      given: gateway,
      allowed: 'its namespace and name: `gateway-system/public`',
    });
  }
  return `${checkName('dns-label', namespace)}/${checkName('dns-subdomain', name)}`;
}

/** The key of an annotation, or the part before its name, with the slash. */
function parseAnnotation(key: string): string {
  if (typeof key !== 'string' || !key.endsWith('/')) return checkQualifiedName(key);
  checkName('dns-subdomain', key.slice(0, -1));
  return key;
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
