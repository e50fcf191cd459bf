import * as fc from 'fast-check';
import {
  type Budget,
  type ComputeResources,
  PostgreSQL,
  Tenant,
  type TenantProps,
  WebService,
  type WebServiceProps,
} from '../../../../lib';
import { inChart, type Subject } from '../engine/subject';
import { exposure } from '../values/exposure';
import { image } from '../values/images';
import { port } from '../values/integers';
import { dnsLabel, dnsLabel1035 } from '../values/names';
import { podFields } from '../values/pods';
import { full, mostly, partial } from '../values/records';
import { resources } from '../values/resources';
import { scale } from '../values/scale';
import { complete } from './tenant';

/** A budget that holds most of what is drawn, or one that holds little. */
const budget: fc.Arbitrary<Budget> = mostly<Budget>(
  fc.constant({ cpu: '1P', memory: '8E', pods: 1_000_000, loadBalancers: 2, nodePorts: 4 }),
  full({
    cpu: fc.integer({ min: 1, max: 64 }),
    memory: fc.constant('64Gi'),
    pods: fc.integer({ min: 1, max: 40 }),
  }),
);

/** Defaults that let all pass, or some that do not. */
const containerDefaults = mostly<ComputeResources>(
  fc.constant({
    requests: { cpu: '1m', memory: '1Ki', ephemeralStorage: '1Ki' },
    limits: { cpu: '1E', memory: '8Pi', ephemeralStorage: '8Pi' },
  }),
  complete,
  3,
);

/** What counts in a tenant: amounts, numbers and exposure. The rest is drawn where there is no tenant. */
const { initContainers, sidecars } = podFields;
const web: fc.Arbitrary<WebServiceProps> = fc
  .tuple(
    full<Pick<WebServiceProps, 'image' | 'port'>>({ image, port }),
    partial<Pick<Required<WebServiceProps>, 'resources' | 'initContainers' | 'sidecars'>>({
      resources,
      initContainers,
      sidecars,
    }),
    exposure,
    scale,
  )
  .map(([needed, rest, exposed, scaled]) => ({ ...needed, ...rest, ...exposed, ...scaled }));
const named = fc.tuple(dnsLabel1035, web);
const services = mostly(
  named.map((service) => [service]),
  fc.uniqueArray(named, { minLength: 2, maxLength: 3, selector: ([name]) => name }),
  8,
);

/** A tenant and what runs in it. */
export interface TenantWorkloadsCase {
  /** Name of the tenant. */
  readonly id: string;
  /** Its other props. */
  readonly props: Pick<TenantProps, 'budget' | 'containerDefaults' | 'connected'>;
  /** Whether it permits connections from anyone. */
  readonly isPermittedToAnyone: boolean;
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
    props: full<TenantWorkloadsCase['props']>({
      budget,
      containerDefaults,
      connected: fc.boolean(),
    }),
    isPermittedToAnyone: mostly(fc.constant(true), fc.constant(false), 8),
    services,
    databases: fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { maxLength: 2 }),
  }),
  declare: (cluster, { id, props, isPermittedToAnyone, services, databases }) =>
    inChart(cluster, (chart) => {
      const tenant = new Tenant(chart, id, props);
      // Services are exposed to ranges which may be of pods, where the cluster does not say what is.
      if (isPermittedToAnyone) tenant.permitConnectionsFromAnyone();
      const home = tenant.namespace();
      const clients = services.map(([name, given]) => new WebService(home, name, given));
      for (const name of databases) {
        const database = new PostgreSQL(home, `db-${name}`, { version: '15', storage: '1Gi' });
        for (const client of clients) client.connectTo(database);
      }
    }),
};
