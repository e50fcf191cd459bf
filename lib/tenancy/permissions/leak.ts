import { type Right, reach, type Step } from '../../rbac/reach/reach';
import { partsOf, type Rule } from '../../rbac/rule';
import { Given, type Surroundings } from './given';
import type { Member } from './members';

/** A right that somebody comes to who was not given it. */
export interface Leak {
  readonly member: Member;
  /** Key of who holds it, or what the member gives itself. */
  readonly holder: string;
  /** What is held. */
  readonly right: Right;
  /** The parts of it that were not given, each of one verb on one resource; none of a role that is not in the app. */
  readonly parts: readonly Rule[];
  /** How the member comes to it; no step where it holds it itself. */
  readonly path: readonly Step[];
}

/** What a member comes to beyond what was given to it. */
export function leaksOf(around: Surroundings, member: Member): readonly Leak[] {
  const { matrix } = around;
  const given = new Given(around, member);
  return reach(matrix, member.key).flatMap(({ what, rights, path }) =>
    rights.flatMap((right): readonly Leak[] => {
      if (given.hasPlace(what, right)) return [];
      const parts = (right.rules ?? []).flatMap(partsOf).filter((part) => !given.hasPart(what, right, part));
      return parts.length > 0 || !right.rules ? [{ member, holder: what, right, parts, path }] : [];
    }),
  );
}
