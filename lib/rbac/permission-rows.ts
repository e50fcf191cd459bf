import { type Given, givenBy } from './given';
import type { PermissionMatrix } from './permission-matrix';
import type { Rule } from './rule';
import { subjectKey } from './subject';

/** What one subject may do with one resource in one place. */
export interface PermissionRow extends Given {
  /** Who: `Group alpha-admins`, `User jane`, `ServiceAccount alpha/shop`. */
  readonly subject: string;
  /** Namespace; `*` for the whole cluster. */
  readonly namespace: string;
}

/**
 * Who may do what where, as rows for a report: what the bindings of the app give directly, by subject, namespace and
 * resource. There is a row only where something is given; a subject that is bound to a role that is neither in the app
 * nor built in has none by it. Wildcards stay wildcards, and what every cluster gives everybody is left out.
 */
export function permissionRows({ held }: PermissionMatrix): readonly PermissionRow[] {
  const places = new Map<string, Place>();
  for (const { subjects, namespace = '*', rules } of held) {
    if (!rules) continue;
    for (const { kind, name, namespace: home } of subjects) {
      const subject = subjectKey({ kind, name, namespace: home }, namespace === '*' ? undefined : namespace);
      if (subject === undefined) continue;
      const key = `${subject}\n${namespace}`;
      const place = places.get(key) ?? { subject, namespace, roles: new Set<readonly Rule[]>() };
      places.set(key, place);
      place.roles.add(rules);
    }
  }
  const given = new Map<readonly Rule[], readonly Given[]>();
  return [...places]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, { subject, namespace, roles }]) => {
      const [only = []] = roles;
      const rules = roles.size === 1 ? only : [...roles].flat();
      const rows = given.get(rules) ?? givenBy(rules);
      given.set(rules, rows);
      return rows.map((row) => ({ subject, namespace, ...row }));
    });
}

interface Place {
  readonly subject: string;
  readonly namespace: string;
  readonly roles: Set<readonly Rule[]>;
}
