import { canonicalList } from '../core/canonical';
import { partsOf, type Rule, resourceOf } from './rule';

/** What is given on one resource. */
export interface Given {
  /** Resource with its group, `v1` for the core group: `v1/pods/exec`, `apps/deployments`; a path for what is none. */
  readonly resource: string;
  /** Verbs, sorted; `*` alone where all are given. */
  readonly verbs: readonly string[];
  /**
   * Names that it is limited to.
   * @default - all objects
   */
  readonly resourceNames?: readonly string[];
}

/** What rules give, by resource and names. */
export function givenBy(rules: readonly Rule[]): readonly Given[] {
  const byResource = new Map<string, Given & { readonly verbs: string[] }>();
  for (const part of rules.flatMap(partsOf)) {
    const resource = resourceOf(part);
    const names = canonicalList(part.resourceNames);
    const key = JSON.stringify([resource, names]);
    const row = byResource.get(key) ?? {
      resource,
      verbs: [],
      ...(names.length > 0 && { resourceNames: names }),
    };
    byResource.set(key, row);
    row.verbs.push(...part.verbs);
  }
  return [...byResource]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, row]) => ({ ...row, verbs: row.verbs.includes('*') ? ['*'] : [...canonicalList(row.verbs)] }));
}
