import type { Finding } from '../../core/check';
import { namesIn } from '../../network/matrix/namespaces';
import type { NetworkMatrix } from '../../network/matrix/network-matrix';
import type { OpenedBy, Opening } from '../../network/matrix/opening';
import type { Direction } from '../../network/matrix/policy';
import { reaches } from '../../network/matrix/way';
import type { TenantMap } from '../tenant-map';
import type { TenantFacts } from '../tenants';

const DIRECTIONS: readonly Direction[] = ['ingress', 'egress'];

/**
 * Each tenant is shut against the others by its own policies, both ways: a mistake of one side is then no leak yet. Of
 * address ranges, those count that the Cluster states.
 */
export function ownSideFindings(
  matrix: NetworkMatrix,
  tenants: TenantMap,
  leaking: ReadonlySet<Opening>,
): readonly Finding[] {
  return tenants.tenants.flatMap((tenant) =>
    tenant.namespaces.flatMap((namespace) =>
      DIRECTIONS.flatMap((direction) => [
        ...isolation(matrix, tenant, namespace, direction),
        ...(matrix[direction].get(namespace) ?? [])
          .filter((opening) => !leaking.has(opening))
          .flatMap((opening) => halfOpen(matrix, tenants, tenant, direction, opening)),
      ]),
    ),
  );
}

/** What isolates must not hang on a policy that is there to open something, and goes when that is no longer wanted. */
function isolation(
  matrix: NetworkMatrix,
  tenant: TenantFacts,
  namespace: string,
  direction: Direction,
): readonly Finding[] {
  const { path } = tenant;
  const fix =
    'keep a policy with an empty podSelector, both policyTypes and no rules, as `default-deny` of a tenant is';
  if ((matrix[direction].get(namespace) ?? []).some(({ by }) => by === undefined)) {
    return [
      { path, problem: `has pods in namespace ${namespace} that no policy isolates for ${direction}`, fix },
    ];
  }
  const isDenied = matrix
    .policiesOf(namespace)
    .some(({ pods, rules }) => pods.size === 0 && rules[direction]?.length === 0);
  if (isDenied) return [];
  const problem = `has no policy in namespace ${namespace} that isolates every pod for ${direction} and opens nothing: what opens is all that isolates`;
  return [{ path, problem, fix }];
}

function halfOpen(
  matrix: NetworkMatrix,
  tenants: TenantMap,
  tenant: TenantFacts,
  direction: Direction,
  opening: Opening,
): readonly Finding[] {
  const { by, addresses, pods } = opening;
  if (!by || !pods) return [];
  if (direction === 'ingress' && tenant.isPermittedToAnyone?.()) return [];
  const isRange = addresses !== undefined && !opening.anyone;
  if (isRange && !addresses.addresses.overlaps(matrix.addresses.stated)) return [];
  const own = opening.namespace.name;
  const ports = opening.ports.connections();
  const connections = opening.translated ? ports.anyPort : ports;
  const other = (namesIn(pods.namespaces) ?? tenants.namespaces).find((name) => {
    const [from, to] = direction === 'egress' ? [own, name] : [name, own];
    const place = matrix.namespaces.get(name);
    return place !== undefined && tenants.areApart(from, to, connections) && reaches(opening, place);
  });
  return other === undefined ? [] : [describe(by, direction, own, other, tenants, opening)];
}

function describe(
  { path, field }: OpenedBy,
  direction: Direction,
  own: string,
  other: string,
  tenants: TenantMap,
  { ports }: Opening,
): Finding {
  const [from, to]: readonly [string, string] = direction === 'egress' ? [own, other] : [other, own];
  return {
    path,
    prop: field,
    problem: `opens namespace ${own} (tenant ${tenants.of(own)?.name}) for ${direction} ${direction === 'egress' ? 'to' : 'from'} namespace ${other} (tenant ${tenants.of(other)?.name}), whose own policies alone prevent it`,
    given: `${ports}`,
    allowed: tenants.permission(from, to),
    fix: `name who is meant; or say that it is wanted, by \`permitConnectionsTo\` of tenant ${tenants.of(from)?.name} for ${tenants.of(to)?.name}`,
  };
}
