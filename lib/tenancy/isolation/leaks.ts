import type { Finding } from '../../core/check';
import type { Edge } from '../../network/matrix/edges';
import type { NetworkMatrix } from '../../network/matrix/network-matrix';
import type { Opening } from '../../network/matrix/opening';
import type { TenantMap } from '../tenant-map';

/** A connection that crosses from one tenant to another, and that nothing says is wanted. */
export interface Leak {
  /** The way out of the one. */
  readonly egress: Opening;
  /** The way into the other. */
  readonly ingress: Opening;
  /** What is told of it. */
  readonly finding: Finding;
}

/** What crosses from one tenant to another; of connections that are alike, the first. */
export function leaks(matrix: NetworkMatrix, tenants: TenantMap): readonly Leak[] {
  return matrix.edges.flatMap((edge) => {
    const crossing = crossingOf(edge, tenants);
    if (!crossing) return [];
    const [egress, ingress] = crossing;
    return [{ egress, ingress, finding: describe(egress, ingress, edge, tenants) }];
  });
}

function crossingOf(
  { egress, ingress, connections }: Edge,
  tenants: TenantMap,
): readonly [Opening, Opening] | undefined {
  const targets = ingress.filter(({ namespace }) => tenants.of(namespace.name));
  for (const out of egress) {
    if (!tenants.of(out.namespace.name)) continue;
    const into = targets.find(({ namespace }) =>
      tenants.areApart(out.namespace.name, namespace.name, connections),
    );
    if (into) return [out, into];
  }
  return undefined;
}

function describe(egress: Opening, ingress: Opening, { connections }: Edge, tenants: TenantMap): Finding {
  const [from, to] = [egress, ingress].map(({ namespace: { name } }) => ({
    tenant: tenants.of(name),
    text: `pods of namespace ${name} (tenant ${tenants.of(name)?.name})`,
  }));
  const common = {
    given: `${connections}`,
    allowed: tenants.permission(egress.namespace.name, ingress.namespace.name),
    fix: `close it on either side; or say that it is wanted, by \`permitConnectionsTo\` of tenant ${from?.tenant?.name}`,
  };
  const crosses = `lets ${from?.text} connect to ${to?.text}`;
  if (egress.by) {
    const other = ingress.by
      ? `[${ingress.by.path}] lets them in by ${ingress.by.field}`
      : 'no policy keeps them out there';
    return {
      path: egress.by.path,
      prop: egress.by.field,
      problem: `${crosses}, and ${other}`,
      ...common,
    };
  }
  if (ingress.by) {
    const { path, field } = ingress.by;
    return { path, prop: field, problem: `${crosses}, and no policy keeps them in there`, ...common };
  }
  return {
    path: from?.tenant?.path ?? '',
    problem: `lets ${from?.text} connect to ${to?.text}: no policy isolates either`,
    ...common,
  };
}
