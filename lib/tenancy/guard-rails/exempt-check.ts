import type { Construct } from 'constructs';
import { append } from '../../core/append';
import type { Check, Finding } from '../../core/check';
import { pathOf } from '../../core/errors';
import { homeOf, subjectKey } from '../../rbac/subject';
import { membersOfApp } from '../permissions/members';
import type { Subject } from '../subject';
import { tenantMapOf } from '../tenant-map';
import type { Accounts } from './exempt';

/** Whoever is free of the guard rails is no member of a tenant, and no account that members run pods as. */
export function exemptCheck(guardRails: Construct, accounts: Accounts): Check {
  return (objects) => {
    const app = guardRails.node.root;
    const tenants = tenantMapOf(objects, app);
    const named = new Map<string, string[]>();
    for (const { key, sort, tenants: of } of membersOfApp(objects, app))
      if (sort === 'person') for (const { name } of of) append(named, key, name);
    const why = ({ spec }: Subject): string | undefined => {
      const key = `${subjectKey(spec)}`;
      const home = homeOf(key);
      const owner = home === undefined ? undefined : tenants.of(home);
      if (owner) return `lives in a namespace of tenant ${owner.name}, whose members run pods as it`;
      return named.has(key) ? `is a member of tenant ${named.get(key)?.join(', ')}` : undefined;
    };
    return (['administrators', 'operators'] as const).flatMap((prop) =>
      accounts[prop].flatMap((subject, index): readonly Finding[] => {
        const problem = why(subject);
        if (problem === undefined) return [];
        return [
          {
            path: pathOf(guardRails),
            prop: `${prop}[${index}]`,
            problem: `frees somebody of the rules who ${problem}`,
            given: subjectKey(subject.spec),
            allowed: "subjects that no tenant names, and accounts of namespaces that are no tenant's",
          },
        ];
      }),
    );
  };
}
