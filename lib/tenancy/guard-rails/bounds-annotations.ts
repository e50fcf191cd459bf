import { PlatformError } from '../../core/errors';
import type { StringMap } from '../../core/labels';
import type { Subject } from '../subject';
import type { ParsedBounds } from './bounds';

/**
 * Annotations of a tenant's namespaces by which guard rails know its bounds. One that is missing allows nothing: a
 * namespace that states no bounds takes nothing that they bound.
 */
export const Bound = {
  REGISTRIES: 'cdk8s-platform/registries',
  PULL_POLICIES: 'cdk8s-platform/pull-policies',
  DOMAINS: 'cdk8s-platform/domains',
  INGRESS_CLASSES: 'cdk8s-platform/ingress-classes',
  GATEWAYS: 'cdk8s-platform/gateways',
  ANNOTATIONS: 'cdk8s-platform/annotations',
  STORAGE_CLASSES: 'cdk8s-platform/storage-classes',
  VOLUME_ATTRIBUTES_CLASSES: 'cdk8s-platform/volume-attributes-classes',
  PRIORITY_CLASSES: 'cdk8s-platform/priority-classes',
  RUNTIME_CLASSES: 'cdk8s-platform/runtime-classes',
  NODE_LABELS: 'cdk8s-platform/node-labels',
  TOLERATIONS: 'cdk8s-platform/tolerations',
  EGRESS_CIDRS: 'cdk8s-platform/egress-cidrs',
  SERVICE_TYPES: 'cdk8s-platform/service-types',
  /** Namespaces of the tenant. */
  NAMESPACES: 'cdk8s-platform/namespaces',
  /** Namespaces of others that its pods may connect to. */
  CONNECTS_TO: 'cdk8s-platform/connects-to',
  /** Namespaces of others whose pods may connect to its own. */
  CONNECTED_FROM: 'cdk8s-platform/connected-from',
  /** Who is a member, one a line, since names of groups may have commas. */
  MEMBERS: 'cdk8s-platform/members',
  /** Tenants that share the namespace. */
  TENANTS: 'cdk8s-platform/tenants',
  /** Who is a member of which of them, one a line: `ann User:ann@example.com`. */
  TENANT_MEMBERS: 'cdk8s-platform/tenant-members',
} as const;

/** What guard rails know of a tenant. */
export interface BoundFacts {
  /** What members may choose. */
  readonly bounds: ParsedBounds;
  /** Whether its budget has load balancers. */
  readonly hasLoadBalancers: boolean;
  /** Names of its namespaces. */
  readonly namespaces: readonly string[];
  /** Its members, whatever they may do. */
  readonly members: readonly Subject[];
}

/**
 * The annotations that state the bounds of a tenant.
 * @throws PlatformError without a path, for a member whose name has a line break
 */
export function boundAnnotations({ bounds, hasLoadBalancers, namespaces, members }: BoundFacts): StringMap {
  const labels = Object.entries(bounds.nodeSelector).map(([key, value]) => `${key}=${value}`);
  const lists: Readonly<Record<string, readonly string[]>> = {
    [Bound.REGISTRIES]: bounds.registries,
    [Bound.PULL_POLICIES]: bounds.pullPolicies,
    [Bound.DOMAINS]: bounds.domains,
    [Bound.INGRESS_CLASSES]: bounds.ingressClasses,
    [Bound.GATEWAYS]: bounds.gateways,
    [Bound.ANNOTATIONS]: bounds.annotations,
    [Bound.STORAGE_CLASSES]: bounds.storageClasses,
    [Bound.VOLUME_ATTRIBUTES_CLASSES]: bounds.volumeAttributesClasses,
    [Bound.PRIORITY_CLASSES]: bounds.priorityClasses,
    [Bound.RUNTIME_CLASSES]: bounds.runtimeClasses,
    // Here, what is missing would ask for nothing: that nothing is asked for is said.
    [Bound.NODE_LABELS]: labels.length > 0 ? labels : ['*'],
    [Bound.TOLERATIONS]: bounds.tolerations,
    [Bound.EGRESS_CIDRS]: bounds.egressCidrs,
    [Bound.SERVICE_TYPES]: ['ClusterIP', ...(hasLoadBalancers ? ['LoadBalancer'] : [])],
    [Bound.NAMESPACES]: namespaces,
  };
  const stated = Object.entries(lists).filter(([, values]) => values.length > 0);
  return {
    ...Object.fromEntries(stated.map(([key, values]) => [key, listed(values)])),
    ...(members.length > 0 && { [Bound.MEMBERS]: [...new Set(members.map(memberText))].sort().join('\n') }),
  };
}

/**
 * The annotations that state who shares a namespace.
 * @throws PlatformError without a path, for a member whose name has a line break
 */
export function sharingAnnotations(tenants: Readonly<Record<string, readonly Subject[]>>): StringMap {
  const members = Object.entries(tenants).flatMap(([tenant, subjects]) =>
    subjects.map((subject) => `${tenant} ${memberText(subject)}`),
  );
  return {
    [Bound.TENANTS]: listed(Object.keys(tenants)),
    ...(members.length > 0 && { [Bound.TENANT_MEMBERS]: [...new Set(members)].sort().join('\n') }),
  };
}

/** A list as an annotation states it. */
export function listed(values: readonly string[]): string {
  return [...new Set(values)].sort().join(',');
}

/** A list as an annotation states it; no annotation for an empty one. */
export function listedIfAny(values: readonly string[]): string | undefined {
  return values.length === 0 ? undefined : listed(values);
}

function memberText({ spec: { kind, name, namespace } }: Subject): string {
  if (!/[\r\n]/.test(name)) return `${kind}:${namespace === undefined ? '' : `${namespace}/`}${name}`;
  throw new PlatformError({
    problem: 'has a line break, by which guard rails tell members apart',
    given: name,
    allowed: 'a name of one line',
  });
}
