import type { Operator } from '../../../../lib';
import type { Client, Identity } from '../../bed/client';
import type { Judgement } from '../judgement';
import { judgeAllowed } from './calls';
import { type Place, trialOf } from './needed';
import { ownersOf } from './owners';

/** What is judged of an operator: what it may do, and where it works. */
export interface Duties extends Pick<Operator, 'namespace' | 'permissions'> {
  /** The namespaces of its scope. */
  readonly scope: readonly string[];
}

/** Tries each permission of an operator for real, everywhere where it has it: each that is lacking is a finding. */
export async function judgeDuties(admin: Client, who: Identity, duties: Duties): Promise<Judgement> {
  const { namespace, scope, permissions } = duties;
  const owners = await ownersOf(admin, permissions.scope);
  const places: readonly (readonly [Place, typeof permissions.scope])[] = [
    [{ namespace, owners: [] }, permissions.ownNamespace],
    ...scope.map((name) => [{ namespace: name, owners }, permissions.scope] as const),
    [{ namespace: undefined, owners: [] }, permissions.cluster],
  ];
  const tried = places.flatMap(([place, granted]) => granted.map((permission) => ({ permission, place })));
  const trials = await Promise.all(tried.map(({ permission, place }) => trialOf(admin, permission, place)));
  try {
    return await judgeAllowed(
      admin.as(who),
      trials.flatMap(({ calls }) => calls),
    );
  } finally {
    for (const object of trials.flatMap(({ objects }) => objects))
      await admin.request('DELETE', await admin.pathOf(object));
  }
}
