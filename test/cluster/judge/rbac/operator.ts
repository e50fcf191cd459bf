import type { Manifest } from '../../../../lib';
import type { Permission, Permissions } from '../../../../lib/operator';
import type { Client, Identity } from '../../bed/client';
import type { Judgement } from '../judgement';
import { judgeAllowed } from './calls';
import { type Place, trialOf } from './needed';
import { ownersOf } from './owners';

/** Where an operator does its duties. */
export interface Places {
  /** Its own namespace. */
  readonly namespace: string;
  /** The namespaces of its scope. */
  readonly scope: readonly string[];
}

/** Tries each duty of an operator for real, everywhere where it has it: each that it is kept from is a finding. */
export async function judgeDuties(
  admin: Client,
  who: Identity,
  duties: Permissions,
  { namespace, scope }: Places,
): Promise<Judgement> {
  const owners = await ownersOf(admin, duties.resources);
  const inScope = [...duties.resources, ...duties.operands];
  const places: readonly (readonly [Place, readonly Permission[]])[] = [
    [{ namespace, owners: [] }, duties.ownNamespace],
    ...scope.map((name) => [{ namespace: name, owners }, inScope] as const),
    [{ namespace: undefined, owners: [] }, duties.cluster],
  ];
  const made: Manifest[] = [];
  try {
    // All of them, whatever becomes of one: what is made after the end of a failed one would stay.
    const trials = await Promise.allSettled(
      places.flatMap(([place, list]) => list.map((duty) => trialOf(admin, duty, place, made))),
    );
    const calls = trials.flatMap((trial) => {
      if (trial.status === 'rejected') throw trial.reason;
      return trial.value;
    });
    return await judgeAllowed(admin.as(who), calls);
  } finally {
    for (const object of made) await admin.request('DELETE', await admin.pathOf(object));
  }
}
