import * as fc from 'fast-check';
import { PostgreSQL, Tenant, type TenantProps, WebService, type WebServiceProps } from '../../../../lib';
import { inChart, type Subject } from '../engine/subject';
import { dnsLabel, dnsLabel1035 } from '../values/names';
import { full, mostly } from '../values/records';
import { web } from '../values/web';
import { containerDefaults } from './tenant';

/** A budget that holds most of what is drawn, or one that holds little. */
const budget: fc.Arbitrary<TenantProps['budget']> = mostly<TenantProps['budget']>(
  fc.constant({ cpu: '1P', memory: '8E', pods: 2 ** 40, loadBalancers: 2, nodePorts: 4 }),
  full({
    cpu: fc.integer({ min: 1, max: 64 }),
    memory: fc.constant('64Gi'),
    pods: fc.integer({ min: 1, max: 40 }),
  }),
  8,
);

/** A tenant and what runs in it. */
export interface TenantWorkloadsCase {
  /** Name of the tenant. */
  readonly id: string;
  /** Its other props. */
  readonly props: Pick<TenantProps, 'budget' | 'containerDefaults' | 'connected'>;
  /** Its web services, by name. */
  readonly services: readonly (readonly [string, WebServiceProps])[];
  /** Its databases, by name. */
  readonly databases: readonly string[];
}

/** Workloads in the namespace of a tenant, under test. */
export const tenantWorkloads: Subject<TenantWorkloadsCase> = {
  name: 'workloads of a Tenant',
  props: full<TenantWorkloadsCase>({
    id: dnsLabel.filter((name) => name !== 'default' && !name.startsWith('kube-')),
    props: full<TenantWorkloadsCase['props']>({ budget, containerDefaults, connected: fc.boolean() }),
    services: fc.uniqueArray(fc.tuple(dnsLabel1035, web), {
      minLength: 1,
      maxLength: 2,
      selector: ([name]) => name,
    }),
    databases: fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { maxLength: 2 }),
  }),
  declare: (cluster, { id, props, services, databases }) =>
    inChart(cluster, (chart) => {
      const home = new Tenant(chart, id, props).namespace();
      const clients = services.map(([name, given]) => new WebService(home, name, given));
      for (const name of databases) {
        const database = new PostgreSQL(home, `db-${name}`, { version: '15', storage: '1Gi' });
        for (const client of clients) client.connectTo(database);
      }
    }),
};
