import type { IConstruct } from 'constructs';
import { append } from '../../core/append';
import { canonicalList } from '../../core/canonical';
import type { ObjectIndex } from '../../core/rendered-object';
import type { Report, ReportSection } from '../../core/report';
import { networkMatrixOf } from '../../network/matrix/matrix-of';
import { type TenantMap, tenantMapOf } from '../tenant-map';
import { type Link, type LinkEnd, linksOf, merged } from './links';
import { namespacesCell } from './namespaces-cell';
import { countsOf, crossingRows, unprovedRows } from './tenant-pairs';

type Rows = ReportSection['rows'];

const COLUMNS = {
  from: 'From',
  fromPods: 'Pods',
  to: 'To',
  toPods: 'Pods there',
  connections: 'On',
  letOut: 'Let out by',
  letIn: 'Let in by',
};

/** Who can connect to whom, by the network policies of an app: between tenants, in them, and beyond. */
export function networkReport(objects: ObjectIndex, app: IConstruct): Report | undefined {
  const tenants = tenantMapOf(objects, app);
  if (tenants.tenants.length === 0) return undefined;
  const matrix = networkMatrixOf(objects, app);
  const links = linksOf(matrix.rows, (namespace) => tenants.of(namespace)?.name);
  const isOf = ({ tenant }: LinkEnd): boolean => tenant !== undefined;
  const within = links.filter(({ from, to }) => isOf(from) && from.tenant === to.tenant);
  const crossing = links.filter(({ from, to }) => isOf(from) && isOf(to) && from.tenant !== to.tenant);
  const beyond = (fromTenant: boolean, toTenant: boolean): Rows =>
    rowsOf(
      merged(links.filter(({ from, to }) => isOf(from) === fromTenant && isOf(to) === toTenant)),
      tenants,
    );
  const unproved = unprovedRows(matrix, tenants);
  return {
    name: 'network',
    title: 'Who can connect to whom',
    text: 'What some pod of a namespace could do, whatever its labels, by the NetworkPolicies of the app. `*` stands for the namespaces that the app does not know. What any pod may do is not told again of some. That the network plugin enforces policies is not proved here.',
    sections: [
      {
        name: 'isolation',
        title: 'Tenants apart',
        text: 'Pairs of tenants. Two are isolated where no pod of either can connect to any of the other.',
        columns: {
          tenants: 'Tenants',
          pairs: 'Pairs',
          isolated: 'Isolated',
          open: 'Open',
          unproved: 'Not proved',
        },
        rows: [countsOf(tenants.tenants, crossing, unproved)],
      },
      {
        name: 'crossing',
        title: 'From tenant to tenant',
        text: 'What is open between two tenants, and what a tenant permits though no policy opens it.',
        columns: { fromTenant: 'Tenant', toTenant: 'Connects to', permitted: 'Permitted', ...COLUMNS },
        rows: crossingRows(crossing, tenants, (link) => rowOf(link, tenants)),
      },
      {
        name: 'unproved',
        title: 'What is not proved',
        text: 'Pods on the network of their node, where no policy holds, and policies of kinds that the proof does not read.',
        columns: { tenant: 'Tenant', namespace: 'Namespace', object: 'Object' },
        rows: unproved,
      },
      {
        name: 'within',
        title: 'Within tenants',
        columns: { tenant: 'Tenant', ...COLUMNS },
        rows: canonicalList(
          byTenant(within).flatMap(([tenant, own]) => rowsOf(merged(own), tenants, tenant)),
        ),
      },
      { name: 'out', title: 'Out of tenants', columns: COLUMNS, rows: beyond(true, false) },
      { name: 'into', title: 'Into tenants', columns: COLUMNS, rows: beyond(false, true) },
      {
        name: 'beside',
        title: 'Beside tenants',
        text: 'Namespaces of the platform, and those that the app only names.',
        columns: COLUMNS,
        rows: beyond(false, false),
      },
    ],
  };
}

function byTenant(links: readonly Link[]): readonly (readonly [string | undefined, readonly Link[]])[] {
  const found = new Map<string | undefined, Link[]>();
  for (const link of links) append(found, link.from.tenant, link);
  return [...found];
}

function rowsOf(links: readonly Link[], tenants: TenantMap, tenant?: string): Rows {
  return canonicalList(links.map((link) => ({ ...(tenant && { tenant }), ...rowOf(link, tenants) })));
}

function rowOf({ from, to, connections }: Link, { tenants }: TenantMap): Rows[number] {
  return {
    from: namespacesCell(from.places, tenants),
    fromPods: podsCell(from),
    to: namespacesCell(to.places, tenants),
    toPods: podsCell(to),
    connections,
    letOut: policiesCell(from),
    letIn: policiesCell(to),
  };
}

function podsCell({ pods }: LinkEnd): string | undefined {
  return pods === '' ? 'any' : pods;
}

/** Addresses have no policy; pods without one are isolated by none. */
function policiesCell({ pods, policies }: LinkEnd): readonly string[] | undefined {
  if (pods === undefined) return undefined;
  return policies.length > 0 ? policies : ['no policy isolates them'];
}
