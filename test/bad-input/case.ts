import type { Chart } from 'cdk8s';
import {
  Namespace,
  Operator,
  type OperatorProps,
  OperatorScope,
  type PlatformApp,
  PostgreSQL,
  type PostgreSQLProps,
  Tenant,
  type TenantProps,
  WebService,
  type WebServiceProps,
} from '../../lib';

/** What one case declares, in an app whose cluster is fully described. */
export interface World {
  readonly app: PlatformApp;
  readonly chart: Chart;
}

/** Input that is wrong, and what is said of it. */
export interface Case {
  readonly name: string;
  readonly declare: (world: World) => void;
  /** What the message must hold: where, what was given, what is allowed or how to fix it. */
  readonly says: readonly (string | RegExp)[];
}

/** A web service in a namespace. */
export const web = ({ chart }: World, props: Partial<WebServiceProps>, id = 'shop'): WebService =>
  new WebService(new Namespace(chart, 'home'), id, {
    image: 'ghcr.io/acme/shop:1.0.0',
    port: 8080,
    ...props,
  });

/** A tenant. */
export const tenant = ({ chart }: World, props: Partial<TenantProps>): Tenant =>
  new Tenant(chart, 'alpha', { budget: { cpu: 4, memory: '8Gi', pods: 20 }, ...props });

/** An operator of a kind. */
export const operator = ({ chart }: World, props: Partial<OperatorProps>): Operator =>
  new Operator(chart, 'op', {
    image: 'ghcr.io/acme/op:1.0.0',
    controllers: [{ for: PostgreSQL }],
    scope: OperatorScope.cluster(),
    ...props,
  });

/** A database in a namespace. */
export const database = ({ chart }: World, props: object, id = 'orders'): PostgreSQL =>
  new PostgreSQL(new Namespace(chart, 'home'), id, {
    version: '15',
    storage: '10Gi',
    ...props,
  } as PostgreSQLProps);
