import { ApiObject, App, Chart } from 'cdk8s';
import { Cluster } from '../lib/core/cluster';
import { type Manifest, ObjectIndex, RenderedObject } from '../lib/core/rendered-object';
import { Tenant } from '../lib/tenancy/tenant';
import { WebService } from '../lib/workload/web-service';

/** NetworkPolicies of each tenant. */
export const POLICIES_PER_TENANT = 4;

/** An app of tenants, with a web service each, and its objects. */
export interface TenantApp {
  readonly app: App;
  readonly objects: ObjectIndex;
}

/** Declares and renders tenants; a stock App runs no checks, which would be measured with it. */
export function tenantApp(count: number): TenantApp {
  const app = new App();
  new Cluster({
    kubernetes: '1.36',
    podCidrs: ['10.0.0.0/8'],
    serviceCidrs: ['172.20.0.0/16'],
    ingress: { namespace: 'ingress-nginx' },
    monitoring: { namespace: 'monitoring' },
  }).provideTo(app);
  for (let index = 0; index < count; index++) {
    const name = `tenant-${String(index).padStart(5, '0')}`;
    const tenant = new Tenant(new Chart(app, name), name, { budget: { cpu: 4, memory: '8Gi', pods: 20 } });
    new WebService(tenant.namespace(), 'web', {
      image: 'ghcr.io/acme/web:1.0.0',
      port: 8080,
      metricsPort: 9090,
      ingress: { host: `${name}.example.com` },
    });
  }
  const rendered = app.node
    .findAll()
    .filter((construct) => ApiObject.isApiObject(construct))
    .map((object) => new RenderedObject(object.node.path, object.toJson() as Manifest));
  return { app, objects: new ObjectIndex(rendered) };
}
