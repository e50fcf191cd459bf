import type { PolicyRule } from './plain';

/** Verbs on a resource. */
export interface Grant {
  /** API group, empty for the core group. */
  readonly group: string;
  /** Resource or subresource: `deployments`, `deployments/status`. */
  readonly resource: string;
  /** Verbs. */
  readonly verbs: readonly string[];
  /**
   * Names of the objects that it is limited to.
   * @default - all objects
   */
  readonly resourceNames?: readonly string[];
}

/**
 * Renders grants as the rules of a role: those of one resource joined, resources with equal verbs in one rule, all in a
 * stable order. Subresources never share a rule with resources.
 */
export function renderRules(grants: readonly Grant[]): readonly PolicyRule[] {
  const verbs = new Map<string, Set<string>>();
  for (const { group, resource, resourceNames, verbs: more } of grants) {
    const key = JSON.stringify([group, resource, resourceNames ?? null]);
    verbs.set(key, new Set([...(verbs.get(key) ?? []), ...more]));
  }
  const rules = new Map<string, string[]>();
  for (const [key, set] of verbs) {
    const [group, resource, resourceNames] = JSON.parse(key) as [string, string, string[] | null];
    const rule = JSON.stringify([
      group,
      resource.includes('/') ? resource : '',
      resourceNames,
      [...set].sort(),
    ]);
    rules.set(rule, [...(rules.get(rule) ?? []), resource]);
  }
  return [...rules.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, resources]) => {
      const [group, , resourceNames, sortedVerbs] = JSON.parse(key) as [
        string,
        string,
        string[] | null,
        string[],
      ];
      return {
        apiGroups: [group],
        resources: resources.sort(),
        ...(resourceNames && { resourceNames }),
        verbs: sortedVerbs,
      };
    });
}
