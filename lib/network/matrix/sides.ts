import { append } from '../../core/append';
import { canonicalList } from '../../core/canonical';
import { describeOpening, describeSelf, type OpenedBy, type Opening } from './opening';
import type { Direction } from './policy';
import { names, rules } from './rows';
import { describeRequirements } from './selector';

/**
 * What one side lets through by itself, whatever the other side does: of two sides that are shut, one may be opened
 * without a connection becoming possible, and the next mistake makes it so.
 */
export interface MatrixSide {
  /** Which way. */
  readonly direction: Direction;
  /** Namespaces of the pods that it is open for, by name; `*` stands for those that the app does not know. */
  readonly namespaces: readonly string[];
  /** What the labels of those pods are like: `app=web`; empty where they may be whatever. */
  readonly pods: string;
  /** Who is on the other side: pods by the labels of their namespaces and their own, addresses, or both. */
  readonly peers: {
    readonly namespaces?: string;
    readonly pods?: string;
    readonly addresses?: string;
  };
  /** The ports: `TCP 5432`. */
  readonly ports: string;
  /** The rules that open it; none where no policy isolates the pods. */
  readonly by: readonly OpenedBy[];
}

/** Each side by itself, equal namespaces together. */
export function sidesOf(
  direction: Direction,
  openings: ReadonlyMap<string, readonly Opening[]>,
): readonly MatrixSide[] {
  const equal = new Map<string, Opening[]>();
  for (const opening of [...openings.values()].flat()) append(equal, describeOpening(opening), opening);
  return canonicalList([...equal.values()].map((group) => sideOf(direction, group)));
}

function sideOf(direction: Direction, group: readonly Opening[]): MatrixSide {
  const [opening] = group as [Opening];
  const { pods, addresses, ports } = opening;
  return {
    direction,
    namespaces: names(group),
    pods: describeSelf(opening),
    peers: {
      ...(pods && {
        namespaces: describeRequirements(pods.namespaces),
        pods: describeRequirements(pods.pods),
      }),
      ...(addresses && { addresses: addresses.block }),
    },
    ports: `${ports}`,
    by: rules(group),
  };
}
