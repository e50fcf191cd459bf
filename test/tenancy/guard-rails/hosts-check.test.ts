import { Chart } from 'cdk8s';
import { Cluster, PlatformApp, Tenant, type TenantNamespace, WebService } from '../../../lib';

/** An app with two tenants of some domains, in charts of their own. */
function twoTenants(
  [first, second]: readonly [readonly string[], readonly string[]],
  more: (alpha: TenantNamespace, beta: TenantNamespace) => void = () => undefined,
): PlatformApp {
  const app = new PlatformApp({
    cluster: new Cluster({ kubernetes: '1.34', ingress: { namespace: 'ingress-nginx' } }),
  });
  const tenant = (name: string, domains: readonly string[]): TenantNamespace =>
    new Tenant(new Chart(app, name), name, {
      namespaces: [name, `${name}-staging`],
      budget: { cpu: 4, memory: '8Gi', pods: 10 },
      guardRails: 'installed',
      allowed: { domains },
    }).namespace(name);
  more(tenant('alpha', first), tenant('beta', second));
  return app;
}

const serve = (namespace: TenantNamespace, host: string): WebService =>
  new WebService(namespace, 'shop', {
    image: 'ghcr.io/acme/shop:1.0',
    port: 8080,
    ingress: { host },
  });

test.each([
  ['a domain of another tenant', 'example.com', 'example.com'],
  ['a domain below that of another tenant', 'example.com', 'beta.example.com'],
  ['a domain above that of another tenant', 'alpha.example.com', 'example.com'],
])('%s is refused, once for all namespaces', (_, first, second) => {
  const units = () => twoTenants([[first], ['beta.example.org', second]]).units();
  expect(units).toThrow(
    `[beta/beta/beta/Namespace] has a domain of its tenant beta that meets ${first} of tenant alpha, at [alpha/alpha/alpha/Namespace]`,
  );
  expect(units).toThrow('1 problem(s)');
});

test('domains beside each other, and domains within a tenant that meet, are taken', () => {
  const domains = [
    ['alpha.example.com', 'shop.alpha.example.com'],
    ['beta.example.com', 'lpha.example.com'],
  ] as const;
  expect(() => twoTenants(domains).units()).not.toThrow();
});

test('a host and path of two tenants are refused, whatever their domains', () => {
  const app = twoTenants([[], []], (alpha, beta) => {
    serve(alpha, 'shop.example.com');
    serve(beta, 'shop.example.com');
  });
  expect(() => app.units()).toThrow(
    '[beta/beta/beta/shop/Ingress/Ingress] serves for tenant beta what [alpha/alpha/alpha/shop/Ingress/Ingress] serves for tenant alpha; given: "shop.example.com/"',
  );
});

test('hosts of two tenants that differ are taken', () => {
  const app = twoTenants([[], []], (alpha, beta) => {
    serve(alpha, 'shop.example.com');
    serve(beta, 'store.example.com');
  });
  expect(() => app.units()).not.toThrow();
});
