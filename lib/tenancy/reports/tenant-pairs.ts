import { append } from '../../core/append';
import { canonicalList } from '../../core/canonical';
import type { ReportSection } from '../../core/report';
import type { NetworkMatrix } from '../../network/matrix';
import { unreadPolicies, workloadsOnNodes } from '../isolation/unproved';
import type { TenantMap } from '../tenant-map';
import type { TenantFacts } from '../tenants';
import { type Link, merged } from './links';

type Rows = ReportSection['rows'];

/** How many pairs of tenants are isolated: most are, so they are counted. */
export function countsOf(
  tenants: readonly TenantFacts[],
  crossing: readonly Link[],
  unproved: Rows,
): Rows[number] {
  const open = new Set(
    crossing.map(({ from, to }) => JSON.stringify(canonicalList([`${from.tenant}`, `${to.tenant}`]))),
  );
  const doubtful = new Set(unproved.map(({ tenant }) => tenant));
  const proved = [...open].filter((pair) => JSON.parse(pair).every((name: string) => !doubtful.has(name)));
  const pairs = pairsOf(tenants.length);
  // What is of no tenant is of the whole cluster.
  const isolated = doubtful.has(undefined) ? 0 : pairsOf(tenants.length - doubtful.size) - proved.length;
  return {
    tenants: tenants.length,
    pairs,
    isolated,
    open: open.size,
    unproved: pairs - isolated - open.size,
  };
}

function pairsOf(count: number): number {
  return count < 2 ? 0 : (count * (count - 1)) / 2;
}

/** What is open from a tenant to another, and what is permitted without being open. */
export function crossingRows(
  crossing: readonly Link[],
  tenants: TenantMap,
  rowOf: (link: Link) => Rows[number],
): Rows {
  const pairs = new Map<string, Link[]>();
  for (const link of crossing) append(pairs, JSON.stringify([link.from.tenant, link.to.tenant]), link);
  const permitted = new Set(
    tenants.tenants.flatMap(({ name, permitted: to }) => to.map((other) => JSON.stringify([name, other.to]))),
  );
  return [...new Set([...pairs.keys(), ...permitted])].sort().flatMap((pair): Rows => {
    const [fromTenant, toTenant] = JSON.parse(pair) as [string, string];
    const on = tenants.permittedBetween(fromTenant, toTenant);
    const what = { fromTenant, toTenant, permitted: on.isEmpty ? false : `${on}` };
    const links = merged(pairs.get(pair) ?? []);
    if (links.length === 0) return [{ ...what, connections: 'nothing' }];
    return canonicalList(links.map((link) => ({ ...what, ...rowOf(link) })));
  });
}

/** What makes that isolation of a tenant, or of all, cannot be said. */
export function unprovedRows(matrix: NetworkMatrix, tenants: TenantMap): Rows {
  const unproved = [...workloadsOnNodes(matrix, tenants), ...unreadPolicies(matrix, tenants)];
  return canonicalList(
    unproved.map(({ kind, name, namespace }) => ({
      tenant: namespace === undefined ? undefined : tenants.of(namespace)?.name,
      namespace,
      object: `${kind} ${name}`,
    })),
  );
}
