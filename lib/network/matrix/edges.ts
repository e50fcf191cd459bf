import { append } from '../../core/append';
import type { ConnectionSet } from './connection-set';
import { namesIn } from './namespaces';
import { describeOpening, type Opening } from './opening';
import { describeRequirements } from './selector';
import { reaches, through } from './way';

/**
 * Connections from some pods to others. Every opening of the one list makes them with every one of the other: openings
 * that are equal, but for their namespaces and policies, stand together.
 */
export interface Edge {
  /** Ways out of the pods that connect, at least one. */
  readonly egress: readonly Opening[];
  /** Ways into the pods that are connected to, at least one. */
  readonly ingress: readonly Opening[];
  /** The connections. */
  readonly connections: ConnectionSet;
}

/** The openings of one direction, by what they are looked up by. */
interface Side {
  /** Those of a namespace to, or from, namespaces that are named, by these names. */
  readonly named: ReadonlyMap<string, ReadonlyMap<string, readonly Opening[]>>;
  /** Those of a namespace to, or from, namespaces that are not named. */
  readonly open: ReadonlyMap<string, readonly Opening[]>;
  /** The same, those that are equal together. */
  readonly groups: readonly (readonly Opening[])[];
}

/**
 * Every connection between pods, without comparing each namespace with each: where one side names namespaces, these alone
 * are looked at; what names none on both sides is compared by kinds of openings, of which there are few.
 */
export function edgesOf(
  egress: ReadonlyMap<string, readonly Opening[]>,
  ingress: ReadonlyMap<string, readonly Opening[]>,
): readonly Edge[] {
  const out = sideOf(egress);
  const into = sideOf(ingress);
  return [...namedEdges(out, into), ...namedAlone(out, into), ...openEdges(out, into)];
}

/** The way out names where to. */
function namedEdges(out: Side, into: Side): readonly Edge[] {
  return pairs(out.named).flatMap(([from, to, leaving]) => {
    const entering = [...(into.named.get(to)?.get(from) ?? []), ...(into.open.get(to) ?? [])];
    return leaving.flatMap((way) => entering.flatMap((other) => edge(way, other)));
  });
}

/** The way in alone names from where. */
function namedAlone(out: Side, into: Side): readonly Edge[] {
  return pairs(into.named).flatMap(([, from, entering]) =>
    (out.open.get(from) ?? []).flatMap((way) => entering.flatMap((other) => edge(way, other))),
  );
}

/** Neither names any. */
function openEdges(out: Side, into: Side): readonly Edge[] {
  const reached = memberFilter();
  return out.groups.flatMap((leaving) =>
    into.groups.flatMap((entering): readonly Edge[] => {
      const [way, other] = [leaving[0] as Opening, entering[0] as Opening];
      const connections = through(way, other);
      if (connections.isEmpty) return [];
      const egress = reached(leaving, other);
      const ingress = reached(entering, way);
      return egress.length > 0 && ingress.length > 0 ? [{ egress, ingress, connections }] : [];
    }),
  );
}

/** Members of a group whose namespaces an opening reaches; each question of selectors is answered once a group. */
function memberFilter(): (members: readonly Opening[], by: Opening) => readonly Opening[] {
  const known = new Map<readonly Opening[], Map<string, readonly Opening[]>>();
  return (members, by) => {
    const asked = by.pods ? describeRequirements(by.pods.namespaces) : '';
    const answers = known.get(members) ?? new Map<string, readonly Opening[]>();
    known.set(members, answers);
    const answer = answers.get(asked) ?? members.filter(({ namespace }) => reaches(by, namespace));
    answers.set(asked, answer);
    return answer;
  };
}

function edge(egress: Opening, ingress: Opening): readonly Edge[] {
  if (!reaches(egress, ingress.namespace) || !reaches(ingress, egress.namespace)) return [];
  const connections = through(egress, ingress);
  return connections.isEmpty ? [] : [{ egress: [egress], ingress: [ingress], connections }];
}

function sideOf(openings: ReadonlyMap<string, readonly Opening[]>): Side {
  const named = new Map<string, Map<string, Opening[]>>();
  const open = new Map<string, Opening[]>();
  const groups = new Map<string, Opening[]>();
  for (const [namespace, list] of openings) {
    const byName = new Map<string, Opening[]>();
    named.set(namespace, byName);
    for (const opening of list) {
      if (!opening.pods) continue;
      const names = namesIn(opening.pods.namespaces);
      for (const name of names ?? []) append(byName, name, opening);
      if (names) continue;
      append(open, namespace, opening);
      append(groups, describeOpening(opening), opening);
    }
  }
  return { named, open, groups: [...groups.values()] };
}

function pairs(named: Side['named']): readonly (readonly [string, string, readonly Opening[]])[] {
  return [...named].flatMap(([namespace, byName]) =>
    [...byName].map(([name, openings]) => [namespace, name, openings] as const),
  );
}
