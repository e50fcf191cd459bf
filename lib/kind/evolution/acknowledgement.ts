import { PlatformError } from '../../core/errors';
import type { Change, ChangeName } from './change';
import { keyOf } from './changes-of';

/** A change that is made knowingly. It holds for one release: with the next one released, there is no such change. */
export interface Acknowledgement {
  /** The field, as the error message names it: `v1.spec.replicas`. */
  readonly field: string;
  /** The change: `maximum-lowered`. */
  readonly change: ChangeName;
  /** Why it does no harm, or what was done about it: "no database has more than 3 replicas, see OPS-117". */
  readonly reason: string;
}

/** @throws PlatformError without a path, for one without a reason */
export function checkAcknowledgements(acknowledged: readonly Acknowledgement[]): readonly Acknowledgement[] {
  const bare = acknowledged.find(({ reason }) => typeof reason !== 'string' || reason.trim() === '');
  if (!bare) return acknowledged;
  throw new PlatformError({
    problem: `has no reason for ${bare.change} of ${bare.field}`,
    given: bare.reason,
    allowed: 'why it does no harm, or what was done about it',
  });
}

/** The acknowledgements of changes that there are not. */
export function staleOf(
  acknowledged: readonly Acknowledgement[],
  changes: readonly Change[],
): readonly Acknowledgement[] {
  const keys = new Set(changes.map(keyOf));
  return acknowledged.filter((one) => !keys.has(keyOf(one)));
}

/** The changes that are not acknowledged. */
export function openOf(
  acknowledged: readonly Acknowledgement[],
  changes: readonly Change[],
): readonly Change[] {
  const keys = new Set(acknowledged.map(keyOf));
  return changes.filter((change) => !keys.has(keyOf(change)));
}
