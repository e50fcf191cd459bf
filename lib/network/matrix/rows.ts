import { canonicalList } from '../../core/canonical';
import type { Edge } from './edges';
import { describeSelf, type OpenedBy, type Opening } from './opening';
import { EVERYTHING } from './selector';

/** One end of the connections of a row. */
export interface RowEnd {
  /**
   * Namespaces of the pods, by name; `*` stands for those that the app does not know.
   * @default - none: the end is addresses
   */
  readonly namespaces?: readonly string[];
  /**
   * What their labels are like: `app=web`; empty where they may be whatever.
   * @default - none: the end is addresses
   */
  readonly pods?: string;
  /**
   * Addresses: `0.0.0.0/0 except 10.0.0.0/8`.
   * @default - none: the end is pods
   */
  readonly addresses?: string;
}

/** Connections that policies let through. */
export interface MatrixRow {
  /** Who connects. */
  readonly from: RowEnd;
  /** Who is connected to. */
  readonly to: RowEnd;
  /** On what: `TCP 5432`. */
  readonly connections: string;
  /** The rules that let it out; none where no policy isolates who connects. */
  readonly egress: readonly OpenedBy[];
  /** The rules that let it in; none where no policy isolates who is connected to. */
  readonly ingress: readonly OpenedBy[];
}

/** The rows of a matrix: between pods, and between pods and addresses. */
export function rowsOf(
  edges: readonly Edge[],
  egress: ReadonlyMap<string, readonly Opening[]>,
  ingress: ReadonlyMap<string, readonly Opening[]>,
): readonly MatrixRow[] {
  const rows = [
    ...edges.map(betweenPods),
    ...[...egress.values()].flat().flatMap((way) => withAddresses(way, 'egress')),
    ...[...ingress.values()].flat().flatMap((way) => withAddresses(way, 'ingress')),
  ];
  return canonicalList(rows);
}

function betweenPods({ egress, ingress, connections }: Edge): MatrixRow {
  const [out, into] = [egress[0] as Opening, ingress[0] as Opening];
  return {
    from: { namespaces: names(egress), pods: describeSelf(out, into.pods?.pods) },
    to: { namespaces: names(ingress), pods: describeSelf(into, out.pods?.pods) },
    connections: connections.toString(),
    egress: rules(egress),
    ingress: rules(ingress),
  };
}

function withAddresses(way: Opening, direction: 'ingress' | 'egress'): readonly MatrixRow[] {
  if (!way.addresses) return [];
  const pods = { namespaces: names([way]), pods: describeSelf(way, EVERYTHING) };
  const addresses = { addresses: way.addresses.block };
  const [from, to] = direction === 'egress' ? [pods, addresses] : [addresses, pods];
  const none = { egress: [], ingress: [] };
  return [{ from, to, connections: way.ports.toString(), ...none, [direction]: rules([way]) }];
}

/** The namespaces of openings, by name. */
export function names(openings: readonly Opening[]): readonly string[] {
  return [...new Set(openings.map(({ namespace }) => namespace.name))].sort();
}

/** The rules that make openings. */
export function rules(openings: readonly Opening[]): readonly OpenedBy[] {
  return canonicalList(openings.flatMap(({ by }) => by ?? []));
}
