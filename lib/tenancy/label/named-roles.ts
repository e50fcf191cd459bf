import type { ApiResource } from '../../core/api-resources';
import type { PolicyRule } from '../../core/plain';
import { type Grant, renderRules } from '../../core/policy-rules';
import { READ } from '../../core/rbac-terms';
import type { Membership } from '../roles';

/** An object of a tenant, as a role names it. */
export interface NamedObject {
  /** Its kind. */
  readonly resource: ApiResource;
  /** Its name. */
  readonly name: string;
  /** How many pods have names that follow from its own; those of a StatefulSet alone do. */
  readonly replicas: number;
}

/** What nobody is given by name: what is in it, or what it gives, is for pods and for the platform. */
const WITHHELD: ReadonlySet<string> = new Set([
  '/Secret',
  'rbac.authorization.k8s.io/Role',
  'rbac.authorization.k8s.io/RoleBinding',
]);
const SCALED: ReadonlySet<string> = new Set(['apps/Deployment', 'apps/StatefulSet']);

/**
 * The rules of a membership in a tenant that shares its namespace: on the objects of the tenant, each by its name, since
 * a role can tell them apart by nothing else. Pods have names that can be known where a StatefulSet makes them.
 *
 * To create is granted to nobody, as a creation has no name to be judged by; to change a workload is not either: in a pod
 * of its own making, somebody could carry the label of another tenant, or run as its account.
 * Source: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources
 */
export function namedRules(membership: Membership, objects: readonly NamedObject[]): readonly PolicyRule[] {
  return renderRules([
    ...grant('', 'namespaces', undefined, ['get']),
    ...grant('', 'resourcequotas', ['tenant-quota'], READ),
    ...grant('', 'limitranges', ['tenant-limits'], READ),
    ...byResource(objects.filter(({ resource }) => !WITHHELD.has(keyOf(resource)))).flatMap(
      ([{ group, plural }, names]) => grant(group, plural, names, READ),
    ),
    ...grant('', 'pods', podsOf(objects), READ),
    ...grant('', 'pods/log', podsOf(objects), ['get']),
    ...(membership === 'viewer' ? [] : editorGrants(objects)),
    ...(membership === 'owner' ? grant('', 'pods/exec', podsOf(objects), ['create', 'get']) : []),
  ]);
}

function editorGrants(objects: readonly NamedObject[]): readonly Grant[] {
  const scaled = byResource(objects.filter(({ resource }) => SCALED.has(keyOf(resource))));
  return [
    ...scaled.flatMap(([{ group, plural }, names]) =>
      grant(group, `${plural}/scale`, names, ['get', 'patch', 'update']),
    ),
    // To delete a pod is to restart it.
    ...grant('', 'pods', podsOf(objects), ['delete']),
  ];
}

function podsOf(objects: readonly NamedObject[]): readonly string[] {
  return objects.flatMap(({ name, replicas }) =>
    Array.from({ length: replicas }, (_, index) => `${name}-${index}`),
  );
}

function byResource(objects: readonly NamedObject[]): readonly (readonly [ApiResource, readonly string[]])[] {
  const names = new Map<string, { readonly resource: ApiResource; readonly names: string[] }>();
  for (const { resource, name } of objects) {
    const key = keyOf(resource);
    const found = names.get(key) ?? { resource, names: [] };
    found.names.push(name);
    names.set(key, found);
  }
  return [...names.values()].map((found) => [found.resource, found.names]);
}

function keyOf({ group, kind }: ApiResource): string {
  return `${group}/${kind}`;
}

/** A rule without names would be one for all objects, so what names nothing is left out. */
function grant(
  group: string,
  resource: string,
  names: readonly string[] | undefined,
  verbs: readonly string[],
): readonly Grant[] {
  if (names?.length === 0) return [];
  return [{ group, resource, verbs, ...(names && { resourceNames: [...new Set(names)].sort() }) }];
}
