import { append } from '../../core/append';
import { canonicalList } from '../../core/canonical';
import type { MatrixRow, OpenedBy, RowEnd } from '../../network/matrix';

/** One end of a link: pods of namespaces of one tenant, of namespaces of none, or addresses. */
export interface LinkEnd {
  /**
   * Name of the tenant.
   * @default - none
   */
  readonly tenant?: string;
  /** Namespaces by name, or a range of addresses. */
  readonly places: readonly string[];
  /**
   * What the labels of the pods are like; empty where they may be whatever.
   * @default - none: the end is addresses
   */
  readonly pods?: string;
  /** Names of the policies that let it through on this end; none where no policy isolates the pods. */
  readonly policies: readonly string[];
}

/** Connections that are open, from one end to another. */
export interface Link {
  readonly from: LinkEnd;
  readonly to: LinkEnd;
  /** On what: `TCP 5432`. */
  readonly connections: string;
}

/**
 * The rows of a network matrix by tenant, without those for some pods of what is open for any.
 * @param tenantOf the tenant of a namespace
 */
export function linksOf(
  rows: readonly MatrixRow[],
  tenantOf: (namespace: string) => string | undefined,
): readonly Link[] {
  const links = rows.flatMap(({ from, to, connections, egress, ingress }) =>
    endsOf(from, egress, tenantOf).flatMap((source) =>
      endsOf(to, ingress, tenantOf).map((target) => ({ from: source, to: target, connections })),
    ),
  );
  const distinct = joined(links, ({ from, to, connections }) => [bare(from), bare(to), connections]);
  return groups(distinct, ({ from, to }) => [from.places, to.places]).flatMap((between) =>
    between.filter((link) => !between.some((other) => other !== link && covers(other, link))),
  );
}

/** Links that differ in the places of one end alone, as one. */
export function merged(links: readonly Link[]): readonly Link[] {
  const bySource = joined(links, ({ from, ...rest }) => [{ ...from, tenant: '', places: [] }, rest]);
  return joined(bySource, ({ to, ...rest }) => [{ ...to, tenant: '', places: [] }, rest]);
}

function endsOf(
  { namespaces, pods, addresses }: RowEnd,
  rules: readonly OpenedBy[],
  tenantOf: (namespace: string) => string | undefined,
): readonly LinkEnd[] {
  if (!namespaces) return [{ places: [`${addresses}`], policies: [] }];
  const byTenant = new Map<string | undefined, string[]>();
  for (const namespace of namespaces) append(byTenant, tenantOf(namespace), namespace);
  return [...byTenant].map(([tenant, places]) => {
    const own = rules.filter(({ namespace }) => places.includes(namespace));
    return { tenant, places, pods, policies: canonicalList(own.map(({ policy }) => policy)) };
  });
}

function bare({ places, pods }: LinkEnd): unknown {
  return [places, pods];
}

/** Whether whatever one link is open for, another one between the same places is open for too. */
function covers(wide: Link, narrow: Link): boolean {
  return (
    (wide.connections === 'any port' || wide.connections === narrow.connections) &&
    [
      [wide.from, narrow.from],
      [wide.to, narrow.to],
    ].every(([some, other]) => some?.pods === '' || some?.pods === other?.pods)
  );
}

function joined(links: readonly Link[], alike: (link: Link) => unknown): readonly Link[] {
  return groups(links, alike).map((group) => {
    const [{ connections }] = group as [Link];
    return { from: union(group.map(({ from }) => from)), to: union(group.map(({ to }) => to)), connections };
  });
}

function union(ends: readonly LinkEnd[]): LinkEnd {
  const [first] = ends as [LinkEnd];
  return {
    ...first,
    places: canonicalList(ends.flatMap(({ places }) => places)),
    policies: canonicalList(ends.flatMap(({ policies }) => policies)),
  };
}

function groups(links: readonly Link[], alike: (link: Link) => unknown): readonly (readonly Link[])[] {
  const byKey = new Map<string, Link[]>();
  for (const link of links) append(byKey, JSON.stringify(alike(link)), link);
  return [...byKey.values()];
}
