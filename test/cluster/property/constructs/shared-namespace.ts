import * as fc from 'fast-check';
import {
  type Members,
  type PodSecurityProps,
  SharedNamespace,
  type SharedNamespaceProps,
  WebService,
} from '../../../../lib';
import { inChart, type Subject } from '../engine/subject';
import { budgets } from '../values/budgets';
import { tenantSecurity } from '../values/homes';
import { dnsLabel, dnsLabel1035 } from '../values/names';
import { claimRange } from '../values/ranges';
import { full, map, partial } from '../values/records';
import { bounds as tenantBounds } from '../values/tenant-bounds';
import { members, ranges } from './tenant';

/** A namespace that tenants share, and what runs in it. */
export interface SharedNamespaceCase {
  /** Id of the construct. */
  readonly id: string;
  /** Its props. */
  readonly props: SharedNamespaceProps;
  /** The web service of each tenant, by the tenant's place among them. */
  readonly services: readonly string[];
}

type Bounds = Omit<
  SharedNamespaceProps,
  'name' | 'tenants' | 'deletionProtection' | 'guardRails' | 'allowed' | keyof PodSecurityProps
>;

/** Much of everything, in which what runs has room; or anything, in which nothing runs. */
const spacious: Bounds = { budget: { cpu: 100, memory: '100Gi', pods: 100 } };
const narrow: fc.Arbitrary<Bounds> = fc
  .tuple(
    full<Pick<Bounds, 'budget'>>({ budget: budgets }),
    ranges,
    partial<Pick<Bounds, 'claimRange'>>({ claimRange }),
  )
  .map(([budget, limits, claims]) => ({ ...budget, ...limits, ...claims }));
const names = fc.uniqueArray(dnsLabel1035, { maxLength: 3 });

/** {@link SharedNamespace} under test. */
export const sharedNamespace: Subject<SharedNamespaceCase> = {
  name: 'SharedNamespace',
  props: fc
    .tuple(
      dnsLabel.filter((name) => name !== 'default' && !name.startsWith('kube-')),
      map(dnsLabel, partial<Members>({ owners: members, editors: members, viewers: members }), { min: 1 }),
      fc.oneof(
        names.map((services) => ({ bounds: spacious, services })),
        narrow.map((bounds) => ({ bounds, services: [] })),
      ),
      partial<Pick<SharedNamespaceProps, 'name' | 'deletionProtection' | 'guardRails' | 'allowed'>>({
        name: dnsLabel,
        deletionProtection: fc.boolean(),
        guardRails: fc.constant<'installed'>('installed'),
        allowed: tenantBounds,
      }),
      tenantSecurity,
    )
    .map(([id, tenants, { bounds, services }, { allowed, ...rest }, podSecurity]) => ({
      id,
      // What members may choose is for guard rails, and refused without.
      props: { ...rest, ...podSecurity, ...(rest.guardRails && { allowed }), tenants, ...bounds },
      services,
    })),
  declare: (cluster, { id, props, services }) =>
    inChart(cluster, (chart) => {
      const namespace = new SharedNamespace(chart, id, props);
      for (const [index, tenant] of Object.keys(props.tenants).entries()) {
        const name = services[index];
        if (name !== undefined) new WebService(namespace.tenant(tenant), name, { image: 'a/b:1', port: 80 });
      }
    }),
};
