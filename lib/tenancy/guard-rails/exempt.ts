import { celTexts } from '../../policy/literal';
import type { MatchCondition } from '../../policy/match-conditions';
import type { Subject } from '../subject';
import type { Exempt } from './guard-rail';

/**
 * Whom guard rails would stop from doing what Kubernetes is for: its controllers, by whichever account they run, and nodes,
 * which report their static pods. Whoever is in `system:masters` may do anything, policies included.
 */
const USERS = ['system:apiserver', 'system:kube-controller-manager', 'system:kube-scheduler'];
const GROUPS = ['system:masters', 'system:nodes', 'system:serviceaccounts:kube-system'];

/** Who is free of guard rails. */
export interface Accounts {
  /** Who applies what the platform declares. */
  readonly administrators: readonly Subject[];
  /** Accounts of operators that work in tenants' namespaces. */
  readonly operators: readonly Subject[];
}

/** The condition that a request is not from somebody who is free of a guard rail. */
export function bounded(exempt: Exempt, { administrators, operators }: Accounts): readonly MatchCondition[] {
  if (exempt === 'nobody') return [];
  const free = exempt === 'administrators' ? administrators : [...administrators, ...operators];
  const users = free.flatMap(({ spec: { kind, name, namespace } }) => {
    if (kind === 'Group') return [];
    return kind === 'ServiceAccount' ? [`system:serviceaccount:${namespace}:${name}`] : [name];
  });
  const groups = free.flatMap(({ spec: { kind, name } }) => (kind === 'Group' ? [name] : []));
  return [
    {
      name: 'not-exempt',
      expression: [
        `!(has(request.userInfo.username) && request.userInfo.username in ${celTexts([...USERS, ...users])})`,
        `!(has(request.userInfo.groups) && request.userInfo.groups.exists(g, g in ${celTexts([...GROUPS, ...groups])}))`,
      ].join(' && '),
    },
  ];
}
