import { Chart } from 'cdk8s';
import { Cluster, PlatformApp, Subject, Tenant, WebService } from '../lib';

/** An app of tenants, each in a chart of its own: two namespaces that share a total, and a web service in one of them. */
export function tenantApp(count: number, outdir: string): PlatformApp {
  const cluster = new Cluster({
    kubernetes: '1.36',
    podCidrs: ['10.244.0.0/16'],
    serviceCidrs: ['10.96.0.0/12'],
    ingress: { namespace: 'ingress-nginx' },
    monitoring: { namespace: 'monitoring' },
  });
  const app = new PlatformApp({ cluster, outdir });
  for (let index = 0; index < count; index++) {
    const name = `tenant-${String(index).padStart(5, '0')}`;
    const tenant = new Tenant(new Chart(app, name), name, {
      namespaces: [name, `${name}-staging`],
      owners: [Subject.group(`${name}-admins`)],
      viewers: [Subject.group('support')],
      totalBudget: {
        cpu: 8,
        memory: '16Gi',
        pods: 40,
        services: 10,
        persistentVolumeClaims: 10,
        secrets: 40,
      },
      budgetShares: { [name]: 3, [`${name}-staging`]: 1 },
      containerRange: { max: { memory: '4Gi' } },
      sharedConfig: { proxy: { HTTP_PROXY: 'http://proxy.example.com:3128' } },
    });
    new WebService(tenant.namespace(name), 'shop', {
      image: 'ghcr.io/acme/shop:2.3.1',
      port: 8080,
      ingress: { host: `shop.${name}.example.com` },
    });
  }
  return app;
}
