import type { k8s } from 'cdk8s-plus-28';
import type { ApiResource } from '../core/api-resources';
import { canonicalList } from '../core/canonical';
import { PlatformError } from '../core/errors';
import type { Plain } from '../core/plain';
import { type KindRef, resourceOfKind } from '../kind/kind-ref';

/** A kind together with subresources of it: `{ kind: 'v1/Pod', subresources: ['ephemeralcontainers'] }`. */
export interface KindWithSubresources {
  /** The kind. */
  readonly kind: KindRef;
  /** Its subresources. */
  readonly subresources: readonly string[];
}

/** What a policy is asked about: kinds, some with subresources; or whatever lives in a namespace, with all subresources. */
export type MatchedKinds = readonly (KindRef | KindWithSubresources)[] | 'namespaced';

/** What is done to an object that a policy is asked about. */
export type PolicyOperation = 'CREATE' | 'UPDATE' | 'DELETE';

type ResourceRule = Plain<k8s.NamedRuleWithOperationsV1Beta1>;

/** The traits of a kind that a policy is asked about, and its subresources. */
export function matchedKind(kind: KindRef | KindWithSubresources): {
  readonly resource: ApiResource;
  readonly subresources: readonly string[];
} {
  if (typeof kind === 'object' && 'subresources' in kind)
    return { resource: resourceOfKind(kind.kind), subresources: kind.subresources };
  return { resource: resourceOfKind(kind), subresources: [] };
}

/**
 * The rules by which the API server finds what a policy is asked about. The version is that which expressions are written
 * for: requests in another one are converted to it.
 * @throws PlatformError without a path, for no kind or no operation at all
 */
export function resourceRules(
  kinds: MatchedKinds,
  operations: readonly PolicyOperation[],
): readonly ResourceRule[] {
  if (kinds.length === 0)
    throw new PlatformError({ problem: 'is empty', given: kinds, allowed: 'at least one kind' });
  const stated = canonicalList(operations);
  if (kinds === 'namespaced') {
    const scope = 'Namespaced';
    return [{ apiGroups: ['*'], apiVersions: ['*'], operations: stated, resources: ['*/*'], scope }];
  }
  const rules = new Map<string, { readonly resource: ApiResource; readonly resources: string[] }>();
  for (const { resource, subresources } of kinds.map(matchedKind)) {
    const { group, version, plural, namespaced } = resource;
    const key = `${group}/${version}/${namespaced}`;
    const rule = rules.get(key) ?? { resource, resources: [] };
    rule.resources.push(plural, ...subresources.map((name) => `${plural}/${name}`));
    rules.set(key, rule);
  }
  return canonicalList(
    [...rules.values()].map(({ resource: { group, version, namespaced }, resources }) => ({
      apiGroups: [group],
      apiVersions: [version],
      operations: stated,
      resources: canonicalList(resources),
      scope: namespaced ? 'Namespaced' : 'Cluster',
    })),
  );
}
