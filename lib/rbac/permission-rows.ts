import { canonicalList } from '../core/canonical';
import type { PermissionMatrix } from './permission-matrix';
import { partsOf } from './rule';
import { subjectKey } from './subject';

/** What one subject may do with one resource in one place. */
export interface PermissionRow {
  /** Who: `Group alpha-admins`, `User jane`, `ServiceAccount alpha/shop`. */
  readonly subject: string;
  /** Namespace; `*` for the whole cluster. */
  readonly namespace: string;
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

/**
 * Who may do what where, as rows for a report: what the bindings of the app give directly, by subject, namespace and
 * resource. There is a row only where something is given; a subject that is bound to a role that is neither in the app
 * nor built in has none by it. Wildcards stay wildcards, and what every cluster gives everybody is left out.
 */
export function permissionRows({ held }: PermissionMatrix): readonly PermissionRow[] {
  const rows = new Map<string, { readonly row: Omit<PermissionRow, 'verbs'>; readonly verbs: Set<string> }>();
  for (const { subjects, namespace = '*', rules = [] } of held) {
    const keys = new Set(subjects.map((subject) => subjectKey(subject, namespace === '*' ? '' : namespace)));
    for (const part of rules.flatMap(partsOf)) {
      const [group] = part.apiGroups;
      const resource =
        group === undefined ? `${part.nonResourceURLs[0]}` : `${group || 'v1'}/${part.resources[0]}`;
      const names = canonicalList(part.resourceNames);
      for (const subject of keys) {
        if (subject === undefined) continue;
        const row = { subject, namespace, resource, ...(names.length > 0 && { resourceNames: names }) };
        const key = JSON.stringify([subject, namespace, resource, names]);
        const known = rows.get(key) ?? { row, verbs: new Set<string>() };
        rows.set(key, known);
        known.verbs.add(`${part.verbs[0]}`);
      }
    }
  }
  return [...rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { row, verbs }]) => ({ ...row, verbs: verbs.has('*') ? ['*'] : [...verbs].sort() }));
}
